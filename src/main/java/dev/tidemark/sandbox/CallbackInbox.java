package dev.tidemark.sandbox;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tidemark.platform.Problem;
import dev.tidemark.platform.ProblemException;
import dev.tidemark.sandbox.wire.Answers;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.util.Optional;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBody;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

/** A receiver of callbacks to try things out with: says of each whether its Standard Webhooks signature holds. */
@Path("/sandbox/inbox")
@RunOnVirtualThread
@Tag(name = "Mindstamp sandbox")
public class CallbackInbox {
    private final Inbox inbox;

    CallbackInbox(Inbox inbox) {
        this.inbox = inbox;
    }

    @POST
    @Consumes(MediaType.WILDCARD)
    @Operation(
            summary = "Takes a callback (invented)",
            description =
                    "204 when webhook-id, webhook-timestamp and webhook-signature fit the body, else 401 with why")
    @APIResponse(responseCode = "204", description = "Taken")
    @APIResponse(responseCode = "401", description = "Refused; detail says why")
    public Response receive(@Context HttpHeaders headers, byte @Nullable [] body) {
        int answer = inbox.answer();
        if (answer != Inbox.TAKEN) {
            return Answers.problem(Problem.of(answer, "As told", "The inbox was told to answer " + answer + "."));
        }
        byte[] bytes = body == null ? new byte[0] : body;
        Inbox.Labels labels =
                Inbox.Labels.of(headers.getHeaderString("ce-type"), headers.getHeaderString("ce-subject"), bytes);
        SignatureCheck.Headers signed = new SignatureCheck.Headers(
                header(headers, "webhook-id"),
                header(headers, "webhook-timestamp"),
                header(headers, "webhook-signature"));
        return inbox.receive(signed, labels, bytes)
                .map(reason -> Answers.problem(Problem.of(401, "Unauthorized", reason)))
                .orElseGet(() -> Response.noContent().build());
    }

    @GET
    @RolesAllowed("read")
    @Operation(summary = "The newest 1,000 callbacks by id, newest first (invented)")
    public Response list() {
        return Answers.json(200, inbox.list());
    }

    @PUT
    @RolesAllowed("manage")
    @Consumes(MediaType.APPLICATION_JSON)
    @Operation(
            summary = "Breaks the receiver, mends it, or lets it know a secret (invented)",
            description = "answer: the status of every callback from now on; 204 takes them again. secret: what is"
                    + " signed with it is taken too")
    public Response change(
            @RequestBody(
                            content =
                                    @Content(
                                            mediaType = MediaType.APPLICATION_JSON,
                                            schema = @Schema(type = SchemaType.OBJECT),
                                            example = "{\"answer\": 503}"))
                    byte[] body) {
        return Answers.orProblem(() -> {
            ObjectNode asked = ControlRequest.parse(body);
            Optional<Integer> answer = asked.optional("answer").map(CallbackInbox::status);
            asked.optional("secret").map(JsonNode::asText).ifPresent(this::learn);
            answer.ifPresent(inbox::answerWith);
            return list();
        });
    }

    @DELETE
    @RolesAllowed("manage")
    @Operation(summary = "Empties the inbox (invented)")
    public Response clear() {
        inbox.clear();
        return Response.noContent().build();
    }

    private static int status(JsonNode answer) {
        int status = answer.isInt() ? answer.intValue() : 0;
        if (status != Inbox.TAKEN && (status < 400 || status > 599)) {
            throw ProblemException.invalid("answer", "must be 204, or a status from 400 to 599");
        }
        return status;
    }

    private void learn(String secret) {
        try {
            inbox.learn(secret);
        } catch (IllegalArgumentException e) {
            throw ProblemException.invalid("secret", "must be whsec_ and base64");
        }
    }

    private static String header(HttpHeaders headers, String name) {
        return Optional.ofNullable(headers.getHeaderString(name)).orElse("").trim();
    }
}
