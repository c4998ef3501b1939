package dev.tidemark.sandbox;

import dev.tidemark.platform.Problem;
import dev.tidemark.sandbox.wire.Answers;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.util.Optional;
import org.eclipse.microprofile.openapi.annotations.Operation;
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
    @Operation(summary = "The newest 1,000 callbacks by id, newest first (invented)")
    public Response list() {
        return Answers.json(200, inbox.list());
    }

    @DELETE
    @Operation(summary = "Empties the inbox (invented)")
    public Response clear() {
        inbox.clear();
        return Response.noContent().build();
    }

    private static String header(HttpHeaders headers, String name) {
        return Optional.ofNullable(headers.getHeaderString(name)).orElse("").trim();
    }
}
