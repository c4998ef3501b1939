package dev.tidemark.poll.state;

import dev.tidemark.event.ChangeEvent;
import dev.tidemark.event.EventType;
import java.util.Collection;
import java.util.List;
import java.util.Set;

/** Where events go, in the caller's transaction; an event that it has already is a repeat and adds nothing. */
@FunctionalInterface
public interface Journal {
    /** @return how many were new */
    int append(List<ChangeEvent> events);

    /** Those of the subjects of which it has an event of the type. */
    default Set<String> subjectsWith(EventType type, String account, Collection<String> subjects) {
        return Set.of();
    }
}
