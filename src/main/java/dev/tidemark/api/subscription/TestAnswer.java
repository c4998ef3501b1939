package dev.tidemark.api.subscription;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.annotation.JsonProperty;
import dev.tidemark.callback.attempt.Attempts;
import dev.tidemark.callback.attempt.Meaning;
import dev.tidemark.callback.exchange.AttemptResult;
import dev.tidemark.callback.exchange.CapturedBody;
import dev.tidemark.callback.exchange.ErrorClass;
import dev.tidemark.callback.trial.TestEvents.Tested;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * The attempt to send an example.
 *
 * @param delivered whether a real event would be delivered by that
 * @param event its id, as in {@code webhook-id}
 * @param error class of the failure; null on success
 * @param body the start of the receiver's answer, bytes that are no text replaced
 */
record TestAnswer(
        boolean delivered,
        String event,
        String type,
        @JsonProperty("started_at") Instant startedAt,
        @JsonProperty("duration_ms") long durationMs,
        @Nullable Integer status,
        @Nullable String error,
        @Nullable String detail,
        String body,
        @JsonProperty("body_cut") boolean bodyCut) {

    static TestAnswer of(Tested tested) {
        Attempts.Report report = tested.report();
        AttemptResult result = report.result();
        CapturedBody body = result.answer().map(AttemptResult.Answered::body).orElse(CapturedBody.EMPTY);
        return new TestAnswer(
                report.meaning() instanceof Meaning.Taken,
                tested.event().id(),
                tested.event().type().shortName(),
                report.startedAt(),
                report.millis(),
                result.status().orElse(null),
                result.error().map(ErrorClass::text).orElse(null),
                result.detail().orElse(null),
                new String(body.bytes(), UTF_8),
                body.cut());
    }
}
