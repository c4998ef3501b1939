package dev.tidemark.callback.terms;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.random.RandomGenerator;

/**
 * Delays before each try, so their number is the number of tries. Each is lengthened by 0–20 %, so that what failed
 * together does not come back together, and is never shortened.
 */
public record RetrySchedule(List<Duration> delays) {
    private static final double JITTER = 0.2;
    private static final Duration SHORTEST_STEP = Duration.ofSeconds(1);
    private static final Duration LONGEST_STEP = Duration.ofHours(1);

    public RetrySchedule {
        delays = List.copyOf(delays);
    }

    /** When the first try is due. */
    public Instant first(Instant now, RandomGenerator random) {
        return now.plus(jittered(delays.getFirst(), random));
    }

    /**
     * When the try after this one is due; empty when this was the last.
     *
     * @param number of the try that is over, from 1
     * @param now when it ended
     */
    public Optional<Instant> next(int number, Instant now, RandomGenerator random) {
        return number < delays.size() ? Optional.of(now.plus(jittered(delays.get(number), random))) : Optional.empty();
    }

    /**
     * How long a receiver that fails again and again is left alone; at most an hour and its jitter, so that one that works
     * again is found soon, however long the last delays are.
     *
     * @param number of the step, from 0: the delay before the second try, and so on; beyond the last delay the last
     */
    public Duration step(int number, RandomGenerator random) {
        Duration delay = delays.get(Math.min(number + 1, delays.size() - 1));
        Duration step = delay.compareTo(LONGEST_STEP) < 0 ? delay : LONGEST_STEP;
        return jittered(step.compareTo(SHORTEST_STEP) > 0 ? step : SHORTEST_STEP, random);
    }

    private static Duration jittered(Duration delay, RandomGenerator random) {
        return delay.plusMillis((long) (delay.toMillis() * JITTER * random.nextDouble()));
    }
}
