package dev.tidemark.poll.watch;

import dev.tidemark.change.RowState;
import java.util.List;

/**
 * What storing a page came to.
 *
 * @param events how many were new
 * @param created rows not known before
 * @param changed rows that are another way now
 * @param missing how many rows are suspect because of it
 */
record Stored(int events, List<RowState> created, List<RowState> changed, int missing) {
    static final Stored NOTHING = new Stored(0, List.of(), List.of(), 0);

    Stored and(Stored other) {
        return new Stored(
                events + other.events,
                join(created, other.created),
                join(changed, other.changed),
                missing + other.missing);
    }

    private static List<RowState> join(List<RowState> one, List<RowState> other) {
        return java.util.stream.Stream.concat(one.stream(), other.stream()).toList();
    }
}
