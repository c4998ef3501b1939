package dev.tidemark.change;

import dev.tidemark.event.ChangeEvent;
import java.util.List;

/** What one row gives: its new state, and the events in the order they happened. */
public record RowChange(RowState state, List<ChangeEvent> events) {}
