package dev.tidemark.change;

import dev.tidemark.event.ChangeEvent;
import dev.tidemark.mindstamp.row.Row;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What a page of rows gives, to be stored together.
 *
 * @param created states of rows not known before
 * @param changed new states of known rows; rows that only were seen again are in {@code seen}
 * @param seen ids of known rows that are as they were
 */
public record ChangeSet(List<RowState> created, List<RowState> changed, List<String> seen, List<ChangeEvent> events) {

    public static <R extends Row> ChangeSet of(
            ChangeDetector<R> detector, List<R> rows, Map<String, RowState> known, Observation observation) {
        Map<String, R> oncePerId = new LinkedHashMap<>();
        rows.forEach(row -> oncePerId.put(row.id(), row));
        ChangeSet changes = new ChangeSet(new ArrayList<>(), new ArrayList<>(), new ArrayList<>(), new ArrayList<>());
        // Lists come newest first; told is oldest first.
        for (R row : List.copyOf(oncePerId.values()).reversed()) {
            Optional<RowState> before = Optional.ofNullable(known.get(row.id()));
            changes.add(before, detector.detect(row, before, observation));
        }
        return changes;
    }

    private void add(Optional<RowState> before, RowChange change) {
        events.addAll(change.events());
        if (before.isEmpty()) {
            created.add(change.state());
        } else if (before.get().equals(change.state())) {
            return; // a stale copy: there, but not seen as it is
        } else if (before.get().revision() == change.state().revision()
                && before.get().phase() == change.state().phase()) {
            seen.add(change.state().rowId());
        } else {
            changed.add(change.state());
        }
    }
}
