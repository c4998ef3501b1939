package dev.tidemark.callback.attempt;

import dev.tidemark.callback.terms.RetrySchedule;
import java.time.Instant;
import java.util.Optional;
import java.util.random.RandomGenerator;

/** What follows from an attempt for its delivery. */
public sealed interface DeliveryOutcome {
    record Delivered() implements DeliveryOutcome {}

    record RetryAt(Instant when, String reason) implements DeliveryOutcome {}

    /** Gave up: that was the last try, or another would be no use. */
    record Exhausted(String reason) implements DeliveryOutcome {}

    /**
     * The receiver wants no more; its subscription is disabled, what is due there is held.
     *
     * @param advice for the subscription's owner
     */
    record Gone(String advice) implements DeliveryOutcome {}

    /**
     * Another try is made as long as the schedule lasts, and not before the receiver's Retry-After.
     *
     * @param number of the try in the schedule, from 1
     * @param now when it ended
     */
    static DeliveryOutcome of(
            Meaning meaning, RetrySchedule schedule, int number, Instant now, RandomGenerator random) {
        return switch (meaning) {
            case Meaning.Taken _ -> new Delivered();
            case Meaning.NoMore no -> new Gone(no.advice());
            case Meaning.Never never -> new Exhausted(never.reason());
            case Meaning.Again again -> {
                Optional<Instant> scheduled = schedule.next(number, now, random);
                yield scheduled
                        .<DeliveryOutcome>map(due -> new RetryAt(
                                again.notBefore().filter(due::isBefore).orElse(due), again.reason()))
                        .orElseGet(() -> new Exhausted(again.reason()));
            }
        };
    }
}
