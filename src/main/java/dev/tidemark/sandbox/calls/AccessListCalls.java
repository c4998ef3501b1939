package dev.tidemark.sandbox.calls;

import dev.tidemark.platform.Json;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
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
import org.eclipse.microprofile.openapi.annotations.security.SecurityRequirement;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

/** Access lists: addresses that may watch (mindstamp-api.md §2, rows 39 to 43). */
@Path(Desk.BASE)
@RunOnVirtualThread
@Tag(name = "Mindstamp sandbox")
@SecurityRequirement(name = "sandbox-token")
public class AccessListCalls {
    private final Desk desk;

    AccessListCalls(Desk desk) {
        this.desk = desk;
    }

    @GET
    @Path("accessLists")
    @Operation(summary = "All access lists, newest first", description = "Ignores limit and offset")
    public Response accessLists(@HeaderParam("Authorization") @Nullable String authorization) {
        return desk.whole(
                authorization,
                world -> Optional.of(world.sharing().accessLists().rows()));
    }

    @GET
    @Path("accessLists/{id}")
    @Operation(summary = "One access list")
    public Response accessList(
            @HeaderParam("Authorization") @Nullable String authorization, @PathParam("id") String id) {
        return desk.one(authorization, world -> world.sharing().accessLists().find(id));
    }

    @POST
    @Path("accessLists/create")
    @Consumes(MediaType.WILDCARD)
    @Operation(summary = "Makes an access list", description = "Body: {\"name\"}")
    public Response create(@HeaderParam("Authorization") @Nullable String authorization, byte @Nullable [] body) {
        return desk.create(authorization, body, (world, form) -> world.sharing().createAccessList(form, world.now()));
    }

    @POST
    @Path("accessLists/{id}/add")
    @Consumes(MediaType.WILDCARD)
    @Operation(
            summary = "Adds an address to an access list",
            description = "Body: {\"email\"}. An address that is in already stays in once")
    public Response add(
            @HeaderParam("Authorization") @Nullable String authorization,
            @PathParam("id") String id,
            byte @Nullable [] body) {
        return desk.change(authorization, body, (world, form) -> world.sharing().addEntry(id, form, world.now()));
    }

    @DELETE
    @Path("accessLists/{id}/delete")
    @Consumes(MediaType.WILDCARD)
    @Operation(
            summary = "Takes an address off an access list",
            description = "id: the list. The address as body {\"email\"} or as query; 404 where it is not in the list")
    public Response remove(
            @HeaderParam("Authorization") @Nullable String authorization,
            @PathParam("id") String id,
            @QueryParam("email") @Nullable String email,
            byte @Nullable [] body) {
        return desk.change(
                authorization,
                body == null || body.length == 0 ? inQuery(email) : body,
                (world, form) -> world.sharing().removeEntry(id, form, world.now()));
    }

    private static byte[] inQuery(@Nullable String email) {
        return Json.write(Json.object().put("email", email));
    }
}
