package dev.tidemark.change.detector;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tidemark.change.ChangeDetector;
import dev.tidemark.change.Fact;
import dev.tidemark.change.Observation;
import dev.tidemark.change.Questions;
import dev.tidemark.change.Related;
import dev.tidemark.change.RowChange;
import dev.tidemark.change.RowKeys;
import dev.tidemark.change.RowState;
import dev.tidemark.change.StreamName;
import dev.tidemark.event.ChangeEvent;
import dev.tidemark.event.EventData;
import dev.tidemark.event.EventType;
import dev.tidemark.event.RowFacts;
import dev.tidemark.mindstamp.row.Row;
import dev.tidemark.mindstamp.row.Viewer;
import dev.tidemark.platform.Json;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiFunction;

/** What comes, changes and goes as a whole: viewers, videos, groups, series, P-Links, access lists. */
final class EntityDetector<R extends Row> implements ChangeDetector<R> {
    private final StreamName stream;
    private final BiFunction<String, ObjectNode, R> row;
    private final List<String> names;
    private final Told told;

    /**
     * Which types are told; empty where nothing is.
     *
     * @param changedBy the only field whose change is told; empty for any
     */
    record Told(
            EventType created, Optional<EventType> changed, Optional<String> changedBy, Optional<EventType> deleted) {}

    /** @param names the fields that count; empty where the fields are not public: then all but counters */
    EntityDetector(StreamName stream, BiFunction<String, ObjectNode, R> row, List<String> names, Told told) {
        this.stream = stream;
        this.row = row;
        this.names = names;
        this.told = told;
    }

    @Override
    public StreamName stream() {
        return stream;
    }

    @Override
    public String hash(R seen) {
        List<String> counting = names.isEmpty() ? KnownFields.open(seen.fields()) : KnownFields.hashed(names);
        return new ContentHash(counting).of(seen.withReadableDates());
    }

    @Override
    public Questions questions(R seen, String hash, Optional<RowState> known, Observation observation) {
        boolean same = known.filter(state -> state.hash().equals(hash)).isPresent();
        return same || !(seen instanceof Viewer)
                ? Questions.NONE
                : new Questions(Set.of(), Identities.of(seen), Set.of());
    }

    @Override
    public RowChange detect(R seen, String hash, Optional<RowState> known, Related related, Observation observation) {
        return switch (Verdict.of(seen, hash, known, names(seen, known), observation)) {
            case Verdict.New _ -> appeared(seen, hash, related, observation);
            case Verdict.Same(RowState state) -> new RowChange(state, List.of());
            case Verdict.Stale(RowState state) -> new RowChange(state, List.of());
            case Verdict.Changed changed -> changed(seen, hash, changed, related, observation);
        };
    }

    @Override
    public RowChange gone(RowState known, Observation observation) {
        RowState state = known.gone(observation.now());
        R gone = row.apply(known.rowId(), Json.readObject(known.fields()));
        RowFacts facts = Facts.gone(gone, known, observation);
        return new RowChange(
                state,
                told.deleted().stream()
                        .map(type -> event(gone, type, facts, "" + state.revision(), Optional.empty(), observation))
                        .toList());
    }

    private List<String> names(R seen, Optional<RowState> known) {
        if (!names.isEmpty()) {
            return names;
        }
        return known.map(state -> KnownFields.open(seen.fields(), Json.readObject(state.fields())))
                .orElse(List.of());
    }

    private RowChange appeared(R seen, String hash, Related related, Observation observation) {
        RowState state = state(seen, hash, 1, observation);
        if (observation.isSilent(seen.createdAt())) {
            return new RowChange(state, List.of(), identities(seen));
        }
        RowFacts facts = Facts.firstSeen(seen, observation);
        List<ChangeEvent> events = new ArrayList<>();
        events.add(event(seen, told.created(), facts, "", seen.createdAt(), observation));
        return with(seen, state, events, facts, related, observation);
    }

    private RowChange changed(R seen, String hash, Verdict.Changed changed, Related related, Observation observation) {
        RowState state = state(seen, hash, changed.before().revision() + 1, observation);
        RowFacts facts = Facts.changed(seen, changed.comparison(), changed.before(), observation);
        boolean isNews =
                told.changedBy().map(changed.comparison().change()::containsKey).orElse(true);
        List<ChangeEvent> events = new ArrayList<>();
        if (changed.isBack() || isNews) {
            told.changed()
                    .map(type -> event(seen, type, facts, ViewTale.happening(state), seen.updatedAt(), observation))
                    .ifPresent(events::add);
        }
        return with(seen, state, events, facts, related, observation);
    }

    private RowChange with(
            R seen,
            RowState state,
            List<ChangeEvent> events,
            RowFacts facts,
            Related related,
            Observation observation) {
        if (seen instanceof Viewer) {
            events.addAll(Identities.told(seen, facts, related, observation));
        }
        return new RowChange(state, events, identities(seen));
    }

    private static Set<Fact> identities(Row seen) {
        return seen instanceof Viewer ? Identities.of(seen) : Set.of();
    }

    private ChangeEvent event(
            R seen, EventType type, RowFacts facts, String happening, Optional<Instant> time, Observation observation) {
        return Facts.event(
                stream, seen.id(), seen.id(), happening, new EventData.Plain(type, facts), time, observation);
    }

    private static RowState state(Row seen, String hash, int revision, Observation observation) {
        return new RowState(
                seen.id(),
                "",
                RowKeys.of(seen),
                RowState.Phase.SETTLED,
                revision,
                hash,
                -1,
                Facts.stored(seen),
                observation.now(),
                observation.now(),
                Optional.empty(),
                Optional.empty());
    }
}
