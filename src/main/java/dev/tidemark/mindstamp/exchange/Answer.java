package dev.tidemark.mindstamp.exchange;

import static java.time.format.DateTimeFormatter.RFC_1123_DATE_TIME;

import java.time.DateTimeException;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;

/**
 * An answer whose body has been read.
 *
 * @param headers the few that matter here
 */
public record Answer(int status, Map<String, String> headers, byte[] body) {
    public Optional<String> header(String name) {
        return Optional.ofNullable(headers.get(name));
    }

    /** When the server made it, by its own clock; empty where it does not say so in the form of RFC 1123. */
    public Optional<Instant> servedAt() {
        try {
            return header("Date").map(date -> Instant.from(RFC_1123_DATE_TIME.parse(date.strip())));
        } catch (DateTimeException e) {
            return Optional.empty();
        }
    }
}
