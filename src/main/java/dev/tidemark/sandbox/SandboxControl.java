package dev.tidemark.sandbox;

import dev.tidemark.platform.ProblemException;
import dev.tidemark.sandbox.wire.Answers;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
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
    @Path("ledger")
    @Operation(
            summary = "What truly happened, in order (invented)",
            description = "after: number of the last fact known, 0; limit: 1 to 10000, 1000. "
                    + "next is what to pass as after for more, null at the end for now")
    public Response ledger(
            @QueryParam("after") @Schema(type = SchemaType.INTEGER) @Nullable String after,
            @QueryParam("limit") @Schema(type = SchemaType.INTEGER) @Nullable String limit) {
        return Answers.orProblem(() -> {
            long known = number("after", after, 0, 0, Long.MAX_VALUE);
            int most = (int) number("limit", limit, 1_000, 1, MOST_FACTS);
            return Answers.json(200, sandbox.look(world -> world.ledger(known, most)));
        });
    }

    @GET
    @Path("control")
    @Operation(summary = "How the simulation stands (invented)")
    public Response state() {
        return Answers.json(200, sandbox.state());
    }

    @PUT
    @Path("control")
    @Operation(
            summary = "Changes the running simulation (invented)",
            description = "Any of speed (0.01 to 1000) and arrivals (false: nobody new, the running views finish)")
    public Response change(
            @RequestBody(
                            content =
                                    @Content(
                                            mediaType = MediaType.APPLICATION_JSON,
                                            schema = @Schema(type = SchemaType.OBJECT),
                                            example = "{\"speed\": 10, \"arrivals\": true}"))
                    byte[] body) {
        return Answers.orProblem(() -> {
            sandbox.change(ControlRequest.change(body));
            return state();
        });
    }

    @POST
    @Path("control/reset")
    @Operation(
            summary = "Starts a new world now and empties ledger, counters and inbox (invented)",
            description = "seed; optional speed, arrivals, viewers (so many views get started, then arrivals stop)")
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
