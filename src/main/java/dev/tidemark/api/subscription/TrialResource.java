package dev.tidemark.api.subscription;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.tidemark.api.problem.RequestJson;
import dev.tidemark.callback.trial.Preview;
import dev.tidemark.callback.trial.TestEvents;
import dev.tidemark.event.EventType;
import dev.tidemark.platform.Problem;
import dev.tidemark.platform.ProblemException;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.util.Optional;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBody;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

/** Subscriptions are tried out. */
@Path("/api/v1/subscriptions")
@Produces(MediaType.APPLICATION_JSON)
@RunOnVirtualThread
@Tag(name = "Subscriptions")
class TrialResource {
    private final TestEvents tests;
    private final Preview preview;
    private final PreviewRequest previews;
    private final ObjectMapper json;

    TrialResource(TestEvents tests, Preview preview, PreviewRequest previews, RequestJson json) {
        this.tests = tests;
        this.preview = preview;
        this.previews = previews;
        this.json = json.strict();
    }

    @POST
    @Path("{id}/test")
    @Consumes(MediaType.WILDCARD)
    @RolesAllowed("manage")
    @Operation(
            summary = "Send a signed example now and answer with the attempt",
            description = "Also to a disabled subscription. The example stands in no log, and what comes of it changes"
                    + " nothing for the subscription.")
    @RequestBody(
            content =
                    @Content(
                            mediaType = MediaType.APPLICATION_JSON,
                            schema = @Schema(implementation = TestRequest.class)))
    @APIResponse(
            responseCode = "200",
            description = "The attempt, whatever came of it",
            content = @Content(schema = @Schema(implementation = TestAnswer.class)))
    @APIResponse(responseCode = "422", description = "There is no such event type")
    public TestAnswer test(@PathParam("id") String id, @Nullable String body) throws JsonProcessingException {
        Optional<EventType> type = body == null || body.isBlank()
                ? Optional.empty()
                : json.readValue(body, TestRequest.class).wanted();
        return tests.send(id, type)
                .map(TestAnswer::of)
                .orElseThrow(() -> new ProblemException(Problem.notFound("subscription", id)));
    }

    @POST
    @Path("preview")
    @Consumes(MediaType.APPLICATION_JSON)
    @RolesAllowed("read")
    @Operation(
            summary = "Hold a draft against past events: what it would have got, and why not the others",
            description = "The body is a subscription, whose url may be missing, and beside it: limit, how many of the"
                    + " newest events to look at (1–1000, as when left out); from and to, the time of their change.")
    @RequestBody(content = @Content(schema = @Schema(implementation = SubscriptionRequest.class)))
    @APIResponse(
            responseCode = "200",
            description = "Counts, and samples with the reasons",
            content = @Content(schema = @Schema(implementation = PreviewAnswer.class)))
    @APIResponse(responseCode = "422", description = "A field cannot be used; all of them are named")
    public PreviewAnswer preview(@Nullable JsonNode body) throws JsonProcessingException {
        PreviewRequest.Asked asked = previews.read(body);
        return PreviewAnswer.of(preview.of(asked.draft(), asked.span()));
    }
}
