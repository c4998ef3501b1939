package dev.tidemark.outbox;

import dev.tidemark.event.EventType;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;

/** Which events of the log are wanted; an empty set or optional does not narrow. {@code to} is exclusive. */
public record EventFilter(
        Set<EventType> types,
        Optional<String> account,
        Optional<String> subject,
        Optional<Instant> from,
        Optional<Instant> to) {

    public static final EventFilter ALL =
            new EventFilter(Set.of(), Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty());

    /** The same of one type alone. */
    EventFilter only(EventType type) {
        return new EventFilter(Set.of(type), account, subject, from, to);
    }
}
