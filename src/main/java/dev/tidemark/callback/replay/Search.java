package dev.tidemark.callback.replay;

import dev.tidemark.callback.filter.Filter;
import dev.tidemark.callback.replay.Replay.Range;
import dev.tidemark.callback.replay.Replay.Status;
import dev.tidemark.callback.subscriber.Audience;
import dev.tidemark.event.EventType;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * What a replay looks for in a part of the log.
 *
 * @param after sequence before the first
 * @param upTo sequence of the last
 */
record Search(Audience audience, Range range, long after, long upTo) {
    /** What was given up was wanted once; everything else has to be wanted now. */
    static boolean asksAudience(Status status) {
        return status != Status.FAILED;
    }

    Optional<Filter> filter() {
        return asksAudience(range.status()) ? audience.filter() : Optional.empty();
    }

    List<String> types() {
        return Arrays.stream(EventType.values())
                .filter(type -> range.types().isEmpty() || range.types().contains(type))
                .filter(type -> !asksAudience(range.status()) || audience.wantsType(type))
                .map(EventType::shortName)
                .toList();
    }

    /** The first part of it, so many sequences long. */
    Search first(long length) {
        return new Search(audience, range, after, Math.min(upTo, after + length));
    }
}
