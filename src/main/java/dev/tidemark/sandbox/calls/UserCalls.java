package dev.tidemark.sandbox.calls;

import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.Response;
import java.util.Optional;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.security.SecurityRequirement;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

/** Whose account it is (mindstamp-api.md §2, row 18). */
@Path(Desk.BASE)
@RunOnVirtualThread
@Tag(name = "Mindstamp sandbox")
@SecurityRequirement(name = "sandbox-token")
public class UserCalls {
    private final Desk desk;

    UserCalls(Desk desk) {
        this.desk = desk;
    }

    @GET
    @Path("user/me")
    @Operation(summary = "Whose token it is")
    public Response me(@HeaderParam("Authorization") @Nullable String authorization) {
        return desk.document(authorization, world -> Optional.of(world.owner()));
    }
}
