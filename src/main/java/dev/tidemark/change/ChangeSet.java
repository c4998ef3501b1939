package dev.tidemark.change;

import dev.tidemark.event.ChangeEvent;
import dev.tidemark.mindstamp.row.Row;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * What a page of rows gives, to be stored together.
 *
 * @param created states of rows not known before
 * @param changed new states of known rows, also where only a doubt is new
 * @param seen ids of known rows that are as they were; they are neither suspect nor doubted
 * @param blank ids of rows that stay with nothing in them: deleted, it seems
 * @param facts what is known once and for all with this
 */
public record ChangeSet(
        List<RowState> created,
        List<RowState> changed,
        List<String> seen,
        List<String> blank,
        List<ChangeEvent> events,
        Set<Fact> facts) {

    private static ChangeSet empty() {
        return new ChangeSet(
                new ArrayList<>(),
                new ArrayList<>(),
                new ArrayList<>(),
                new ArrayList<>(),
                new ArrayList<>(),
                new HashSet<>());
    }

    /** A row with its fingerprint and what is known of it. */
    private record Hashed<R extends Row>(R row, String hash, Optional<RowState> known) {}

    /** A page before what else has to be known is looked up. */
    public static final class Draft<R extends Row> {
        private final ChangeDetector<R> detector;
        private final Observation observation;
        private final List<Hashed<R>> rows = new ArrayList<>();
        private final List<String> blank = new ArrayList<>();

        private Draft(ChangeDetector<R> detector, Observation observation) {
            this.detector = detector;
            this.observation = observation;
        }

        public Questions questions() {
            Questions all = Questions.NONE;
            for (Hashed<R> row : rows) {
                all = all.and(detector.questions(row.row(), row.hash(), row.known(), observation));
            }
            return all;
        }

        public ChangeSet changes(Related related) {
            ChangeSet changes = empty();
            changes.blank.addAll(blank);
            for (Hashed<R> row : rows) {
                changes.add(row.known(), detector.detect(row.row(), row.hash(), row.known(), related, observation));
            }
            return changes;
        }
    }

    public static <R extends Row> Draft<R> draft(
            ChangeDetector<R> detector, List<R> rows, Map<String, RowState> known, Observation observation) {
        Draft<R> draft = new Draft<>(detector, observation);
        Map<String, R> oncePerId = new LinkedHashMap<>();
        rows.forEach(row -> oncePerId.put(row.id(), row));
        // Lists come newest first; told is oldest first.
        for (R row : List.copyOf(oncePerId.values()).reversed()) {
            Optional<RowState> before = Optional.ofNullable(known.get(row.id()));
            if (row.isBlank()) {
                before.ifPresent(state -> draft.blank.add(state.rowId()));
            } else {
                draft.rows.add(new Hashed<>(row, detector.hash(row), before));
            }
        }
        return draft;
    }

    public static <R extends Row> ChangeSet gone(
            ChangeDetector<R> detector, List<RowState> gone, Observation observation) {
        ChangeSet changes = empty();
        gone.forEach(state -> {
            RowChange change = detector.gone(state, observation);
            changes.changed.add(change.state());
            changes.events.addAll(change.events());
        });
        return changes;
    }

    private void add(Optional<RowState> before, RowChange change) {
        events.addAll(change.events());
        facts.addAll(change.facts());
        RowState state = change.state();
        if (before.isEmpty()) {
            created.add(state);
        } else if (before.get().equals(state)) {
            return; // a stale copy: there, but not seen as it is
        } else if (before.get().revision() == state.revision()
                && before.get().phase() == state.phase()
                && before.get().keys().equals(state.keys())
                && state.doubt().isEmpty()) {
            seen.add(state.rowId());
        } else {
            changed.add(state);
        }
    }
}
