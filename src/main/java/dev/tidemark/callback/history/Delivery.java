package dev.tidemark.callback.history;

import dev.tidemark.event.EventType;
import java.time.Instant;
import java.util.Optional;

/**
 * An event due at a subscription.
 *
 * @param attempts made so far
 * @param dueAt of the next attempt, or of the last one once settled
 */
public record Delivery(
        long id,
        String subscription,
        String event,
        long sequence,
        EventType type,
        DeliveryState state,
        int attempts,
        Instant dueAt,
        Optional<Instant> settledAt) {}
