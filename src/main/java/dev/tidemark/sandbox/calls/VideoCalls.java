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

/** Videos, named by token or UUID (mindstamp-api.md §2, rows 10 to 13). */
@Path(Desk.BASE)
@RunOnVirtualThread
@Tag(name = "Mindstamp sandbox")
@SecurityRequirement(name = "sandbox-token")
public class VideoCalls {
    private final Desk desk;

    VideoCalls(Desk desk) {
        this.desk = desk;
    }

    @GET
    @Path("videos")
    @Operation(
            summary = "All videos, newest first",
            description = "Ignores limit and offset, unless videos_and_viewers is switched to paged")
    public Response videos(
            @HeaderParam("Authorization") @Nullable String authorization,
            @QueryParam("limit") @Schema(type = SchemaType.INTEGER) @Nullable String limit,
            @QueryParam("offset") @Schema(type = SchemaType.INTEGER) @Nullable String offset) {
        return desk.wholeOrPage(authorization, limit, offset, world -> Optional.of(world.videos()));
    }

    @GET
    @Path("videos/{id}")
    @Operation(summary = "One video", description = "id: token or UUID")
    public Response video(@HeaderParam("Authorization") @Nullable String authorization, @PathParam("id") String id) {
        return desk.one(authorization, world -> world.video(id));
    }

    @GET
    @Path("videos/{id}/views")
    @Operation(summary = "Views of one video, newest first", description = "id: token or UUID")
    public Response views(
            @HeaderParam("Authorization") @Nullable String authorization,
            @PathParam("id") String id,
            @QueryParam("limit") @Schema(type = SchemaType.INTEGER) @Nullable String limit,
            @QueryParam("offset") @Schema(type = SchemaType.INTEGER) @Nullable String offset) {
        return desk.page(authorization, limit, offset, world -> world.viewsOf(Owner.VIDEO, id));
    }

    @GET
    @Path("videos/{id}/interactions")
    @Operation(
            summary = "What viewers did in one video, newest first",
            description = "id: token or UUID. Viewer events only")
    public Response interactions(
            @HeaderParam("Authorization") @Nullable String authorization,
            @PathParam("id") String id,
            @QueryParam("limit") @Schema(type = SchemaType.INTEGER) @Nullable String limit,
            @QueryParam("offset") @Schema(type = SchemaType.INTEGER) @Nullable String offset) {
        return desk.page(authorization, limit, offset, world -> world.interactionsOf(Owner.VIDEO, id));
    }
}
