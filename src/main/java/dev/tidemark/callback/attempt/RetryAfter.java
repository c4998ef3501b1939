package dev.tidemark.callback.attempt;

import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.Optional;
import java.util.regex.Pattern;

/** The wait a receiver asks for with 429 or 503 (RFC 9110 §10.2.3): seconds or a date, at most 24 h. */
public final class RetryAfter {
    private static final Duration MOST = Duration.ofHours(24);
    private static final Pattern SECONDS = Pattern.compile("[0-9]{1,18}");

    private RetryAfter() {}

    /** Not before when; empty when the receiver does not ask, asks for the past, or cannot be understood. */
    public static Optional<Instant> of(AttemptResult result, Instant now) {
        return switch (result) {
            case AttemptResult.Answered answered
            when answered.code() == 429 || answered.code() == 503 ->
                answered.retryAfter()
                        .flatMap(value -> parse(value.strip(), now))
                        .filter(now::isBefore);
            case AttemptResult.Answered _, AttemptResult.Failed _ -> Optional.empty();
        };
    }

    private static Optional<Instant> parse(String value, Instant now) {
        Instant latest = now.plus(MOST);
        if (SECONDS.matcher(value).matches()) {
            long seconds = Math.min(Long.parseLong(value), MOST.toSeconds());
            return Optional.of(now.plusSeconds(seconds));
        }
        try {
            Instant date = ZonedDateTime.parse(value, DateTimeFormatter.RFC_1123_DATE_TIME)
                    .toInstant();
            return Optional.of(date.isAfter(latest) ? latest : date);
        } catch (DateTimeException e) {
            return Optional.empty();
        }
    }
}
