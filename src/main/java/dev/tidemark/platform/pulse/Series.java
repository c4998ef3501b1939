package dev.tidemark.platform.pulse;

import java.time.Duration;
import java.time.Instant;

/**
 * Something that is counted over time.
 *
 * @param step how long one beat lasts
 */
public record Series(String name, Duration step) {
    /** The beat that a time is in, by its start. */
    Instant beat(Instant time) {
        long size = step.toSeconds();
        return Instant.ofEpochSecond(Math.floorDiv(time.getEpochSecond(), size) * size);
    }
}
