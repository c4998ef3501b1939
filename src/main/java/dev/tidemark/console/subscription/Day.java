package dev.tidemark.console.subscription;

import dev.tidemark.callback.meter.CallbackMeters;
import dev.tidemark.platform.pulse.Beat;
import dev.tidemark.platform.pulse.Spread;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * Attempts of a day, as bars of half an hour: how many, and whether all were taken.
 *
 * @param p95 of those that were taken
 */
record Day(List<Bar> bars, long taken, long failed, Optional<Duration> p95) {
    static final Duration LENGTH = Duration.ofDays(1);
    static final Duration STEP = Duration.ofMinutes(30);

    private static final int HEIGHT = 20;

    /** @param x place from the left, 0–47; y and height of 20 */
    record Bar(int x, int y, int height, boolean good) {}

    /**
     * @param beats of one subscription, since {@code from}
     * @param id by which its labels begin
     */
    static Day of(List<Beat> beats, String id, Instant from) {
        int steps = (int) (LENGTH.toSeconds() / STEP.toSeconds());
        long[] taken = new long[steps];
        long[] failed = new long[steps];
        List<Spread> spreads = new ArrayList<>();
        for (Beat beat : beats) {
            int at = (int) Math.floorDiv(Duration.between(from, beat.at()).toSeconds(), STEP.toSeconds());
            if (at < 0 || at >= steps) {
                continue;
            }
            if (beat.label().equals(id + "/" + CallbackMeters.DELIVERED)) {
                taken[at] += beat.count();
                spreads.add(beat.spread());
            } else {
                failed[at] += beat.count();
            }
        }
        return new Day(
                bars(taken, failed),
                sum(taken),
                sum(failed),
                Spread.sum(spreads).quantile(0.95));
    }

    private static List<Bar> bars(long[] taken, long[] failed) {
        long most = 1;
        for (int i = 0; i < taken.length; i++) {
            most = Math.max(most, taken[i] + failed[i]);
        }
        List<Bar> bars = new ArrayList<>();
        for (int i = 0; i < taken.length; i++) {
            long all = taken[i] + failed[i];
            if (all > 0) {
                int height = (int) Math.max(2, HEIGHT * all / most);
                bars.add(new Bar(i, HEIGHT - height, height, failed[i] == 0));
            }
        }
        return bars;
    }

    /** What the bars say, for who does not see them. */
    public String said() {
        return String.format(Locale.ROOT, "%,d attempts taken and %,d failed in 24 hours", taken, failed);
    }

    private static long sum(long[] counts) {
        long sum = 0;
        for (long count : counts) {
            sum += count;
        }
        return sum;
    }
}
