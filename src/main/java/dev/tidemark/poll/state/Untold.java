package dev.tidemark.poll.state;

import dev.tidemark.change.ChangeSet;
import dev.tidemark.change.RowState;
import dev.tidemark.event.ChangeEvent;
import dev.tidemark.event.EventType;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.BiFunction;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What a page would tell if nothing were known of its rows, without what is told otherwise. Most events have the same
 * id in both cases; the end of a view has one of each time it ended.
 *
 * @param asIfNew events of the rows as if seen for the first time
 * @param openSubjects views that are not over, whose end will be told when it comes
 */
public record Untold(List<ChangeEvent> asIfNew, Set<String> openSubjects) {
    private static final Set<EventType> OF_THE_END = Set.of(EventType.VIEW_ENDED, EventType.QUIZ_SCORED);

    /** @param known of the rows before the changes */
    public static Untold of(List<ChangeEvent> asIfNew, ChangeSet changes, Map<String, RowState> known) {
        Map<String, RowState> now = new HashMap<>(known);
        Stream.concat(changes.created().stream(), changes.changed().stream())
                .forEach(state -> now.put(state.rowId(), state));
        return new Untold(
                asIfNew,
                now.values().stream()
                        .filter(state -> state.phase() == RowState.Phase.OPEN)
                        .map(state -> EventType.VIEW_ENDED.stream() + "/" + state.rowId())
                        .collect(Collectors.toUnmodifiableSet()));
    }

    /**
     * The untold ones, then the news.
     *
     * @param told which of these subjects have an event of that type
     */
    public List<ChangeEvent> with(List<ChangeEvent> news, BiFunction<EventType, Collection<String>, Set<String>> told) {
        Set<String> newIds = news.stream().map(event -> event.id().value()).collect(Collectors.toSet());
        Map<EventType, Set<String>> ended =
                OF_THE_END.stream().collect(Collectors.toMap(type -> type, type -> told.apply(type, subjects(type))));
        Stream<ChangeEvent> untold = asIfNew.stream()
                .filter(event -> !newIds.contains(event.id().value()))
                .filter(event -> !OF_THE_END.contains(event.type())
                        || !(openSubjects.contains(event.subject())
                                || ended.getOrDefault(event.type(), Set.of()).contains(event.subject())));
        return Stream.concat(untold, news.stream()).toList();
    }

    private Set<String> subjects(EventType type) {
        return asIfNew.stream()
                .filter(event -> event.type() == type)
                .map(ChangeEvent::subject)
                .collect(Collectors.toUnmodifiableSet());
    }
}
