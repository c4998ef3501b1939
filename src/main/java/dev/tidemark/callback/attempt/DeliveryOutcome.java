package dev.tidemark.callback.attempt;

import java.time.Instant;

/** What follows from an attempt; decided by {@link RetrySchedule#outcome}. */
public sealed interface DeliveryOutcome {
    record Delivered() implements DeliveryOutcome {}

    record RetryAt(Instant when, String reason) implements DeliveryOutcome {}

    /** Gave up: that was the last try. */
    record Exhausted(String reason) implements DeliveryOutcome {}

    /** 410: the receiver wants no more; its subscription is disabled, what is due there is held. */
    record Gone() implements DeliveryOutcome {}
}
