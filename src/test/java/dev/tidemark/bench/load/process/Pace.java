package dev.tidemark.bench.load.process;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.locks.LockSupport;
import java.util.function.IntConsumer;

/** Does something again and again, evenly. */
public final class Pace {
    private static final long APART = 10_000_000;

    private Pace() {}

    /** @return when each began, in microseconds since 1970 */
    public static List<Long> hundredASecond(int times, IntConsumer what) {
        List<Long> began = new ArrayList<>(times);
        long start = System.nanoTime();
        for (int i = 0; i < times; i++) {
            long wait = start + i * APART - System.nanoTime();
            while (wait > 0) {
                LockSupport.parkNanos(wait);
                wait = start + i * APART - System.nanoTime();
            }
            began.add(ChronoUnit.MICROS.between(Instant.EPOCH, Instant.now()));
            what.accept(i);
        }
        return began;
    }
}
