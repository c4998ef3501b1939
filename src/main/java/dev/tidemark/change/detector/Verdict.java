package dev.tidemark.change.detector;

import dev.tidemark.change.Observation;
import dev.tidemark.change.RowKeys;
import dev.tidemark.change.RowState;
import dev.tidemark.mindstamp.row.Row;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** How a copy of a row stands to what is known of it. */
sealed interface Verdict {
    /** A replica may lag behind by so much; what contradicts what was seen since is believed only after that. */
    Duration LAG = Duration.ofSeconds(60);

    record New() implements Verdict {}

    /** @param state seen again just now */
    record Same(RowState state) implements Verdict {}

    /**
     * An older copy, or one that may be: it changes nothing.
     *
     * @param state as it stays, perhaps with a doubt
     */
    record Stale(RowState state) implements Verdict {}

    /** Another form; {@code isBack} where it was proven gone before. */
    record Changed(RowState before, Comparison comparison, boolean isBack) implements Verdict {}

    /** @param names the fields that count */
    static Verdict of(Row row, String hash, Optional<RowState> known, List<String> names, Observation observation) {
        if (known.isEmpty()) {
            return new New();
        }
        RowState state = known.get();
        if (state.phase() == RowState.Phase.GONE) {
            boolean isLate = observation.now().isBefore(state.changedAt().plus(LAG));
            return isLate
                    ? new Stale(state)
                    : new Changed(state, Comparison.of(state, row, names, observation.sourceNow()), true);
        }
        if (state.hash().equals(hash)) {
            return new Same(state.seen(observation.now(), RowKeys.of(row)));
        }
        Comparison comparison = Comparison.of(state, row, names, observation.sourceNow());
        return switch (comparison.age()) {
            case OLDER -> new Stale(state);
            case NEWER -> new Changed(state, comparison, false);
            case UNKNOWN -> doubted(state, hash, comparison, observation);
        };
    }

    /** Believed when the same copy is seen again after no replica can lag behind any more. */
    private static Verdict doubted(RowState state, String hash, Comparison comparison, Observation observation) {
        Optional<RowState.Doubt> before =
                state.doubt().filter(doubt -> doubt.hash().equals(hash));
        if (before.isEmpty()) {
            return new Stale(state.doubted(new RowState.Doubt(hash, observation.now())));
        }
        boolean isSure = !observation.now().isBefore(before.get().since().plus(LAG));
        return isSure ? new Changed(state, comparison, false) : new Stale(state);
    }
}
