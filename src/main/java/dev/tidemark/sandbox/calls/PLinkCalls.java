package dev.tidemark.sandbox.calls;

import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.PATCH;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.util.Optional;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.security.SecurityRequirement;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

/** P-Links: links that can be switched off (mindstamp-api.md §2, rows 35 to 38). */
@Path(Desk.BASE)
@RunOnVirtualThread
@Tag(name = "Mindstamp sandbox")
@SecurityRequirement(name = "sandbox-token")
public class PLinkCalls {
    private final Desk desk;

    PLinkCalls(Desk desk) {
        this.desk = desk;
    }

    @GET
    @Path("plink")
    @Operation(summary = "All P-Links, newest first", description = "Ignores limit and offset")
    public Response plinks(@HeaderParam("Authorization") @Nullable String authorization) {
        return desk.whole(
                authorization, world -> Optional.of(world.sharing().plinks().rows()));
    }

    @GET
    @Path("plink/{id}")
    @Operation(summary = "One P-Link")
    public Response plink(@HeaderParam("Authorization") @Nullable String authorization, @PathParam("id") String id) {
        return desk.one(authorization, world -> world.sharing().plinks().find(id));
    }

    @POST
    @Path("plink")
    @Consumes(MediaType.WILDCARD)
    @Operation(
            summary = "Makes a P-Link to a video",
            description =
                    "Body: {\"video_id\"} (UUID or token) or {\"video_token\"}, and {\"name\"} if wanted. It is active from the start")
    public Response create(@HeaderParam("Authorization") @Nullable String authorization, byte @Nullable [] body) {
        return desk.create(authorization, body, (world, form) -> world.sharing().createPLink(form, world.now()));
    }

    @PATCH
    @Path("plink/{id}")
    @Consumes(MediaType.WILDCARD)
    @Operation(
            summary = "Changes a P-Link's status",
            description =
                    "Body: {\"status\": \"active\"} or {\"status\": \"inactive\"}. Nobody comes through an inactive one")
    public Response change(
            @HeaderParam("Authorization") @Nullable String authorization,
            @PathParam("id") String id,
            byte @Nullable [] body) {
        return desk.change(authorization, body, (world, form) -> world.sharing().changePLink(id, form, world.now()));
    }
}
