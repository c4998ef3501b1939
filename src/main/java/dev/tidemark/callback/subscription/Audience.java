package dev.tidemark.callback.subscription;

import dev.tidemark.event.EventType;
import java.util.Set;

/** Which events a subscription wants; no types mean all but those for operators, no accounts mean all. */
public record Audience(String subscription, Set<EventType> types, Set<String> accounts, boolean enabled) {
    public boolean wants(EventType type, String account) {
        boolean isWantedType = types.isEmpty() ? !type.isOperational() : types.contains(type);
        return isWantedType && (accounts.isEmpty() || accounts.contains(account));
    }
}
