package dev.tidemark.poll.progress;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * How far the walk round a whole list has come.
 *
 * @param first it learns the list
 * @param pages calls that it made
 * @param rows about as many as it read
 * @param total about as many as there are; empty where nobody knows
 */
public record RoundProgress(boolean first, Instant began, int pages, long rows, Optional<Long> total, Left left) {
    private static final int ALMOST = 99;

    /** What it has still to do. */
    public sealed interface Left {}

    /** @param pages about as many to go */
    public record About(Duration time, long pages, Basis basis) implements Left {}

    public record Unknown(Why why) implements Left {}

    /** What a time is estimated by. */
    public enum Basis {
        /** The pages of this round so far, or of the last hour where it has run for longer. */
        PACE,
        /** The calls an hour of the budget: it would go on faster otherwise. */
        BUDGET
    }

    /** Why nobody can tell how long it takes. */
    public enum Why {
        /** The account or the list is not asked now. */
        STANDS,
        /** The source does not say how many rows there are, and they were never walked. */
        NO_TOTAL,
        /** The list comes in another order each time: it is walked until a round brings nothing new. */
        NO_ORDER,
        /** It has just begun, or made no call for an hour. */
        NO_PACE
    }

    /** 0–99: a round that is over is not under way. */
    public Optional<Integer> percent() {
        return total.map(all -> (int) Math.min(ALMOST, all == 0 ? ALMOST : rows * 100 / all));
    }
}
