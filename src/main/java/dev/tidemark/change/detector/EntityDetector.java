package dev.tidemark.change.detector;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tidemark.change.ChangeDetector;
import dev.tidemark.change.Fact;
import dev.tidemark.change.Observation;
import dev.tidemark.change.Questions;
import dev.tidemark.change.Related;
import dev.tidemark.change.RowChange;
import dev.tidemark.change.RowState;
import dev.tidemark.change.StreamName;
import dev.tidemark.event.ChangeEvent;
import dev.tidemark.event.EventData;
import dev.tidemark.event.EventType;
import dev.tidemark.event.RowFacts;
import dev.tidemark.mindstamp.row.Row;
import dev.tidemark.mindstamp.row.Viewer;
import dev.tidemark.platform.Json;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiFunction;

/**
 * What comes, changes and goes as a whole: viewers, videos, groups, series, P-Links, access lists. One that comes back
 * after it was told to be deleted is created again, under an id of its own.
 */
final class EntityDetector<R extends Row> implements ChangeDetector<R> {
    private final StreamName stream;
    private final BiFunction<String, ObjectNode, R> reader;
    private final Counting fields;
    private final Told told;

    /**
     * Which types are told; empty where nothing is.
     *
     * @param changedBy the only fields whose change is told; empty for any
     */
    record Told(EventType created, Optional<EventType> changed, List<String> changedBy, Optional<EventType> deleted) {
        boolean isNews(Comparison comparison) {
            return changedBy.isEmpty() || comparison.changes(changedBy);
        }
    }

    EntityDetector(StreamName stream, BiFunction<String, ObjectNode, R> reader, Counting fields, Told told) {
        this.stream = stream;
        this.reader = reader;
        this.fields = fields;
        this.told = told;
    }

    @Override
    public StreamName stream() {
        return stream;
    }

    @Override
    public String hash(R row) {
        return fields.hash(row);
    }

    @Override
    public Questions questions(R row, String hash, Optional<RowState> known, Observation observation) {
        boolean isSilent = known.isEmpty() && observation.isSilent(row.createdAt());
        return isSilent || !Verdict.isNews(hash, known)
                ? Questions.NONE
                : new Questions(Set.of(), identities(row), Set.of());
    }

    @Override
    public RowChange detect(R row, String hash, Optional<RowState> known, Related related, Observation observation) {
        return switch (Verdict.of(row, hash, known, fields, observation)) {
            case Verdict.New _ -> appeared(row, hash, related, observation);
            case Verdict.Same(RowState state) -> new RowChange(state, List.of());
            case Verdict.Stale(RowState state) -> new RowChange(state, List.of());
            case Verdict.Changed changed -> changed(row, hash, changed, related, observation);
        };
    }

    @Override
    public RowChange gone(RowState known, Observation observation) {
        RowState state = known.gone(observation.askedAt());
        R row = reader.apply(known.rowId(), Json.readObject(known.fields()));
        RowFacts facts = Facts.gone(row, known, observation);
        return new RowChange(
                state,
                told.deleted().stream()
                        .map(type -> subject(row)
                                .event(
                                        "" + state.revision(),
                                        new EventData.Plain(type, facts),
                                        Optional.empty(),
                                        observation))
                        .toList());
    }

    private RowChange appeared(R row, String hash, Related related, Observation observation) {
        RowState state = Facts.form(row, "", 1, hash, observation);
        Set<Fact> identities = identities(row);
        if (observation.isSilent(row.createdAt())) {
            return new RowChange(state, List.of(), identities);
        }
        RowFacts facts = Facts.firstSeen(row, observation);
        List<ChangeEvent> events = new ArrayList<>();
        EventData created = new EventData.Plain(told.created(), facts);
        events.add(subject(row).event("", created, row.createdAt(), observation));
        if (!identities.isEmpty()) {
            events.addAll(
                    Identities.told(row, facts, fact -> !related.knownFacts().contains(fact), observation));
        }
        return new RowChange(state, events, identities);
    }

    private RowChange changed(R row, String hash, Verdict.Changed changed, Related related, Observation observation) {
        RowState state = changed.doubting(Facts.form(row, "", changed.before().revision() + 1, hash, observation));
        RowFacts facts = Facts.changed(row, changed, observation);
        List<ChangeEvent> events = new ArrayList<>();
        type(changed)
                .map(type -> new EventData.Plain(type, facts))
                .map(data -> subject(row).event(Facts.happening(state), data, row.updatedAt(), observation))
                .ifPresent(events::add);
        Set<Fact> identities = identities(row);
        if (!identities.isEmpty()) {
            Set<Fact> before =
                    identities(reader.apply(row.id(), changed.comparison().before()));
            events.addAll(Identities.told(
                    row, facts, fact -> !related.knownFacts().contains(fact) && !before.contains(fact), observation));
        }
        return new RowChange(state, events, identities);
    }

    private Optional<EventType> type(Verdict.Changed changed) {
        return changed.isBack() && told.deleted().isPresent()
                ? Optional.of(told.created())
                : told.changed().filter(_ -> told.isNews(changed.comparison()));
    }

    private static Set<Fact> identities(Row row) {
        return row instanceof Viewer ? Identities.of(row) : Set.of();
    }

    private Subject subject(R row) {
        return new Subject(stream, row.id());
    }
}
