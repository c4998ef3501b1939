package dev.tidemark.callback.subscriber;

import dev.tidemark.callback.terms.Ordering;
import dev.tidemark.callback.terms.RetrySchedule;
import dev.tidemark.event.EventType;
import java.util.Optional;
import java.util.Set;

/**
 * Which events a subscription wants; no types mean all but those for operators, no accounts mean all.
 *
 * @param schedule its own, if it has one: the first try is due after its first delay
 */
public record Audience(
        String subscription,
        Set<EventType> types,
        Set<String> accounts,
        boolean enabled,
        Ordering ordering,
        Optional<RetrySchedule> schedule) {
    public boolean wants(EventType type, String account) {
        boolean isWantedType = types.isEmpty() ? !type.isOperational() : types.contains(type);
        return isWantedType && (accounts.isEmpty() || accounts.contains(account));
    }
}
