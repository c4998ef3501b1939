package dev.tidemark.account;

import java.time.Instant;
import java.util.Optional;

/**
 * One Mindstamp token and how it fares.
 *
 * @param url base of the API, such as {@code https://api.mindstamp.com/api/v1}
 * @param revision rises with each new token or address; what Mindstamp said to an older one does not count any more
 * @param paused the operator stopped polling it
 * @param problem what is wrong and what to do about it; empty while all is well
 * @param problemAt when the problem was last confirmed
 */
public record Account(
        String id,
        String name,
        String url,
        int revision,
        State state,
        boolean paused,
        Optional<String> problem,
        Optional<Instant> problemAt,
        Instant createdAt,
        Instant updatedAt) {

    /**
     * {@code ACTIVE} is polled; {@code UNAUTHORIZED} is parked, its token asked about now and then; {@code DELETING} is
     * never polled again, its data are on their way out.
     */
    public enum State {
        ACTIVE,
        UNAUTHORIZED,
        DELETING
    }
}
