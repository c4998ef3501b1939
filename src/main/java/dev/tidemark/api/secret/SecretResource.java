package dev.tidemark.api.secret;

import dev.tidemark.callback.signing.LiveSecret;
import dev.tidemark.callback.subscription.SubscriptionSecrets;
import dev.tidemark.platform.Problem;
import dev.tidemark.platform.ProblemException;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

/** {@code /subscriptions/{id}/secret}: what a receiver verifies with. */
@Path("/api/v1/subscriptions/{id}/secret")
@Produces(MediaType.APPLICATION_JSON)
@RunOnVirtualThread
@RolesAllowed("secrets")
@Tag(name = "Subscriptions")
class SecretResource {
    private final SubscriptionSecrets secrets;

    SecretResource(SubscriptionSecrets secrets) {
        this.secrets = secrets;
    }

    @GET
    @Operation(summary = "What a subscription's requests are signed with, and which older secrets sign too")
    @APIResponse(
            responseCode = "200",
            description = "The newest, with those that sign until they end",
            content = @Content(schema = @Schema(implementation = SecretShown.class)))
    @APIResponse(responseCode = "404", description = "There is no such subscription")
    @APIResponse(responseCode = "409", description = "It was stored with another tidemark.secrets.key")
    public Response get(@PathParam("id") String id) {
        return shown(id, secrets.live(id));
    }

    @POST
    @Path("rotate")
    @Consumes(MediaType.APPLICATION_JSON)
    @Operation(
            summary = "Sign with a new secret from now on, and with the one before until the overlap is over",
            description = "Both signatures stand in webhook-signature, so that no request is refused meanwhile."
                    + " With PT0S the one before ends at once; use it when that one became known.")
    @APIResponse(
            responseCode = "200",
            description = "The new one; older[0].ends_at says until when the one before signs too",
            content = @Content(schema = @Schema(implementation = SecretShown.class)))
    @APIResponse(responseCode = "404", description = "There is no such subscription")
    @APIResponse(responseCode = "409", description = "Too many secrets sign already; the problem says what to do")
    @APIResponse(responseCode = "422", description = "The overlap is not between PT0S and P7D")
    public Response rotate(@PathParam("id") String id, @Nullable RotateRequest request) {
        return shown(id, secrets.rotate(id, RotateRequest.overlapOf(request)));
    }

    private static Response shown(String id, List<LiveSecret> live) {
        if (live.isEmpty()) {
            throw new ProblemException(Problem.notFound("subscription", id));
        }
        return Response.ok(SecretShown.of(live))
                .header(HttpHeaders.CACHE_CONTROL, "no-store")
                .build();
    }
}
