package dev.tidemark.api.replay;

import dev.tidemark.api.Limit;
import dev.tidemark.api.Page;
import dev.tidemark.callback.replay.Replay;
import dev.tidemark.callback.replay.Replays;
import dev.tidemark.callback.subscription.Subscriptions;
import dev.tidemark.platform.Problem;
import dev.tidemark.platform.ProblemException;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriInfo;
import java.util.Optional;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

/** Past events are sent again, or for the first time, to one subscription. */
@Path("/api/v1/subscriptions")
@Produces(MediaType.APPLICATION_JSON)
@RunOnVirtualThread
@Tag(name = "Subscriptions")
class ReplayResource {
    private final Replays replays;
    private final Subscriptions subscriptions;

    ReplayResource(Replays replays, Subscriptions subscriptions) {
        this.replays = replays;
        this.subscriptions = subscriptions;
    }

    @POST
    @Path("{id}/replay")
    @Consumes(MediaType.APPLICATION_JSON)
    @RolesAllowed("manage")
    @Operation(
            summary = "Send past events again, or count them first",
            description =
                    "Goes on by itself, over restarts too, and lets live events go first. What is open, held or under"
                            + " way is left alone and not counted. Ids stay the same, so receivers drop what they have."
                            + " A long log is still being counted when the answer comes: the state says so, the count"
                            + " rises, and what is counted in the end is what is sent. A new count of a subscription"
                            + " takes the place of one that goes on.")
    @APIResponse(
            responseCode = "200",
            description = "dryRun: how many deliveries it would make",
            content = @Content(schema = @Schema(implementation = ReplayCount.class)))
    @APIResponse(
            responseCode = "202",
            description = "It goes on, or with dryRun is still being counted; Location tells how far it is",
            content = @Content(schema = @Schema(implementation = ReplayShown.class)))
    @APIResponse(responseCode = "409", description = "The subscription is disabled, or another replay of it goes on")
    @APIResponse(responseCode = "422", description = "A member cannot be used; all of them are named")
    public Response start(@PathParam("id") String id, @Nullable ReplayRequest request, @Context UriInfo uri) {
        known(id);
        if (request == null) {
            throw new ProblemException(
                    Problem.badRequest("body", "is empty; send a JSON object with at least a status"));
        }
        return request.isDryRun() ? counted(id, request, uri) : started(id, request, uri);
    }

    private Response counted(String id, ReplayRequest request, UriInfo uri) {
        Replay replay = replays.count(id, request.range()).orElseThrow(() -> unknown(id));
        return switch (replay.state()) {
            case DONE -> Response.ok(new ReplayCount(true, replay.planned())).build();
            case COUNTING, RUNNING -> accepted(replay, uri);
            case CANCELLED ->
                throw new ProblemException(Problem.of(
                        409, "Conflict", "another count for this subscription began meanwhile and took its place"));
        };
    }

    private Response started(String id, ReplayRequest request, UriInfo uri) {
        return accepted(replays.start(id, request.range()).orElseThrow(() -> unknown(id)), uri);
    }

    private static Response accepted(Replay replay, UriInfo uri) {
        return Response.accepted(ReplayShown.of(replay))
                .location(uri.getBaseUriBuilder()
                        .path("api/v1/subscriptions/{id}/replays/{replay}")
                        .build(replay.subscription(), replay.id()))
                .build();
    }

    @GET
    @Path("{id}/replays")
    @RolesAllowed("read")
    @Operation(summary = "Replays of a subscription, the newest first")
    public Page<ReplayShown> list(
            @PathParam("id") String id,
            @QueryParam("after") @Nullable String after,
            @QueryParam("limit") @Nullable String limit) {
        known(id);
        Limit wanted = Limit.of(limit);
        return Page.of(
                replays.after(id, Optional.ofNullable(after).filter(text -> !text.isEmpty()), wanted.value() + 1),
                wanted,
                ReplayShown::of,
                Replay::id);
    }

    @GET
    @Path("{id}/replays/{replay}")
    @RolesAllowed("read")
    @Operation(summary = "How far a replay is")
    public ReplayShown get(@PathParam("id") String id, @PathParam("replay") String replay) {
        return shown(replay, replays.find(id, replay));
    }

    @POST
    @Path("{id}/replays/{replay}/cancel")
    @Consumes(MediaType.WILDCARD)
    @RolesAllowed("manage")
    @Operation(summary = "End a replay; what is due by it already is sent")
    @APIResponse(
            responseCode = "200",
            description = "As it is now",
            content = @Content(schema = @Schema(implementation = ReplayShown.class)))
    @APIResponse(responseCode = "409", description = "It is done already")
    public ReplayShown cancel(@PathParam("id") String id, @PathParam("replay") String replay) {
        return shown(replay, replays.cancel(id, replay));
    }

    private static ReplayShown shown(String id, Optional<Replay> replay) {
        return replay.map(ReplayShown::of).orElseThrow(() -> new ProblemException(Problem.notFound("replay", id)));
    }

    private void known(String id) {
        if (subscriptions.find(id).isEmpty()) {
            throw unknown(id);
        }
    }

    private static ProblemException unknown(String id) {
        return new ProblemException(Problem.notFound("subscription", id));
    }
}
