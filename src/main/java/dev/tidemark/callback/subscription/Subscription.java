package dev.tidemark.callback.subscription;

import dev.tidemark.callback.health.Health;
import dev.tidemark.event.EventType;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;

/**
 * A registered callback.
 *
 * @param types wanted event types; empty = all but those for operators
 * @param accounts wanted accounts; empty = all
 * @param enabled while false, its events are recorded as held
 * @param problem why it does not work, for its owner
 * @param health how its receiver fares
 */
public record Subscription(
        String id,
        Optional<String> name,
        String url,
        Set<EventType> types,
        Set<String> accounts,
        boolean enabled,
        Optional<String> problem,
        Health health,
        Instant createdAt,
        Instant updatedAt) {}
