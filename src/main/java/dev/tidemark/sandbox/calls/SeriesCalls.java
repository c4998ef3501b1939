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

/** Series: videos to be watched one after the other (mindstamp-api.md §2, rows 26 to 34). */
@Path(Desk.BASE)
@RunOnVirtualThread
@Tag(name = "Mindstamp sandbox")
@SecurityRequirement(name = "sandbox-token")
public class SeriesCalls {
    private final Desk desk;

    SeriesCalls(Desk desk) {
        this.desk = desk;
    }

    @GET
    @Path("series")
    @Operation(summary = "All series, newest first", description = "Ignores limit and offset")
    public Response series(@HeaderParam("Authorization") @Nullable String authorization) {
        return desk.whole(
                authorization, world -> Optional.of(world.sharing().series().rows()));
    }

    @GET
    @Path("series/{id}")
    @Operation(summary = "One series")
    public Response one(@HeaderParam("Authorization") @Nullable String authorization, @PathParam("id") String id) {
        return desk.one(authorization, world -> world.sharing().series().find(id));
    }

    @GET
    @Path("series/{id}/videos")
    @Operation(summary = "Videos of one series, the last added first", description = "Ignores limit and offset")
    public Response videos(@HeaderParam("Authorization") @Nullable String authorization, @PathParam("id") String id) {
        return desk.whole(
                authorization, world -> world.sharing().series().find(id).map(Bundle::videos));
    }

    @GET
    @Path("series/{id}/views")
    @Operation(
            summary = "Views of the videos of one series, newest first",
            description = "No field ties a view to a series, so that its videos do")
    public Response views(
            @HeaderParam("Authorization") @Nullable String authorization,
            @PathParam("id") String id,
            @QueryParam("limit") @Schema(type = SchemaType.INTEGER) @Nullable String limit,
            @QueryParam("offset") @Schema(type = SchemaType.INTEGER) @Nullable String offset) {
        return desk.page(authorization, limit, offset, world -> world.viewsOf(Owner.SERIES, id));
    }

    @GET
    @Path("series/{id}/interactions")
    @Operation(summary = "What viewers did in the videos of one series, newest first")
    public Response interactions(
            @HeaderParam("Authorization") @Nullable String authorization,
            @PathParam("id") String id,
            @QueryParam("limit") @Schema(type = SchemaType.INTEGER) @Nullable String limit,
            @QueryParam("offset") @Schema(type = SchemaType.INTEGER) @Nullable String offset) {
        return desk.page(authorization, limit, offset, world -> world.interactionsOf(Owner.SERIES, id));
    }

    @POST
    @Path("series/create")
    @Consumes(MediaType.WILDCARD)
    @Operation(summary = "Makes a series", description = "Body: {\"name\"}")
    public Response create(@HeaderParam("Authorization") @Nullable String authorization, byte @Nullable [] body) {
        return desk.create(authorization, body, (world, form) -> world.sharing().createSeries(form, world.now()));
    }

    @POST
    @Path("series/{id}/addVideo")
    @Consumes(MediaType.WILDCARD)
    @Operation(
            summary = "Adds a video to a series",
            description =
                    "Body: {\"video_id\"} (UUID or token) or {\"video_token\"}. A video that is in already stays in once")
    public Response addVideo(
            @HeaderParam("Authorization") @Nullable String authorization,
            @PathParam("id") String id,
            byte @Nullable [] body) {
        return desk.change(authorization, body, (world, form) -> world.sharing().addToSeries(id, form, world.now()));
    }

    @POST
    @Path("series/{id}/invite")
    @Consumes(MediaType.WILDCARD)
    @Operation(
            summary = "Invites somebody to a series",
            description =
                    "Body: {\"email\", \"name\"?}. A second invitation to one address is none. Mindstamp prints this path for groups as well")
    public Response invite(
            @HeaderParam("Authorization") @Nullable String authorization,
            @PathParam("id") String id,
            byte @Nullable [] body) {
        return desk.change(authorization, body, (world, form) -> world.sharing().invite(id, form, world.now()));
    }
}
