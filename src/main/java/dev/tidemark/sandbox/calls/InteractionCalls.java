package dev.tidemark.sandbox.calls;

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

/** What viewers did, and what authors gave them to do (mindstamp-api.md §2, rows 7 to 9; §1.3). */
@Path(Desk.BASE)
@RunOnVirtualThread
@Tag(name = "Mindstamp sandbox")
@SecurityRequirement(name = "sandbox-token")
public class InteractionCalls {
    private final Desk desk;

    InteractionCalls(Desk desk) {
        this.desk = desk;
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
    @Path("interactions/{id}")
    @Operation(
            summary = "A viewer's event or an authored item",
            description = "An authored item has neither view_id nor viewer_id nor parent")
    public Response interaction(
            @HeaderParam("Authorization") @Nullable String authorization, @PathParam("id") String id) {
        return desk.one(authorization, world -> world.interaction(id));
    }

    @GET
    @Path("interactions/{id}/responses")
    @Operation(
            summary = "What viewers did with one authored item, newest first",
            description = "Nothing for the id of a viewer's event")
    public Response responses(
            @HeaderParam("Authorization") @Nullable String authorization,
            @PathParam("id") String id,
            @QueryParam("limit") @Schema(type = SchemaType.INTEGER) @Nullable String limit,
            @QueryParam("offset") @Schema(type = SchemaType.INTEGER) @Nullable String offset) {
        return desk.page(authorization, limit, offset, world -> world.responses(id));
    }
}
