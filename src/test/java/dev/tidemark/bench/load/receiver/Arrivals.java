package dev.tidemark.bench.load.receiver;

import java.util.Comparator;
import java.util.List;
import java.util.function.Predicate;
import java.util.function.ToLongFunction;

/** What came, by time. */
public record Arrivals(List<Arrival> all) {
    public Arrivals {
        all = all.stream().sorted(Comparator.comparingLong(Arrival::micros)).toList();
    }

    public Arrivals only(Predicate<Arrival> which) {
        return new Arrivals(all.stream().filter(which).toList());
    }

    /** A second, from the first to the last. */
    public double rate() {
        return rate(all);
    }

    /** A second, of the later half. */
    public double warmRate() {
        return rate(all.subList(all.size() / 2, all.size()));
    }

    /** Milliseconds from {@code since} (microseconds) to its arrival, of which {@code share} of all stay below. */
    public double late(double share, ToLongFunction<Arrival> since) {
        long[] sorted = all.stream()
                .mapToLong(one -> one.micros() - since.applyAsLong(one))
                .sorted()
                .toArray();
        return sorted.length == 0 ? Double.NaN : sorted[(int) Math.min(sorted.length - 1, share * sorted.length)] / 1e3;
    }

    private static double rate(List<Arrival> some) {
        if (some.size() < 2) {
            return Double.NaN;
        }
        return (some.size() - 1)
                * 1e6
                / Math.max(1, some.getLast().micros() - some.getFirst().micros());
    }
}
