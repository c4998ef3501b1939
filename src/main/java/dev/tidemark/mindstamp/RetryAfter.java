package dev.tidemark.mindstamp;

import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The {@code Retry-After} header (RFC 9110 §10.2.3): seconds or an HTTP date; nonsense counts as absent. */
final class RetryAfter {
    private static final Duration CAP = Duration.ofHours(1);

    private RetryAfter() {}

    static Optional<Instant> parse(@Nullable String header, Instant now) {
        if (header == null || header.isBlank()) {
            return Optional.empty();
        }
        String text = header.strip();
        try {
            Instant at = text.matches("\\d{1,9}")
                    ? now.plusSeconds(Long.parseLong(text))
                    : ZonedDateTime.parse(text, DateTimeFormatter.RFC_1123_DATE_TIME)
                            .toInstant();
            return at.isBefore(now) ? Optional.empty() : Optional.of(at.isAfter(now.plus(CAP)) ? now.plus(CAP) : at);
        } catch (DateTimeException e) {
            return Optional.empty();
        }
    }
}
