package dev.tidemark.callback.delivery;

import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * When the database is asked for what is due at anyone: when something was told, when a round begins though nothing ended,
 * and beside results every half second, for what nobody tells of: retries, and what other replicas add or give back.
 */
final class Looking {
    private static final Duration APART = Duration.ofMillis(500);

    private final AtomicBoolean told = new AtomicBoolean();
    private Instant lookedAt = Instant.MIN;
    private Why last = Why.RESTED;

    enum Why {
        TOLD,
        /** Nothing was told, and nothing ended that would have begun this round. */
        RESTED,
        /** Nothing was told, and the last look is half a second ago. */
        LONG_AGO,
        NOT_NOW
    }

    /** There may be something due; from any thread. */
    void tell() {
        told.set(true);
    }

    /**
     * Begins a round; what is told from now on is for the next.
     *
     * @param hasResults something ended since the last
     */
    Why begin(boolean hasResults, Instant now) {
        if (told.getAndSet(false)) {
            last = Why.TOLD;
        } else if (!hasResults) {
            last = Why.RESTED;
        } else if (now.isBefore(lookedAt) || lookedAt.plus(APART).isBefore(now)) {
            last = Why.LONG_AGO;
        } else {
            last = Why.NOT_NOW;
        }
        if (last != Why.NOT_NOW) {
            lookedAt = now;
        }
        return last;
    }

    /** How long the next round may be waited for, after one that did not look; the interval after one that did. */
    Duration patience(Duration interval, Instant now) {
        Duration left = Duration.between(now, lookedAt.plus(APART));
        return last == Why.NOT_NOW && left.compareTo(interval) < 0 ? left : interval;
    }
}
