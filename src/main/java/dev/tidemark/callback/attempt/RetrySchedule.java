package dev.tidemark.callback.attempt;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.random.RandomGenerator;

/** Delays before each try; each is lengthened by 0–20 % so that what failed together does not come back together. */
public record RetrySchedule(List<Duration> delays) {
    private static final double JITTER = 0.2;
    private static final Duration SHORTEST_STEP = Duration.ofSeconds(1);
    private static final Duration LONGEST_STEP = Duration.ofHours(1);

    public RetrySchedule {
        delays = List.copyOf(delays);
    }

    /** When the first try is due. */
    public Instant first(Instant now, RandomGenerator random) {
        return due(0, now, random);
    }

    /**
     * Decides what follows (contract §6): 2xx is success, 410 ends the subscription, everything else is tried again as
     * long as the schedule lasts, and not before the receiver's Retry-After.
     *
     * @param number of the attempt, from 1
     * @param now when it ended
     */
    public DeliveryOutcome outcome(AttemptResult result, int number, Instant now, RandomGenerator random) {
        if (result instanceof AttemptResult.Answered answered) {
            if (answered.success()) {
                return new DeliveryOutcome.Delivered();
            }
            if (answered.code() == 410) {
                return new DeliveryOutcome.Gone();
            }
        }
        String reason = result.detail().orElse("");
        if (number >= delays.size()) {
            return new DeliveryOutcome.Exhausted(reason);
        }
        Instant scheduled = due(number, now, random);
        Instant asked = AskedWait.of(result, now).orElse(scheduled);
        return new DeliveryOutcome.RetryAt(asked.isAfter(scheduled) ? asked : scheduled, reason);
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

    private Instant due(int index, Instant now, RandomGenerator random) {
        return now.plus(jittered(delays.get(index), random));
    }

    private static Duration jittered(Duration delay, RandomGenerator random) {
        return delay.plusMillis((long) (delay.toMillis() * JITTER * random.nextDouble()));
    }
}
