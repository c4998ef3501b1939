package dev.tidemark.sandbox.calls;

import dev.tidemark.sandbox.sharing.Bundle;
import dev.tidemark.sandbox.world.World.Owner;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.util.Optional;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.security.SecurityRequirement;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

/** Groups: videos shared under one name (mindstamp-api.md §2, rows 19 to 25). There is no invitation to a group: row 26 prints the
 * path of a series. */
@Path(Desk.BASE)
@RunOnVirtualThread
@Tag(name = "Mindstamp sandbox")
@SecurityRequirement(name = "sandbox-token")
public class GroupCalls {
    private final Desk desk;

    GroupCalls(Desk desk) {
        this.desk = desk;
    }

    @GET
    @Path("groups")
    @Operation(summary = "All groups, newest first", description = "Ignores limit and offset")
    public Response groups(@HeaderParam("Authorization") @Nullable String authorization) {
        return desk.whole(
                authorization, world -> Optional.of(world.sharing().groups().rows()));
    }

    @GET
    @Path("groups/{id}")
    @Operation(summary = "One group")
    public Response group(@HeaderParam("Authorization") @Nullable String authorization, @PathParam("id") String id) {
        return desk.one(authorization, world -> world.sharing().groups().find(id));
    }

    @GET
    @Path("groups/{id}/videos")
    @Operation(summary = "Videos of one group, the last added first", description = "Ignores limit and offset")
    public Response videos(@HeaderParam("Authorization") @Nullable String authorization, @PathParam("id") String id) {
        return desk.whole(
                authorization, world -> world.sharing().groups().find(id).map(Bundle::videos));
    }

    @GET
    @Path("groups/{id}/views")
    @Operation(
            summary = "Views that came through one group, newest first",
            description = "Those that carry its group_id")
    public Response views(
            @HeaderParam("Authorization") @Nullable String authorization,
            @PathParam("id") String id,
            @QueryParam("limit") @Schema(type = SchemaType.INTEGER) @Nullable String limit,
            @QueryParam("offset") @Schema(type = SchemaType.INTEGER) @Nullable String offset) {
        return desk.page(authorization, limit, offset, world -> world.viewsOf(Owner.GROUP, id));
    }

    @GET
    @Path("groups/{id}/interactions")
    @Operation(summary = "What viewers did who came through one group, newest first")
    public Response interactions(
            @HeaderParam("Authorization") @Nullable String authorization,
            @PathParam("id") String id,
            @QueryParam("limit") @Schema(type = SchemaType.INTEGER) @Nullable String limit,
            @QueryParam("offset") @Schema(type = SchemaType.INTEGER) @Nullable String offset) {
        return desk.page(authorization, limit, offset, world -> world.interactionsOf(Owner.GROUP, id));
    }

    @POST
    @Path("groups/create")
    @Consumes(MediaType.WILDCARD)
    @Operation(summary = "Makes a group", description = "Body: {\"name\"}")
    public Response create(@HeaderParam("Authorization") @Nullable String authorization, byte @Nullable [] body) {
        return desk.create(authorization, body, (world, form) -> world.sharing().createGroup(form, world.now()));
    }

    @POST
    @Path("groups/{id}/addVideo")
    @Consumes(MediaType.WILDCARD)
    @Operation(
            summary = "Adds a video to a group",
            description =
                    "Body: {\"video_id\"} (UUID or token) or {\"video_token\"}. A video that is in already stays in once")
    public Response addVideo(
            @HeaderParam("Authorization") @Nullable String authorization,
            @PathParam("id") String id,
            byte @Nullable [] body) {
        return desk.change(authorization, body, (world, form) -> world.sharing().addToGroup(id, form, world.now()));
    }
}
