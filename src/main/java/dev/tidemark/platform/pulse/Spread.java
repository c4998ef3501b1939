package dev.tidemark.platform.pulse;

import java.time.Duration;
import java.util.Arrays;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** How durations are spread: counts in 64 classes from a millisecond to two days, each a third longer than the one before. */
public final class Spread {
    public static final Spread NONE = new Spread(new long[Spread.CLASSES]);

    static final int CLASSES = 64;
    private static final double GROWTH = 1.35;

    private final long[] counts;

    Spread(long[] counts) {
        this.counts = counts;
    }

    static int classOf(Duration duration) {
        double millis = duration.toNanos() / 1e6;
        return millis < 1 ? 0 : Math.min(CLASSES - 1, 1 + (int) (Math.log(millis) / Math.log(GROWTH)));
    }

    Spread and(Spread other) {
        long[] sum = counts.clone();
        for (int i = 0; i < CLASSES; i++) {
            sum[i] += other.counts[i];
        }
        return new Spread(sum);
    }

    /** Both together, as of beats that lie side by side. */
    public static Spread sum(Iterable<Spread> spreads) {
        Spread sum = NONE;
        for (Spread spread : spreads) {
            sum = sum.and(spread);
        }
        return sum;
    }

    public long count() {
        return Arrays.stream(counts).sum();
    }

    /**
     * The duration that a part of them does not exceed, a third off at most.
     *
     * @param part 0.5 for the median
     */
    public Optional<Duration> quantile(double part) {
        long count = count();
        if (count == 0) {
            return Optional.empty();
        }
        double wanted = part * count;
        long passed = 0;
        int at = 0;
        while (at < CLASSES - 1 && passed + counts[at] < wanted) {
            passed += counts[at++];
        }
        double within = counts[at] == 0 ? 1 : Math.clamp((wanted - passed) / counts[at], 0, 1);
        double low = at == 0 ? 0 : Math.pow(GROWTH, at - 1.0);
        double high = Math.pow(GROWTH, at);
        return Optional.of(Duration.ofNanos((long) ((low + (high - low) * within) * 1e6)));
    }

    /** As it is stored: class and count of those that are not empty. */
    String text() {
        return IntStream.range(0, CLASSES)
                .filter(i -> counts[i] > 0)
                .mapToObj(i -> i + ":" + counts[i])
                .collect(Collectors.joining(" "));
    }

    static Spread read(String text) {
        long[] counts = new long[CLASSES];
        for (String part : text.split(" ", -1)) {
            int colon = part.indexOf(':');
            if (colon > 0) {
                counts[Integer.parseInt(part.substring(0, colon))] = Long.parseLong(part.substring(colon + 1));
            }
        }
        return new Spread(counts);
    }
}
