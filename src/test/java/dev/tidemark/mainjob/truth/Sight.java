package dev.tidemark.mainjob.truth;

import java.time.Duration;
import java.time.Instant;

/**
 * How sharply Tidemark sees; what happened between two looks of it can only be told as one.
 *
 * @param quietAfter no change for this long: a view has ended
 * @param seenWithin whatever shows for this long is surely read, and read again: the longest that polling may take,
 *     failures, rows that show late and replicas that lag behind included
 * @param lag a look may show what was so long ago, by a clock that is off by so much
 */
record Sight(Duration quietAfter, Duration seenWithin, Duration lag) {
    /** Whether a view ended in a pause between two changes of it. */
    enum Pause {
        SHORT,
        UNCERTAIN,
        LONG
    }

    /**
     * Tidemark counts from when it read the first change, at most {@code seenWithin} after it, to when it reads the
     * view unchanged. So a pause ends a view for sure when there is time for both, and never when it is shorter than
     * the quiet itself, less what a look may lag behind.
     */
    Pause pause(Duration between) {
        if (between.compareTo(quietAfter.minus(lag)) < 0) {
            return Pause.SHORT;
        }
        return between.compareTo(quietAfter.plus(seenWithin.multipliedBy(2))) > 0 ? Pause.LONG : Pause.UNCERTAIN;
    }

    /** Whether what was so from then on was read before it was over. */
    boolean sees(Instant from, Instant until) {
        return from.plus(seenWithin).isBefore(until);
    }
}
