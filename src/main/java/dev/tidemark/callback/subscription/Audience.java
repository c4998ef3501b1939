package dev.tidemark.callback.subscription;

import dev.tidemark.event.EventType;
import java.util.Set;

/** Which events a subscription wants; an empty set wants all. */
public record Audience(String subscription, Set<EventType> types, Set<String> accounts, boolean enabled) {
    public boolean wants(EventType type, String account) {
        return (types.isEmpty() || types.contains(type)) && (accounts.isEmpty() || accounts.contains(account));
    }
}
