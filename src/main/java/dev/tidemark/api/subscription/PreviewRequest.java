package dev.tidemark.api.subscription;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tidemark.api.problem.RequestJson;
import dev.tidemark.callback.subscription.SubscriptionDraft;
import dev.tidemark.callback.trial.Preview;
import dev.tidemark.callback.trial.Preview.Span;
import dev.tidemark.platform.Problem;
import dev.tidemark.platform.ProblemException;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Reads the body of {@code POST /subscriptions/preview}: a subscription, and which events beside it. */
@ApplicationScoped
class PreviewRequest {
    private final ObjectMapper json;

    PreviewRequest(RequestJson request) {
        this.json = request.strict();
    }

    record Asked(SubscriptionDraft draft, Span span) {}

    /**
     * @throws ProblemException 400 when it is no object, 422 when it asks for events that cannot be looked at
     * @throws JsonProcessingException when a member cannot be read; the API answers with its name
     */
    Asked read(@Nullable JsonNode body) throws JsonProcessingException {
        if (!(body instanceof ObjectNode object)) {
            throw new ProblemException(
                    Problem.badRequest("body", "must be a JSON object: a subscription, its url may be missing"));
        }
        ObjectNode subscription = object.deepCopy();
        Span span = new Span(
                time("from", subscription.remove("from")),
                time("to", subscription.remove("to")),
                limit(subscription.remove("limit")));
        return new Asked(
                json.treeToValue(subscription, SubscriptionRequest.class).toDraft(), span);
    }

    private static int limit(@Nullable JsonNode limit) {
        if (limit == null || limit.isNull()) {
            return Preview.MOST;
        }
        if (!limit.canConvertToInt()
                || !limit.isIntegralNumber()
                || limit.intValue() < 1
                || limit.intValue() > Preview.MOST) {
            throw ProblemException.invalid("limit", "must be a whole number from 1 to " + Preview.MOST);
        }
        return limit.intValue();
    }

    private static Optional<Instant> time(String name, @Nullable JsonNode time) {
        if (time == null || time.isNull()) {
            return Optional.empty();
        }
        try {
            return Optional.of(OffsetDateTime.parse(time.asText()).toInstant());
        } catch (DateTimeException e) {
            throw ProblemException.invalid(
                    name, "must be a time such as 2026-01-01T05:00:00Z, not '" + time.asText() + "'");
        }
    }
}
