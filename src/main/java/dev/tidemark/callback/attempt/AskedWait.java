package dev.tidemark.callback.attempt;

import dev.tidemark.platform.RetryAfter;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/** The wait a receiver asks for with 429 or 503, at most 24 h. */
public final class AskedWait {
    private static final Duration MOST = Duration.ofHours(24);

    private AskedWait() {}

    /** Not before when; empty when the receiver does not ask, asks for the past, or cannot be understood. */
    public static Optional<Instant> of(AttemptResult result, Instant now) {
        return switch (result) {
            case AttemptResult.Answered answered
            when answered.code() == 429 || answered.code() == 503 ->
                RetryAfter.parse(answered.retryAfter().orElse(null), now, MOST);
            case AttemptResult.Answered _, AttemptResult.Failed _ -> Optional.empty();
        };
    }
}
