package dev.tidemark.callback.trial;

import dev.tidemark.callback.filter.Filter;
import dev.tidemark.callback.filter.FilterInput;
import dev.tidemark.outbox.EventFilter;
import dev.tidemark.outbox.EventStore;
import dev.tidemark.outbox.StoredEvent;
import dev.tidemark.platform.ProblemException;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/** The log seen through a condition in CEL. However few events fulfil it, one call reads a bounded number of them. */
@ApplicationScoped
public class FilteredLog {
    /** Events that one call looks at. */
    public static final int MOST = 1000;

    private static final int AT_ONCE = 200;

    private final EventStore events;

    FilteredLog(EventStore events) {
        this.events = events;
    }

    /**
     * @param events newest first
     * @param next where to go on, as {@code before} takes it; empty at the end of the log. There may be a next although
     *     fewer were found than wanted
     */
    public record Found(List<StoredEvent> events, OptionalLong next) {}

    /**
     * A condition as it stands in an address; blank text is as none.
     *
     * @throws ProblemException 422 with the position of the mistake
     */
    public static Optional<Filter> condition(Optional<String> text) {
        return text.filter(source -> !source.isBlank()).map(source -> {
            Filter.check(source).ifPresent(mistake -> {
                throw ProblemException.invalid("filter", mistake.text());
            });
            return Filter.compile(source);
        });
    }

    public static boolean fulfils(StoredEvent event, Optional<Filter> condition) {
        return condition
                .map(filter -> filter.matches(FilterInput.of(event.document())))
                .orElse(true);
    }

    /** The events before a place in the log that fulfil the condition, newest first. */
    public Found before(long sequence, EventFilter filter, Optional<Filter> condition, int limit) {
        int atOnce = condition.isPresent() ? AT_ONCE : limit;
        int most = condition.isPresent() ? MOST : limit;
        List<StoredEvent> found = new ArrayList<>();
        long place = sequence;
        for (int lookedAt = 0; lookedAt < most; lookedAt += atOnce) {
            List<StoredEvent> page = events.before(place, filter, atOnce + 1);
            for (StoredEvent event : page.subList(0, Math.min(page.size(), atOnce))) {
                place = event.sequence();
                if (fulfils(event, condition)) {
                    found.add(event);
                }
                if (found.size() == limit) {
                    return new Found(
                            found, place == page.getLast().sequence() ? OptionalLong.empty() : OptionalLong.of(place));
                }
            }
            if (page.size() <= atOnce) {
                return new Found(found, OptionalLong.empty());
            }
        }
        return new Found(found, OptionalLong.of(place));
    }
}
