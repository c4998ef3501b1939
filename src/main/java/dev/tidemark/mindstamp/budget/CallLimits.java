package dev.tidemark.mindstamp.budget;

import java.time.Duration;

/**
 * How many calls a token may make in any minute and in any hour (mindstamp-api.md §2). The windows are a little longer
 * than Mindstamp's, since calls reach it later than they were counted here.
 *
 * @param callersPercent the most that passed-on calls may use of each, 0–100
 */
public record CallLimits(int perMinute, int perHour, int callersPercent) {
    static final Duration MINUTE = Duration.ofSeconds(61);
    static final Duration HOUR = Duration.ofSeconds(3_605);

    private static final int CALLERS_PERCENT = 20;

    /** @throws IllegalArgumentException when a limit is not positive or the share is no share */
    public CallLimits {
        if (perMinute < 1 || perHour < 1 || callersPercent < 0 || callersPercent > 100) {
            throw new IllegalArgumentException("limits of at least 1 and a share of 0 to 100 per cent, not " + perMinute
                    + " a minute, " + perHour + " an hour, " + callersPercent + " %");
        }
    }

    public CallLimits(int perMinute, int perHour) {
        this(perMinute, perHour, CALLERS_PERCENT);
    }

    /** The most calls of callers within a limit: at least one where there is a share at all. */
    int callersMost(int limit) {
        return callersPercent == 0 ? 0 : Math.max(1, Math.toIntExact((long) limit * callersPercent / 100));
    }
}
