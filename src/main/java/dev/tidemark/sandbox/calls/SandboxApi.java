package dev.tidemark.sandbox.calls;

import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.util.Optional;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.enums.SecuritySchemeType;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.security.SecurityRequirement;
import org.eclipse.microprofile.openapi.annotations.security.SecurityScheme;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

/**
 * The reading calls of the Mindstamp API (mindstamp-api.md §2), answered from the simulated account.
 */
@Path("/sandbox/api/v1")
@Produces(MediaType.APPLICATION_JSON)
@RunOnVirtualThread
@Tag(name = "Mindstamp sandbox")
@SecurityScheme(securitySchemeName = "sandbox-token", type = SecuritySchemeType.HTTP, scheme = "bearer")
@SecurityRequirement(name = "sandbox-token")
public class SandboxApi {
    private final Desk desk;

    SandboxApi(Desk desk) {
        this.desk = desk;
    }

    @GET
    @Path("views")
    @Operation(
            summary = "Views, newest first",
            description = "limit: 25, at most 100 (more is cut silently); offset: 0")
    public Response views(
            @HeaderParam("Authorization") @Nullable String authorization,
            @QueryParam("limit") @Schema(type = SchemaType.INTEGER) @Nullable String limit,
            @QueryParam("offset") @Schema(type = SchemaType.INTEGER) @Nullable String offset) {
        return desk.page(authorization, limit, offset, world -> Optional.of(world.views()));
    }

    @GET
    @Path("views/{id}")
    @Operation(summary = "One view")
    public Response view(@HeaderParam("Authorization") @Nullable String authorization, @PathParam("id") String id) {
        return desk.one(authorization, world -> world.view(id));
    }

    @GET
    @Path("views/{id}/interactions")
    @Operation(summary = "What the viewer did in one view, newest first")
    public Response interactionsOfView(
            @HeaderParam("Authorization") @Nullable String authorization,
            @PathParam("id") String id,
            @QueryParam("limit") @Schema(type = SchemaType.INTEGER) @Nullable String limit,
            @QueryParam("offset") @Schema(type = SchemaType.INTEGER) @Nullable String offset) {
        return desk.page(authorization, limit, offset, world -> world.interactionsOfView(id));
    }

    @GET
    @Path("interactions")
    @Operation(summary = "What viewers did, newest first", description = "Viewer events only, no authored items")
    public Response interactions(
            @HeaderParam("Authorization") @Nullable String authorization,
            @QueryParam("limit") @Schema(type = SchemaType.INTEGER) @Nullable String limit,
            @QueryParam("offset") @Schema(type = SchemaType.INTEGER) @Nullable String offset) {
        return desk.page(authorization, limit, offset, world -> Optional.of(world.interactions()));
    }

    @GET
    @Path("viewers")
    @Operation(summary = "All viewers, newest first", description = "Ignores limit and offset")
    public Response viewers(@HeaderParam("Authorization") @Nullable String authorization) {
        return desk.whole(authorization, world -> Optional.of(world.viewers()));
    }

    @GET
    @Path("videos")
    @Operation(summary = "All videos, newest first", description = "Ignores limit and offset")
    public Response videos(@HeaderParam("Authorization") @Nullable String authorization) {
        return desk.whole(authorization, world -> Optional.of(world.videos()));
    }

    @GET
    @Path("user/me")
    @Operation(
            summary = "Whose token it is",
            description = "Invented: the fields (id, name, email, created_at, updated_at) are not publicly known")
    public Response me(@HeaderParam("Authorization") @Nullable String authorization) {
        return desk.document(authorization, world -> Optional.of(world.owner()));
    }
}
