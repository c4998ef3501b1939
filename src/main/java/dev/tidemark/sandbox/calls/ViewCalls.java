package dev.tidemark.sandbox.calls;

import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Response;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.time.temporal.TemporalAdjusters;
import java.util.Optional;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.security.SecurityRequirement;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

/** Views and what happened in them (mindstamp-api.md §2, rows 1 to 6). */
@Path(Desk.BASE)
@RunOnVirtualThread
@Tag(name = "Mindstamp sandbox")
@SecurityRequirement(name = "sandbox-token")
public class ViewCalls {
    private static final Duration WEEK = Duration.ofDays(7);

    private final Desk desk;

    ViewCalls(Desk desk) {
        this.desk = desk;
    }

    @GET
    @Path("views")
    @Operation(summary = "Views, newest first")
    public Response views(
            @HeaderParam("Authorization") @Nullable String authorization,
            @QueryParam("limit") @Schema(type = SchemaType.INTEGER) @Nullable String limit,
            @QueryParam("offset") @Schema(type = SchemaType.INTEGER) @Nullable String offset) {
        return desk.page(authorization, limit, offset, world -> Optional.of(world.views()));
    }

    @GET
    @Path("views/summary")
    @Operation(summary = "All views in numbers")
    public Response summary(@HeaderParam("Authorization") @Nullable String authorization) {
        return desk.document(authorization, world -> Optional.of(world.summary(Instant.MIN)));
    }

    @GET
    @Path("views/summary/month")
    @Operation(summary = "The current month's views in numbers", description = "The calendar month in UTC")
    public Response month(@HeaderParam("Authorization") @Nullable String authorization) {
        return desk.document(authorization, world -> Optional.of(world.summary(startOfMonth(world.now()))));
    }

    @GET
    @Path("views/summary/week")
    @Operation(summary = "The past seven days' views in numbers", description = "Seven times 24 hours until now")
    public Response week(@HeaderParam("Authorization") @Nullable String authorization) {
        return desk.document(
                authorization, world -> Optional.of(world.summary(world.now().minus(WEEK))));
    }

    @GET
    @Path("views/{id}")
    @Operation(summary = "One view")
    public Response view(@HeaderParam("Authorization") @Nullable String authorization, @PathParam("id") String id) {
        return desk.one(authorization, world -> world.view(id));
    }

    @GET
    @Path("views/{id}/interactions")
    @Operation(summary = "What the viewer did in one view, newest first")
    public Response interactions(
            @HeaderParam("Authorization") @Nullable String authorization,
            @PathParam("id") String id,
            @QueryParam("limit") @Schema(type = SchemaType.INTEGER) @Nullable String limit,
            @QueryParam("offset") @Schema(type = SchemaType.INTEGER) @Nullable String offset) {
        return desk.page(authorization, limit, offset, world -> world.interactionsOfView(id));
    }

    private static Instant startOfMonth(Instant now) {
        return now.atZone(ZoneOffset.UTC)
                .with(TemporalAdjusters.firstDayOfMonth())
                .truncatedTo(ChronoUnit.DAYS)
                .toInstant();
    }
}
