package dev.tidemark.callback.subscriber;

import dev.tidemark.callback.filter.Filter;
import dev.tidemark.callback.filter.FilterInput;
import dev.tidemark.callback.terms.Ordering;
import dev.tidemark.callback.terms.RetrySchedule;
import dev.tidemark.event.EventType;
import java.util.Optional;
import java.util.Set;

/**
 * Which events a subscription wants; no types mean all but those for operators, no accounts mean all, no filter lets
 * everything through.
 *
 * @param schedule its own, if it has one: the first try is due after its first delay
 */
public record Audience(
        String subscription,
        Set<EventType> types,
        Set<String> accounts,
        Optional<Filter> filter,
        boolean enabled,
        Ordering ordering,
        Optional<RetrySchedule> schedule) {
    /** @param document of the event, for the filter; made once for all who are asked */
    public boolean wants(EventType type, String account, FilterInput document) {
        return wantsType(type)
                && wantsAccount(account)
                && filter.map(one -> one.matches(document)).orElse(true);
    }

    public boolean wantsType(EventType type) {
        return types.isEmpty() ? !type.isOperational() : types.contains(type);
    }

    public boolean wantsAccount(String account) {
        return accounts.isEmpty() || accounts.contains(account);
    }
}
