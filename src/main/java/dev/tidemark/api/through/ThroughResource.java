package dev.tidemark.api.through;

import io.smallrye.common.annotation.RunOnVirtualThread;
import io.vertx.ext.web.RoutingContext;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.PATCH;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.SecurityContext;
import java.io.IOException;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.ExampleObject;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBody;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

/** {@code /accounts/{id}/mindstamp/…}: Mindstamp's documented calls with the account's token. */
@Path("/api/v1/accounts/{id}/mindstamp")
@RunOnVirtualThread
@Tag(
        name = "Mindstamp",
        description = "Any documented call of Mindstamp's API, with the account's token and within its call budget:"
                + " the caller needs neither. Status, body and content type are Mindstamp's own; errors of Tidemark"
                + " itself are application/problem+json.")
@APIResponse(responseCode = "200", description = "Mindstamp's answer as it came, whatever its status")
@APIResponse(responseCode = "404", description = "No such account, no documented call, or Mindstamp's own 404")
@APIResponse(responseCode = "409", description = "The account is being removed, or its token cannot be used")
@APIResponse(responseCode = "502", description = "Mindstamp cannot be reached; a write may have been done")
@APIResponse(
        responseCode = "503",
        description = "The share of the call budget that callers may use is used up; Retry-After says for how long")
@APIResponse(responseCode = "504", description = "Mindstamp did not answer in time; a write may have been done")
class ThroughResource {
    private static final String REST = "{path: .+}";
    private static final String BODY =
            "JSON, passed on byte for byte; what Mindstamp takes is in its own documentation";
    private static final byte[] NOTHING = new byte[0];

    private final Through through;

    ThroughResource(Through through) {
        this.through = through;
    }

    @GET
    @Path(REST)
    @RolesAllowed("read")
    @Operation(summary = "Read from Mindstamp", description = ThroughDescription.CALLS)
    public Response get(
            @PathParam("id") String id,
            @Parameter(example = "videos/aVOfEGmGrZlG/views", description = "with its query, such as ?limit=100")
                    @PathParam("path")
                    String path,
            @Context RoutingContext call,
            @Context SecurityContext caller)
            throws IOException {
        return pass(id, NOTHING, call, caller);
    }

    @POST
    @Path(REST)
    @Consumes(MediaType.APPLICATION_JSON)
    @RolesAllowed("manage")
    @Operation(summary = "Create or add something at Mindstamp", description = ThroughDescription.CALLS)
    @RequestBody(
            description = BODY,
            content =
                    @Content(
                            mediaType = MediaType.APPLICATION_JSON,
                            schema = @Schema(type = SchemaType.OBJECT),
                            examples = @ExampleObject(name = "groups/create", value = "{\"name\": \"Customers\"}")))
    public Response post(
            @PathParam("id") String id,
            @Parameter(example = "groups/create") @PathParam("path") String path,
            byte @Nullable [] body,
            @Context RoutingContext call,
            @Context SecurityContext caller)
            throws IOException {
        return pass(id, body, call, caller);
    }

    @PATCH
    @Path(REST)
    @Consumes(MediaType.APPLICATION_JSON)
    @RolesAllowed("manage")
    @Operation(summary = "Change something at Mindstamp", description = ThroughDescription.CALLS)
    @RequestBody(
            description = BODY,
            content =
                    @Content(
                            mediaType = MediaType.APPLICATION_JSON,
                            schema = @Schema(type = SchemaType.OBJECT),
                            examples = @ExampleObject(name = "plink/:id", value = "{\"status\": \"inactive\"}")))
    public Response patch(
            @PathParam("id") String id,
            @Parameter(example = "plink/9bce33d1-120c-4bb5-8b5a-499896140f20") @PathParam("path") String path,
            byte @Nullable [] body,
            @Context RoutingContext call,
            @Context SecurityContext caller)
            throws IOException {
        return pass(id, body, call, caller);
    }

    @DELETE
    @Path(REST)
    @Consumes(MediaType.APPLICATION_JSON)
    @RolesAllowed("manage")
    @Operation(summary = "Remove something at Mindstamp", description = ThroughDescription.CALLS)
    @RequestBody(
            required = false,
            description = BODY,
            content =
                    @Content(
                            mediaType = MediaType.APPLICATION_JSON,
                            schema = @Schema(type = SchemaType.OBJECT),
                            examples =
                                    @ExampleObject(
                                            name = "accessLists/:id/delete",
                                            value = "{\"email\": \"jane@example.com\"}")))
    public Response delete(
            @PathParam("id") String id,
            @Parameter(example = "accessLists/9bce33d1-120c-4bb5-8b5a-499896140f20/delete") @PathParam("path")
                    String path,
            byte @Nullable [] body,
            @Context RoutingContext call,
            @Context SecurityContext caller)
            throws IOException {
        return pass(id, body, call, caller);
    }

    private Response pass(String account, byte @Nullable [] body, RoutingContext call, SecurityContext caller)
            throws IOException {
        ThroughRequest request = ThroughRequest.of(call.request(), body == null ? NOTHING : body);
        return through.pass(account, request, caller.getUserPrincipal().getName());
    }
}
