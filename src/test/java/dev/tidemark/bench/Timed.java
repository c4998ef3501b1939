package dev.tidemark.bench;

import java.util.ArrayList;
import java.util.List;
import java.util.function.IntSupplier;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** How long each run of something took. */
public final class Timed {
    private static final int GOAL = 50;

    private final String what;
    private final int warmUp;
    private final List<Long> nanos = new ArrayList<>();
    private long events;

    /** @param warmUp so many first runs do not count */
    public Timed(String what, int warmUp) {
        this.what = what;
        this.warmUp = warmUp;
    }

    /** @param run gives how many events it stored */
    public void run(IntSupplier run) {
        long began = System.nanoTime();
        events += run.getAsInt();
        nanos.add(System.nanoTime() - began);
    }

    @Override
    public String toString() {
        List<Long> sorted = nanos.stream().skip(warmUp).sorted().toList();
        String percentiles = IntStream.of(50, 95, 99)
                .mapToObj(percent -> "p%d %.1f ms".formatted(percent, sorted.get(sorted.size() * percent / 100) / 1e6))
                .collect(Collectors.joining(", "));
        return "%s: %s (goal: %d ms); %d events a page".formatted(what, percentiles, GOAL, events / nanos.size());
    }
}
