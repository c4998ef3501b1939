package dev.tidemark.poll;

import dev.tidemark.change.RowKey;
import dev.tidemark.change.RowState;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/** What to ask next and when. Pure: state and time in, decision out. */
final class PollPlanner {
    /** Rows may become visible late: a walk goes this much further back than the mark. */
    static final Duration LOOKBACK = Duration.ofMinutes(2);

    private static final Duration AFTER_REFUSAL = Duration.ofMinutes(5);
    /** Kept free of the hour's budget, for what is not a walk. */
    private static final double SHARE = 0.9;

    private final Duration headInterval;
    private final int callsPerHour;
    private final int streams;

    PollPlanner(Duration headInterval, int callsPerHour, int streams) {
        this.headInterval = headInterval;
        this.callsPerHour = callsPerHour;
        this.streams = streams;
    }

    /**
     * How far back the next walk has to go: empty for the whole list.
     *
     * @param oldestOpen the key of the oldest row that may still change soon, see {@link RowState.Phase}
     */
    String stopKey(StreamState state, Optional<String> oldestOpen) {
        if (state.phase() == StreamState.Phase.LEARNING || state.mark().key().isEmpty()) {
            return "";
        }
        String lookback = RowKey.of(Instant.parse(state.mark().key()).minus(LOOKBACK));
        return oldestOpen.filter(key -> key.compareTo(lookback) < 0).orElse(lookback);
    }

    /** When a stream is due again after a walk: spaced so that walks of this length leave the hour's budget whole. */
    Instant nextDue(Walk walk) {
        double secondsPerCall = 3600.0 * streams / (SHARE * callsPerHour);
        Duration pace = Duration.ofMillis((long) (secondsPerCall * 1000 * Math.max(1, walk.calls())));
        return walk.began().plus(pace.compareTo(headInterval) > 0 ? pace : headInterval);
    }

    /** When a walk that failed is tried again. */
    Instant nextDueAfterFailure(Instant now) {
        return now.plus(headInterval);
    }

    /** A list that is refused or not there will not mend by itself within seconds. */
    Instant nextDueAfterRefusal(Instant now) {
        return now.plus(AFTER_REFUSAL);
    }
}
