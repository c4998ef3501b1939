package dev.tidemark.console.delivery;

import dev.tidemark.callback.history.Delivery;
import dev.tidemark.callback.history.DeliveryState;
import dev.tidemark.callback.terms.Ordering;

/**
 * A delivery in words.
 *
 * @param tone colour of its badge: good, warn, bad, or none
 * @param answer of the last attempt: a status or a class of failure; empty before the first
 * @param waits it is due when the one before it with the same key is over
 */
public record DeliveryLine(Delivery delivery, String tone, String answer, boolean waits) {
    public static DeliveryLine of(Delivery delivery) {
        String answer = delivery.lastStatus()
                .map(String::valueOf)
                .or(() -> delivery.lastError().map(error -> error.text().replace('_', ' ')))
                .orElse("");
        return new DeliveryLine(
                delivery, tone(delivery.state()), answer, delivery.dueAt().equals(Ordering.WAITS));
    }

    public boolean isOpen() {
        return switch (delivery.state()) {
            case PENDING, DELIVERING, RETRYING -> true;
            case DELIVERED, EXHAUSTED, HELD, CANCELLED -> false;
        };
    }

    /** Whether somebody may have it sent now. */
    public boolean canBeSent() {
        return switch (delivery.state()) {
            case PENDING, RETRYING -> !waits;
            case DELIVERED, EXHAUSTED -> true;
            case DELIVERING, HELD, CANCELLED -> false;
        };
    }

    /** What the state means, and what follows from it. */
    public String meaning() {
        return switch (delivery.state()) {
            case PENDING ->
                waits
                        ? "It waits for the event before it with the same key, so that their order is kept."
                        : "It is due and will be sent as soon as its turn comes.";
            case DELIVERING -> "It is being sent just now.";
            case RETRYING -> "The last try failed; it is tried again by the schedule of its subscription.";
            case DELIVERED -> "The receiver answered with 2xx.";
            case EXHAUSTED ->
                "Every try of the schedule failed, and it was given up. Mend the receiver, then send it again.";
            case HELD -> "Its subscription is disabled. Enable the subscription, and it is sent.";
            case CANCELLED -> "Its subscription was deleted before it could be sent.";
        };
    }

    private static String tone(DeliveryState state) {
        return switch (state) {
            case DELIVERED -> "good";
            case RETRYING, HELD -> "warn";
            case EXHAUSTED -> "bad";
            case PENDING, DELIVERING -> "accent";
            case CANCELLED -> "";
        };
    }
}
