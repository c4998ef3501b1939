package dev.tidemark.sandbox.calls;

import dev.tidemark.sandbox.world.World.Owner;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Response;
import java.util.Optional;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.security.SecurityRequirement;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

/** Viewers and what they did (mindstamp-api.md §2, rows 14 to 17). */
@Path(Desk.BASE)
@RunOnVirtualThread
@Tag(name = "Mindstamp sandbox")
@SecurityRequirement(name = "sandbox-token")
public class ViewerCalls {
    private final Desk desk;

    ViewerCalls(Desk desk) {
        this.desk = desk;
    }

    @GET
    @Path("viewers")
    @Operation(
            summary = "All viewers, newest first",
            description = "Ignores limit and offset, unless videos_and_viewers is switched to paged")
    public Response viewers(
            @HeaderParam("Authorization") @Nullable String authorization,
            @QueryParam("limit") @Schema(type = SchemaType.INTEGER) @Nullable String limit,
            @QueryParam("offset") @Schema(type = SchemaType.INTEGER) @Nullable String offset) {
        return desk.wholeOrPage(authorization, limit, offset, world -> Optional.of(world.viewers()));
    }

    @GET
    @Path("viewers/{id}")
    @Operation(summary = "One viewer")
    public Response viewer(@HeaderParam("Authorization") @Nullable String authorization, @PathParam("id") String id) {
        return desk.one(authorization, world -> world.viewer(id));
    }

    @GET
    @Path("viewers/{id}/views")
    @Operation(summary = "Views of one viewer, newest first")
    public Response views(
            @HeaderParam("Authorization") @Nullable String authorization,
            @PathParam("id") String id,
            @QueryParam("limit") @Schema(type = SchemaType.INTEGER) @Nullable String limit,
            @QueryParam("offset") @Schema(type = SchemaType.INTEGER) @Nullable String offset) {
        return desk.page(authorization, limit, offset, world -> world.viewsOf(Owner.VIEWER, id));
    }

    @GET
    @Path("viewers/{id}/interactions")
    @Operation(summary = "What one viewer did, newest first")
    public Response interactions(
            @HeaderParam("Authorization") @Nullable String authorization,
            @PathParam("id") String id,
            @QueryParam("limit") @Schema(type = SchemaType.INTEGER) @Nullable String limit,
            @QueryParam("offset") @Schema(type = SchemaType.INTEGER) @Nullable String offset) {
        return desk.page(authorization, limit, offset, world -> world.interactionsOf(Owner.VIEWER, id));
    }
}
