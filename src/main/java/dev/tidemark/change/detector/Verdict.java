package dev.tidemark.change.detector;

import dev.tidemark.change.Observation;
import dev.tidemark.change.RowKeys;
import dev.tidemark.change.RowState;
import dev.tidemark.change.RowState.Doubt;
import dev.tidemark.mindstamp.row.Row;
import java.time.Duration;
import java.util.Optional;

/**
 * How a copy of a row stands to what is known of it. A replica that lags behind may serve older copies; where their date
 * does not give them away, they are doubted: believed only when they are still there after no replica lags that much.
 */
sealed interface Verdict {
    /** A replica lags behind by less than this. */
    Duration LAG = Duration.ofSeconds(60);

    /** A copy older by its date that nothing contradicts for so long is the row: its other date was wrong. */
    Duration LASTING = Duration.ofHours(1);

    record New() implements Verdict {}

    /** @param state seen again just now */
    record Same(RowState state) implements Verdict {}

    /**
     * An older copy, or one that may be: it changes nothing.
     *
     * @param state as it stays, perhaps with a doubt
     */
    record Stale(RowState state) implements Verdict {}

    /** Another form than the one known before. */
    record Changed(RowState before, Comparison comparison) implements Verdict {
        /** It was proven gone before. */
        boolean isBack() {
            return before.phase() == RowState.Phase.GONE;
        }

        /** The form known until now may be served once more; where no date tells, it is not news within the lag. */
        RowState doubting(RowState after) {
            return comparison.age() == Comparison.Age.UNDATED && !isBack()
                    ? after.doubted(new Doubt(before.hash(), after.changedAt()))
                    : after;
        }
    }

    /** Whether the row may teach anything: what else has to be known is asked for these only. */
    static boolean isNews(String hash, Optional<RowState> known) {
        return known.isEmpty() || !known.get().hash().equals(hash);
    }

    static Verdict of(Row row, String hash, Optional<RowState> known, Counting fields, Observation observation) {
        if (known.isEmpty()) {
            return new New();
        }
        RowState state = known.get();
        boolean isGone = state.phase() == RowState.Phase.GONE;
        if (!isGone && state.hash().equals(hash)) {
            return new Same(seen(state, row, observation));
        }
        if (isGone) {
            return isBelieved(state, LAG, observation)
                    ? new Changed(state, Comparison.of(state, row, fields, observation.sourceNow()))
                    : new Stale(doubted(state, hash, observation));
        }
        Comparison comparison = Comparison.of(state, row, fields, observation.sourceNow());
        boolean isChanged = switch (comparison.age()) {
            case OLDER -> isBelieved(state, LASTING, observation);
            case NEWER -> true;
            case UNDATED -> isBelieved(state, LAG, observation) || !contradicts(comparison, hash, state, observation);
        };
        return isChanged ? new Changed(state, comparison) : new Stale(doubted(state, hash, observation));
    }

    private static boolean contradicts(Comparison comparison, String hash, RowState state, Observation observation) {
        return comparison.takesBack()
                || state.doubt()
                        .filter(doubt -> doubt.hash().equals(hash) && isInForce(doubt, state, observation))
                        .isPresent();
    }

    /** What contradicts was seen before, at least so long ago, and nothing else since. */
    static boolean isBelieved(RowState state, Duration wait, Observation observation) {
        return state.doubt()
                .filter(doubt -> !isFormBefore(doubt, state) && isOver(doubt, wait, observation))
                .isPresent();
    }

    static RowState doubted(RowState state, String hash, Observation observation) {
        return state.doubt()
                        .filter(doubt -> isInForce(doubt, state, observation))
                        .isPresent()
                ? state
                : state.doubted(new Doubt(hash, observation.now()));
    }

    /** It settles what was doubted, but the form before may be served for as long as replicas lag. */
    private static RowState seen(RowState state, Row row, Observation observation) {
        RowState seen = state.seen(observation.askedAt(), RowKeys.of(row));
        return state.doubt().isEmpty()
                ? seen
                : state.doubt()
                        .filter(doubt -> isFormBefore(doubt, state) && !isOver(doubt, LAG, observation))
                        .map(seen::doubted)
                        .orElse(seen);
    }

    /** Doubted from the start, whether a copy of it was seen or not. */
    private static boolean isFormBefore(Doubt doubt, RowState state) {
        return doubt.since().equals(state.changedAt());
    }

    /** The form before a change is doubted for the lag only. */
    private static boolean isInForce(Doubt doubt, RowState state, Observation observation) {
        return !isFormBefore(doubt, state) || !isOver(doubt, LAG, observation);
    }

    private static boolean isOver(Doubt doubt, Duration wait, Observation observation) {
        return !observation.now().isBefore(doubt.since().plus(wait));
    }
}
