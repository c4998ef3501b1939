package dev.tidemark.sandbox.calls;

import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.OPTIONS;
import jakarta.ws.rs.PATCH;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.Response;
import java.util.Optional;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.jspecify.annotations.Nullable;

/**
 * Every other path, and every other method of a known one: 404, for Rails knows a call only by both together (never 405).
 * Without the token 401, as anywhere.
 */
@Path(Desk.BASE)
@RunOnVirtualThread
public class UnknownCalls {
    private static final String ANY = "{path:.*}";

    private final Desk desk;

    UnknownCalls(Desk desk) {
        this.desk = desk;
    }

    @GET
    @Path(ANY)
    @Operation(hidden = true)
    public Response get(@HeaderParam("Authorization") @Nullable String authorization) {
        return unknown(authorization);
    }

    @POST
    @Path(ANY)
    @Operation(hidden = true)
    public Response post(@HeaderParam("Authorization") @Nullable String authorization) {
        return unknown(authorization);
    }

    @PUT
    @Path(ANY)
    @Operation(hidden = true)
    public Response put(@HeaderParam("Authorization") @Nullable String authorization) {
        return unknown(authorization);
    }

    @PATCH
    @Path(ANY)
    @Operation(hidden = true)
    public Response patch(@HeaderParam("Authorization") @Nullable String authorization) {
        return unknown(authorization);
    }

    @DELETE
    @Path(ANY)
    @Operation(hidden = true)
    public Response delete(@HeaderParam("Authorization") @Nullable String authorization) {
        return unknown(authorization);
    }

    @OPTIONS
    @Path(ANY)
    @Operation(hidden = true)
    public Response options(@HeaderParam("Authorization") @Nullable String authorization) {
        return unknown(authorization);
    }

    private Response unknown(@Nullable String authorization) {
        return desk.document(authorization, _ -> Optional.empty());
    }
}
