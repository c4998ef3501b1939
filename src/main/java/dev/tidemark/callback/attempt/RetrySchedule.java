package dev.tidemark.callback.attempt;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.random.RandomGenerator;

/** Delays before each try; each is lengthened by 0–20 % so that what failed together does not come back together. */
public record RetrySchedule(List<Duration> delays) {
    private static final double JITTER = 0.2;

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

    private Instant due(int index, Instant now, RandomGenerator random) {
        Duration delay = delays.get(index);
        return now.plus(delay).plusMillis((long) (delay.toMillis() * JITTER * random.nextDouble()));
    }
}
