package dev.tidemark.callback.terms;

import java.time.Duration;
import java.time.Instant;

/**
 * How many requests a second a subscription gets at most, over all replicas: a generic cell rate algorithm. A tenth of a
 * second's worth may come at once; in the long run a little less than asked for comes, so that no minute has more.
 *
 * @param perSecond 0.01–1000
 */
public record Rate(double perSecond) {
    public static final double LEAST = 0.01;
    public static final double MOST = 1000;
    private static final double UNDER = 0.98;
    private static final double BURST_SECONDS = 0.1;

    /**
     * How many may be sent now.
     *
     * @param free when the next one is allowed, if nothing comes before
     */
    public int allowed(Instant free, Instant now, int wanted) {
        if (free.isAfter(now)) {
            return 0;
        }
        double saved =
                Duration.between(free, now).toNanos() / (double) interval().toNanos();
        return (int) Math.min(wanted, 1 + Math.floor(Math.min(saved, burst() - 1)));
    }

    /** When the next one is allowed after {@code sent} were sent now. */
    public Instant free(Instant free, Instant now, int sent) {
        Instant oldest = now.minus(interval().multipliedBy(burst() - 1));
        Instant from = free.isBefore(oldest) ? oldest : free;
        return from.plus(interval().multipliedBy(sent));
    }

    private int burst() {
        return (int) Math.max(1, Math.floor(perSecond * BURST_SECONDS));
    }

    private Duration interval() {
        return Duration.ofNanos((long) Math.ceil(1e9 / (perSecond * UNDER)));
    }
}
