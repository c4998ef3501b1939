package dev.tidemark.callback.history;

import dev.tidemark.callback.exchange.ErrorClass;
import dev.tidemark.event.EventType;
import java.time.Instant;
import java.util.Optional;

/**
 * An event due at a subscription.
 *
 * @param attempts made so far
 * @param dueAt of the next attempt, or of the last one once settled
 * @param lastStatus HTTP status of the last attempt, where there was an answer
 * @param lastError class of the last attempt's failure; empty when it was taken or not tried
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
        Optional<Instant> settledAt,
        Optional<Integer> lastStatus,
        Optional<ErrorClass> lastError) {}
