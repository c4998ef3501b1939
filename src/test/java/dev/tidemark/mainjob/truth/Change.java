package dev.tidemark.mainjob.truth;

import java.time.Instant;
import java.util.Set;

/**
 * A view's row after something about it changed.
 *
 * @param percentage reached by then
 * @param progress a progress counter changed
 * @param other another known field changed
 * @param scored answers are right or wrong by then
 */
record Change(Instant at, int percentage, boolean progress, boolean other, boolean scored) {
    /** Contract §3, ViewUpdated: these speak through types of their own. */
    private static final Set<String> PROGRESS =
            Set.of("percentage", "elapsed", "watched", "last_point", "furthest_point", "finished", "interaction_count");

    /** Contract §3: these alone say nothing. */
    private static final Set<String> SILENT = Set.of("updated_at", "export_count");

    static Change begin(Instant at) {
        return new Change(at, 0, false, false, false);
    }

    static Change of(Fact fact, Change before) {
        return new Change(
                fact.at(),
                Math.max(before.percentage, fact.percentage().orElse(0)),
                fact.changed().stream().anyMatch(PROGRESS::contains),
                fact.changed().stream().anyMatch(field -> !PROGRESS.contains(field) && !SILENT.contains(field)),
                before.scored || fact.changed().contains("correctness"));
    }

    boolean isAny() {
        return progress || other;
    }
}
