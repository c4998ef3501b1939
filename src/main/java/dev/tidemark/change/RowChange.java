package dev.tidemark.change;

import dev.tidemark.event.ChangeEvent;
import java.util.List;
import java.util.Set;

/** What one row gives: its new state, the events in the order they happened, and what is known once and for all now. */
public record RowChange(RowState state, List<ChangeEvent> events, Set<Fact> facts) {
    public RowChange(RowState state, List<ChangeEvent> events) {
        this(state, events, Set.of());
    }
}
