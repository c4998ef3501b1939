package dev.tidemark.change;

import dev.tidemark.event.ChangeEvent;
import dev.tidemark.mindstamp.row.Row;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
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
 * @param changed new states of known rows, also where only a doubt or a later date is new
 * @param seen ids of known rows that are as they were; they are neither suspect nor doubted
 * @param blank ids of known rows that stay with nothing in them: deleted, it seems
 * @param events oldest rows first, whatever the order of the list
 * @param facts what is known once and for all with this, and was not before
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

    /** The first step: fingerprints, and what else has to be known. */
    public static <R extends Row> Draft<R> draft(
            ChangeDetector<R> detector, List<R> rows, Map<String, RowState> known, Observation observation) {
        Map<String, R> oncePerId = LinkedHashMap.newLinkedHashMap(rows.size());
        rows.forEach(row -> oncePerId.put(row.id(), row));
        List<Hashed<R>> hashed = new ArrayList<>(oncePerId.size());
        List<String> blank = new ArrayList<>();
        for (R row : oncePerId.values()) {
            Optional<RowState> before = Optional.ofNullable(known.get(row.id()));
            if (row.isBlank()) {
                before.ifPresent(state -> blank.add(state.rowId()));
            } else {
                hashed.add(new Hashed<>(row, detector.hash(row), before));
            }
        }
        return new Draft<>(detector, oldestFirst(hashed), blank, observation);
    }

    /** These rows are proven gone; those that were already stay as they are. */
    public static <R extends Row> ChangeSet gone(
            ChangeDetector<R> detector, List<RowState> gone, Observation observation) {
        ChangeSet changes = empty();
        for (RowState state : gone) {
            if (state.phase() != RowState.Phase.GONE) {
                changes.add(Optional.of(state), detector.gone(state, observation));
            }
        }
        return changes;
    }

    /** By creation; rows of one instant in the order of the list, turned round where it comes newest first. */
    private static <R extends Row> List<Hashed<R>> oldestFirst(List<Hashed<R>> rows) {
        boolean isOldestFirst = rows.size() > 1
                && rows.getFirst().key().compareTo(rows.getLast().key()) < 0;
        if (!isOldestFirst) {
            Collections.reverse(rows);
        }
        rows.sort(Comparator.comparing(Hashed::key));
        return rows;
    }

    private void add(Optional<RowState> before, RowChange change) {
        events.addAll(change.events());
        RowState state = change.state();
        if (before.isEmpty()) {
            created.add(state);
        } else if (!before.get().equals(state)) { // equal after a stale copy: there, but not seen as it is
            if (isAsBefore(before.get(), state)) {
                seen.add(state.rowId());
            } else {
                changed.add(state);
            }
        }
    }

    private static boolean isAsBefore(RowState before, RowState after) {
        return before.revision() == after.revision()
                && before.phase() == after.phase()
                && before.keys().equals(after.keys())
                && after.doubt().isEmpty();
    }

    /** A row with its fingerprint and what is known of it. */
    private record Hashed<R extends Row>(R row, String hash, Optional<RowState> known, String key) {
        Hashed(R row, String hash, Optional<RowState> known) {
            this(row, hash, known, known.map(state -> state.keys().created()).orElseGet(() -> RowKey.of(row)));
        }
    }

    /** A page before what else has to be known is looked up. */
    public static final class Draft<R extends Row> {
        private final ChangeDetector<R> detector;
        private final List<Hashed<R>> rows;
        private final List<String> blank;
        private final Observation observation;

        private Draft(ChangeDetector<R> detector, List<Hashed<R>> rows, List<String> blank, Observation observation) {
            this.detector = detector;
            this.rows = rows;
            this.blank = blank;
            this.observation = observation;
        }

        public Questions questions() {
            List<Questions> asked = new ArrayList<>();
            for (Hashed<R> row : rows) {
                Questions questions = detector.questions(row.row(), row.hash(), row.known(), observation);
                if (!questions.equals(Questions.NONE)) {
                    asked.add(questions);
                }
            }
            return Questions.all(asked);
        }

        /** @param related the answers to {@link #questions()} */
        public ChangeSet changes(Related related) {
            ChangeSet changes = empty();
            changes.blank.addAll(blank);
            // What one row of the page teaches, the later ones know.
            Related.Growing known = related.growing();
            for (Hashed<R> row : rows) {
                RowChange change = detector.detect(row.row(), row.hash(), row.known(), known.related(), observation);
                changes.add(row.known(), change);
                change.facts().stream().filter(known::learn).forEach(changes.facts::add);
            }
            return changes;
        }
    }
}
