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
    private final Desk desk;

    UnknownCalls(Desk desk) {
        this.desk = desk;
    }

    @GET
    @POST
    @PUT
    @PATCH
    @DELETE
    @OPTIONS
    @Path("{path:.*}")
    @Operation(hidden = true)
    public Response unknown(@HeaderParam("Authorization") @Nullable String authorization) {
        return desk.document(authorization, _ -> Optional.empty());
    }
}
