package dev.tidemark.event;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What every event about a callback tells. Nothing of it is secret: of the URL, whose path often is a password, the host
 * alone.
 *
 * @param subscription its id
 * @param name its name, where it has one
 * @param host of its URL, with the port where one is given; null when that cannot be read
 * @param reason what happened, for people
 * @param advice what to do about it, for people
 * @param since when it became so
 */
public record CallbackFacts(
        String subscription,
        @Nullable String name,
        @Nullable String host,
        String reason,
        String advice,
        Instant since,
        Instant detectedAt) {}
