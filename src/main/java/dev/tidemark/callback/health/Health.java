package dev.tidemark.callback.health;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.function.IntFunction;

/**
 * How a subscription's receiver fares (contract §6, breaker). After {@link #BREAKS_AFTER} failures in a row it is failing:
 * instead of its whole queue it gets one delivery per back-off step, until one succeeds. What waits for that is neither
 * lost nor charged an attempt.
 *
 * @param failures in a row, of whichever deliveries
 * @param probes deliveries tried since it is failing
 * @param failingSince when the first of these failures ended; empty after a success
 * @param failedAt when the last of them ended
 * @param probeAt while it is failing, nothing is tried before
 */
public record Health(
        int failures, int probes, Optional<Instant> failingSince, Optional<Instant> failedAt, Instant probeAt) {
    public static final Health WELL = new Health(0, 0, Optional.empty(), Optional.empty(), Instant.EPOCH);

    static final int BREAKS_AFTER = 5;
    /** So long without a success: nobody listens there any more. */
    static final Duration HOPELESS_AFTER = Duration.ofDays(5);
    /** Longer than any wait of the schedule: when nothing was tried for so long, the days before say nothing. */
    static final Duration UNTRIED = Duration.ofHours(30);

    public boolean isWell() {
        return failures == 0;
    }

    public boolean isFailing() {
        return failures >= BREAKS_AFTER;
    }

    /** Failing for so long that it is to be disabled. A few failures far apart are none of that. */
    public boolean isHopeless(Instant now) {
        return isFailing()
                && failingSince
                        .filter(since -> !now.isBefore(since.plus(HOPELESS_AFTER)))
                        .isPresent();
    }

    /** Whether something may be tried now. */
    public boolean mayTry(Instant now) {
        return !isFailing() || !now.isBefore(probeAt);
    }

    /**
     * An attempt ended that tells how the receiver fares.
     *
     * @param steps how long it is left alone, by how often it was tried
     * @param now when it ended
     */
    public Health after(boolean taken, IntFunction<Duration> steps, Instant now) {
        if (taken) {
            return WELL;
        }
        boolean goesOn =
                failedAt.filter(last -> now.isBefore(last.plus(UNTRIED))).isPresent();
        Health worse =
                new Health(failures + 1, probes, goesOn ? failingSince : Optional.of(now), Optional.of(now), probeAt);
        return worse.isFailing() && !isFailing() ? worse.restingFrom(now, steps) : worse;
    }

    /** A delivery is tried now; whatever comes of it, the next one is not before the next step. */
    public Health probing(IntFunction<Duration> steps, Instant now) {
        return new Health(failures, probes + 1, failingSince, failedAt, probeAt).restingFrom(now, steps);
    }

    private Health restingFrom(Instant now, IntFunction<Duration> steps) {
        return new Health(failures, probes, failingSince, failedAt, now.plus(steps.apply(probes)));
    }
}
