package dev.tidemark.platform;

import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** The {@code Retry-After} header (RFC 9110 §10.2.3): seconds or an HTTP date. */
public final class RetryAfter {
    private static final Pattern SECONDS = Pattern.compile("[0-9]{1,18}");

    private RetryAfter() {}

    /**
     * Not before when.
     *
     * @param most longer waits are cut to this
     * @return empty when nothing is asked for, the past is, or what is asked cannot be understood
     */
    public static Optional<Instant> parse(@Nullable String header, Instant now, Duration most) {
        if (header == null) {
            return Optional.empty();
        }
        Instant latest = now.plus(most);
        return instant(header.strip(), now, most)
                .filter(now::isBefore)
                .map(asked -> asked.isAfter(latest) ? latest : asked);
    }

    /** The header's text: whole seconds, rounded up, at least one. */
    public static String seconds(Duration wait) {
        return Long.toString(Math.max(1, wait.plusNanos(999_999_999).toSeconds()));
    }

    private static Optional<Instant> instant(String value, Instant now, Duration most) {
        if (SECONDS.matcher(value).matches()) {
            return Optional.of(now.plusSeconds(Math.min(Long.parseLong(value), most.toSeconds())));
        }
        try {
            return Optional.of(ZonedDateTime.parse(value, DateTimeFormatter.RFC_1123_DATE_TIME)
                    .toInstant());
        } catch (DateTimeException e) {
            return Optional.empty();
        }
    }
}
