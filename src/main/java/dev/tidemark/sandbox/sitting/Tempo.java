package dev.tidemark.sandbox.sitting;

import java.time.Duration;
import java.time.Instant;

/**
 * How simulated time (milliseconds, the scripts' own) runs against the wall clock since the speed was last set.
 * Scripts know only simulated time, so a change of speed moves everything that is still to come.
 */
public record Tempo(Instant since, long simulatedSince, double speed) {
    /** Rounded down: what is due by a wall clock time is never dated after it. */
    public Instant wall(long simulated) {
        return since.plusMillis((long) ((simulated - simulatedSince) / speed));
    }

    public long simulated(Instant wall) {
        return simulatedSince + (long) (Duration.between(since, wall).toMillis() * speed);
    }

    public Tempo changed(Instant now, double newSpeed) {
        return new Tempo(now, simulated(now), newSpeed);
    }
}
