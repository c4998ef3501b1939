package dev.tidemark.api;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import dev.tidemark.callback.exchange.ErrorClass;
import dev.tidemark.callback.history.Delivery;
import dev.tidemark.callback.history.DeliveryAttempt;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/**
 * A delivery as the API shows it.
 *
 * @param attempts how many were made
 * @param attemptLog each of them, in the answer about a single delivery
 */
public record DeliveryResponse(
        String id,
        String subscription,
        String event,
        String type,
        String state,
        int attempts,
        @JsonProperty("due_at") Instant dueAt,

        @JsonProperty("settled_at") @JsonInclude(JsonInclude.Include.ALWAYS) @Nullable
        Instant settledAt,

        @Schema(description = "HTTP status of the last attempt; null where there was none")
        @JsonProperty("last_status")
        @Nullable
        Integer lastStatus,

        @Schema(description = "class of the last attempt's failure; null when it was taken or not tried")
        @JsonProperty("last_error")
        @Nullable
        String lastError,

        @JsonProperty("attempt_log") @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable
        List<Attempt> attemptLog) {

    /**
     * One HTTP try.
     *
     * @param error class of the failure; null on success
     * @param body the start of the receiver's answer, bytes that are no text replaced
     * @param requestHeaders as sent, secrets hidden
     * @param responseHeaders of the receiver's answer, at most 50 and 4 KiB
     */
    public record Attempt(
            int number,
            @JsonProperty("started_at") Instant startedAt,
            @JsonProperty("duration_ms") long durationMs,
            @Nullable Integer status,
            @Nullable String error,
            @Nullable String detail,
            String body,
            @JsonProperty("body_cut") boolean bodyCut,
            @JsonProperty("request_headers") Map<String, String> requestHeaders,
            @JsonProperty("response_headers") Map<String, String> responseHeaders) {

        static Attempt of(DeliveryAttempt attempt) {
            return new Attempt(
                    attempt.number(),
                    attempt.startedAt(),
                    attempt.durationMs(),
                    attempt.status().orElse(null),
                    attempt.error().orElse(null),
                    attempt.detail().orElse(null),
                    new String(attempt.body(), UTF_8),
                    attempt.bodyCut(),
                    attempt.requestHeaders(),
                    attempt.responseHeaders());
        }
    }

    static DeliveryResponse of(Delivery delivery) {
        return of(delivery, null);
    }

    public static DeliveryResponse of(Delivery delivery, @Nullable List<DeliveryAttempt> attempts) {
        return new DeliveryResponse(
                Long.toString(delivery.id()),
                delivery.subscription(),
                delivery.event(),
                delivery.type().shortName(),
                delivery.state().text(),
                delivery.attempts(),
                delivery.dueAt(),
                delivery.settledAt().orElse(null),
                delivery.lastStatus().orElse(null),
                delivery.lastError().map(ErrorClass::text).orElse(null),
                attempts == null ? null : attempts.stream().map(Attempt::of).toList());
    }
}
