package dev.tidemark.poll.condition;

import dev.tidemark.poll.state.StreamState;
import java.time.Duration;
import java.time.Instant;

/**
 * A look at the news of the views.
 *
 * @param far how far they were known then
 * @param usual how long it takes until the next one, at the pace of then
 */
record Look(Object far, Instant at, Duration usual) {
    private static final Duration LEAST_LAG = Duration.ofMinutes(5);
    private static final int USUAL_INTERVALS = 10;
    /** Of all calls, about so many look for the news of views. */
    private static final double SHARE_OF_NEWS = 0.4;

    static Look at(StreamState views, double callsPerHour, Instant now) {
        double seconds = 3600 / Math.max(1, callsPerHour * SHARE_OF_NEWS);
        return new Look(views.certificate().hasHead() ? views.walkedAt() : views.sweep(), now, Duration.ofMillis((long)
                (seconds * 1000)));
    }

    /** The same, as if it were taken at that time. */
    Look at(Instant other) {
        return new Look(far, other, usual);
    }

    boolean isAsFarAs(Look other) {
        return far.equals(other.far);
    }

    /** Whether there should have been another one. */
    boolean isLate(Instant now) {
        Duration most = usual.multipliedBy(USUAL_INTERVALS);
        return now.isAfter(at.plus(most.compareTo(LEAST_LAG) > 0 ? most : LEAST_LAG));
    }
}
