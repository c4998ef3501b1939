package dev.tidemark.sandbox;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tidemark.platform.Json;
import dev.tidemark.platform.Problem;
import dev.tidemark.platform.ProblemException;
import dev.tidemark.sandbox.row.Row;
import dev.tidemark.sandbox.wire.Answers;
import dev.tidemark.sandbox.world.Ledger;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.util.List;
import java.util.Optional;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBody;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

/** Development tools around the simulated account; all of it invented, none of it known to Mindstamp. */
@Path("/sandbox")
@RunOnVirtualThread
@Tag(name = "Mindstamp sandbox")
public class SandboxControl {
    private static final int MOST_FACTS = 10_000;

    private final Sandbox sandbox;
    private final Inbox inbox;

    SandboxControl(Sandbox sandbox, Inbox inbox) {
        this.sandbox = sandbox;
        this.inbox = inbox;
    }

    @GET
    @RolesAllowed("read")
    @Path("ledger")
    @Operation(
            summary = "What truly happened, in order (invented)",
            description = "after: number of the last fact known, 0; limit: 1 to 10000, 1000; fact and subject: only "
                    + "such as view-created, only about such as views/<id>. changed: the fields of the view "
                    + "that are not as they were. next is what to pass as after for more, "
                    + "null at the end for now. Switches, faults and call limits do not touch it")
    public Response ledger(
            @QueryParam("after") @Schema(type = SchemaType.INTEGER) @Nullable String after,
            @QueryParam("limit") @Schema(type = SchemaType.INTEGER) @Nullable String limit,
            @QueryParam("fact") @Nullable String fact,
            @QueryParam("subject") @Nullable String subject) {
        return Answers.orProblem(() -> {
            long known = number("after", after, 0, 0, Long.MAX_VALUE);
            int most = (int) number("limit", limit, 1_000, 1, MOST_FACTS);
            Ledger.Filter filter = new Ledger.Filter(Optional.ofNullable(fact), Optional.ofNullable(subject));
            return Answers.json(200, sandbox.look(world -> world.ledger(known, most, filter)));
        });
    }

    @GET
    @RolesAllowed("read")
    @Path("ledger/rows/{kind}")
    @Operation(
            summary = "The true rows of views, interactions, viewers, videos or series, by id (invented)",
            description = "after: the last id known; limit: 1 to 10000, 1000. next is what to pass as after for more, "
                    + "null at the end. No switch, fault or call limit touches it; deleted rows are not in it")
    public Response rows(
            @PathParam("kind") String kind,
            @QueryParam("after") @Nullable String after,
            @QueryParam("limit") @Schema(type = SchemaType.INTEGER) @Nullable String limit) {
        return Answers.orProblem(() -> {
            int most = (int) number("limit", limit, 1_000, 1, MOST_FACTS);
            return sandbox.look(world ->
                            world.truth(kind, after == null ? "" : after, most).map(rows -> page(rows, most)))
                    .map(page -> Answers.json(200, page))
                    .orElseThrow(() -> new ProblemException(Problem.notFound("kind of rows", kind)));
        });
    }

    @GET
    @RolesAllowed("read")
    @Path("control")
    @Operation(
            summary = "How the simulation stands (invented)",
            description = "All switches and faults, the values each takes, and how many faults were dealt out")
    public Response state() {
        return Answers.json(200, sandbox.state());
    }

    @PUT
    @RolesAllowed("manage")
    @Path("control")
    @Operation(
            summary = "Changes the running simulation (invented)",
            description = "Any of speed, arrivals (false: nobody new, the running views finish), the switches and the "
                    + "faults; all of it or, with a 422 that names what is wrong, nothing")
    public Response change(
            @RequestBody(
                            content =
                                    @Content(
                                            mediaType = MediaType.APPLICATION_JSON,
                                            schema = @Schema(type = SchemaType.OBJECT),
                                            example = "{\"speed\": 10, \"order\": \"oldest\", \"error_share\": 0.05}"))
                    byte[] body) {
        return Answers.orProblem(() -> {
            sandbox.change(ControlRequest.change(body));
            return state();
        });
    }

    @POST
    @RolesAllowed("manage")
    @Path("control/reset")
    @Operation(
            summary = "Starts a new world now and empties ledger, counters and inbox (invented)",
            description = "seed; optional scenario, speed, arrivals, viewers (so many views get started, then arrivals "
                    + "stop), switches and faults. What is left open is as configured")
    public Response reset(
            @RequestBody(
                            content =
                                    @Content(
                                            mediaType = MediaType.APPLICATION_JSON,
                                            schema = @Schema(type = SchemaType.OBJECT),
                                            example = "{\"seed\": 42, \"speed\": 10, \"viewers\": 100}"))
                    byte[] body) {
        return Answers.orProblem(() -> {
            sandbox.reset(ControlRequest.reset(body));
            inbox.clear();
            return state();
        });
    }

    @POST
    @RolesAllowed("manage")
    @Path("control/delete")
    @Operation(
            summary = "Deletes views and what was done in them (invented)",
            description = "Either view, an id, or views, so many by chance; answers how many were deleted")
    public Response delete(
            @RequestBody(
                            content =
                                    @Content(
                                            mediaType = MediaType.APPLICATION_JSON,
                                            schema = @Schema(type = SchemaType.OBJECT),
                                            example = "{\"views\": 3}"))
                    byte[] body) {
        return Answers.orProblem(() -> {
            ViewRequest request = ViewRequest.deletion(body);
            int deleted = sandbox.look(world ->
                    request.id().map(id -> world.delete(id) ? 1 : 0).orElseGet(() -> world.delete(request.views())));
            if (deleted == 0) {
                request.id().ifPresent(id -> {
                    throw new ProblemException(Problem.notFound("view", id));
                });
            }
            return Answers.json(200, Json.object().put("deleted", deleted));
        });
    }

    @POST
    @RolesAllowed("manage")
    @Path("control/resume")
    @Operation(
            summary = "Lets somebody go on with a view that is over (invented)",
            description = "view: its id. Whether that is a new view is up to the switch resume")
    public Response resume(
            @RequestBody(
                            content =
                                    @Content(
                                            mediaType = MediaType.APPLICATION_JSON,
                                            schema = @Schema(type = SchemaType.OBJECT),
                                            example = "{\"view\": \"9bce33d1-120c-4bb5-8b5a-499896140f20\"}"))
                    byte[] body) {
        return Answers.orProblem(() -> {
            String id = ViewRequest.of(body);
            if (!sandbox.look(world -> world.resume(id))) {
                throw ProblemException.invalid("view", "must be the id of a view that is over");
            }
            return Answers.json(200, Json.object().put("resumed", id));
        });
    }

    private static ObjectNode page(List<? extends Row> rows, int most) {
        ObjectNode page = Json.object();
        ArrayNode items = page.putArray("items");
        rows.forEach(row -> items.add(row.json()));
        return page.put("next", rows.size() == most ? rows.getLast().id() : null);
    }

    private static long number(String field, @Nullable String text, long unset, long least, long most) {
        if (text == null) {
            return unset;
        }
        try {
            long value = Long.parseLong(text);
            if (value >= least && value <= most) {
                return value;
            }
        } catch (NumberFormatException _) {
            // told below, as any other wrong value
        }
        throw ProblemException.invalid(field, "must be a whole number from " + least + " to " + most);
    }
}
