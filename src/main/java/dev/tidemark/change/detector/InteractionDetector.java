package dev.tidemark.change.detector;

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
import dev.tidemark.mindstamp.row.Interaction;
import dev.tidemark.platform.Json;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Interactions: answers and clicks of viewers; authored content in the same list is known, but no news. One that comes
 * back after it was proven gone is submitted or clicked again, under an id of its own.
 */
final class InteractionDetector implements ChangeDetector<Interaction> {
    private static final Counting FIELDS = new Counting.Documented(KnownFields.INTERACTION);
    /** What makes another answer. */
    private static final List<String> ANSWER = List.of("value", "answers", "correct");

    @Override
    public StreamName stream() {
        return StreamName.INTERACTIONS;
    }

    @Override
    public String hash(Interaction interaction) {
        return FIELDS.hash(interaction);
    }

    @Override
    public Questions questions(Interaction row, String seenHash, Optional<RowState> known, Observation observation) {
        boolean isSilent = !row.isByViewer() || (known.isEmpty() && observation.isSilent(row.createdAt()));
        return isSilent || !Verdict.isNews(seenHash, known)
                ? Questions.NONE
                : new Questions(Set.of(), Identities.of(row), Set.of());
    }

    @Override
    public RowChange detect(
            Interaction row, String seenHash, Optional<RowState> known, Related related, Observation observation) {
        return switch (Verdict.of(row, seenHash, known, FIELDS, observation)) {
            case Verdict.New _ -> appeared(row, state(row, seenHash, 1, observation), related, observation);
            case Verdict.Same(RowState state) -> new RowChange(state, List.of());
            case Verdict.Stale(RowState state) -> new RowChange(state, List.of());
            case Verdict.Changed changed -> changed(row, seenHash, changed, related, observation);
        };
    }

    @Override
    public RowChange gone(RowState known, Observation observation) {
        RowState state = known.gone(observation.askedAt());
        Interaction row = new Interaction(known.rowId(), Json.readObject(known.fields()));
        if (!row.isByViewer()) {
            return new RowChange(state, List.of());
        }
        EventData data = new EventData.Plain(EventType.INTERACTION_DELETED, Facts.gone(row, known, observation));
        return new RowChange(
                state, List.of(subject(row).event("" + state.revision(), data, Optional.empty(), observation)));
    }

    private static RowChange appeared(Interaction row, RowState state, Related related, Observation observation) {
        if (!row.isByViewer()) {
            return new RowChange(state, List.of());
        }
        Set<Fact> identities = Identities.of(row);
        if (observation.isSilent(row.createdAt())) {
            return new RowChange(state, List.of(), identities);
        }
        RowFacts facts = Facts.firstSeen(row, observation);
        List<ChangeEvent> events = new ArrayList<>();
        events.add(subject(row).event("", came(row, facts), row.createdAt(), observation));
        events.addAll(Identities.told(row, facts, fact -> !related.knownFacts().contains(fact), observation));
        return new RowChange(state, events, identities);
    }

    private static RowChange changed(
            Interaction row, String seenHash, Verdict.Changed changed, Related related, Observation observation) {
        RowState state = changed.doubting(state(row, seenHash, changed.before().revision() + 1, observation));
        if (!row.isByViewer()) {
            return new RowChange(state, List.of());
        }
        Interaction former = new Interaction(row.id(), changed.comparison().before());
        RowFacts facts = Facts.changed(row, changed, observation);
        String happening = Facts.happening(state);
        Optional<Instant> time = row.updatedAt();
        List<ChangeEvent> events = new ArrayList<>();
        if (changed.isBack() || !former.isByViewer()) {
            events.add(subject(row).event(happening, came(row, facts), time, observation));
        } else if (row.isResponse() && changed.comparison().changes(ANSWER)) {
            EventData data = new EventData.Plain(EventType.RESPONSE_CHANGED, facts);
            events.add(subject(row).event(happening, data, time, observation));
        }
        Set<Fact> before = Identities.of(former);
        events.addAll(Identities.told(
                row, facts, fact -> !related.knownFacts().contains(fact) && !before.contains(fact), observation));
        return new RowChange(state, events, Identities.of(row));
    }

    private static EventData came(Interaction row, RowFacts facts) {
        return new EventData.Plain(
                row.isResponse() ? EventType.RESPONSE_SUBMITTED : EventType.INTERACTION_CLICKED, facts);
    }

    /** Told in the order of its view. */
    private static Subject subject(Interaction row) {
        return new Subject(StreamName.INTERACTIONS, row.id(), row.viewId().orElse(row.id()));
    }

    private static RowState state(Interaction row, String hash, int revision, Observation observation) {
        return Facts.form(row, row.viewId().orElse(""), revision, hash, observation);
    }
}
