package dev.tidemark.change.detector;

import dev.tidemark.change.ChangeDetector;
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
import dev.tidemark.mindstamp.row.Interaction;
import dev.tidemark.platform.Json;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Interactions: answers and clicks of viewers; authored content in the same list is known, but no news. */
final class InteractionDetector implements ChangeDetector<Interaction> {
    /** What makes another answer. */
    private static final Set<String> ANSWER = Set.of("value", "answers", "correct");

    private final ContentHash hash = new ContentHash(KnownFields.hashed(KnownFields.INTERACTION));

    @Override
    public StreamName stream() {
        return StreamName.INTERACTIONS;
    }

    @Override
    public String hash(Interaction interaction) {
        return hash.of(interaction.withReadableDates());
    }

    @Override
    public Questions questions(Interaction row, String seenHash, Optional<RowState> known, Observation observation) {
        boolean same = known.filter(state -> state.hash().equals(seenHash)).isPresent();
        return same || !row.isByViewer() ? Questions.NONE : new Questions(Set.of(), Identities.of(row), Set.of());
    }

    @Override
    public RowChange detect(
            Interaction row, String seenHash, Optional<RowState> known, Related related, Observation observation) {
        return switch (Verdict.of(row, seenHash, known, KnownFields.INTERACTION, observation)) {
            case Verdict.New _ -> appeared(row, state(row, seenHash, 1, observation), related, observation);
            case Verdict.Same(RowState state) -> new RowChange(state, List.of());
            case Verdict.Stale(RowState state) -> new RowChange(state, List.of());
            case Verdict.Changed changed -> changed(row, seenHash, changed, related, observation);
        };
    }

    @Override
    public RowChange gone(RowState known, Observation observation) {
        RowState state = known.gone(observation.now());
        Interaction row = new Interaction(known.rowId(), Json.readObject(known.fields()));
        if (!row.isByViewer()) {
            return new RowChange(state, List.of());
        }
        EventData data = new EventData.Plain(EventType.INTERACTION_DELETED, Facts.gone(row, known, observation));
        return new RowChange(state, List.of(event(row, "" + state.revision(), data, Optional.empty(), observation)));
    }

    private static RowChange appeared(Interaction row, RowState state, Related related, Observation observation) {
        if (!row.isByViewer()) {
            return new RowChange(state, List.of());
        }
        if (observation.isSilent(row.createdAt())) {
            return new RowChange(state, List.of(), Identities.of(row));
        }
        RowFacts facts = Facts.firstSeen(row, observation);
        EventType type = row.isResponse() ? EventType.RESPONSE_SUBMITTED : EventType.INTERACTION_CLICKED;
        return told(row, state, facts, Optional.of(new EventData.Plain(type, facts)), "", related, observation);
    }

    private static RowChange changed(
            Interaction row, String seenHash, Verdict.Changed changed, Related related, Observation observation) {
        RowState before = changed.before();
        RowState state = state(row, seenHash, before.revision() + 1, observation);
        if (!row.isByViewer()) {
            return new RowChange(state, List.of());
        }
        RowFacts facts = Facts.changed(row, changed.comparison(), before, observation);
        boolean answered = row.isResponse()
                && (changed.isBack()
                        || changed.comparison().change().keySet().stream().anyMatch(ANSWER::contains));
        return told(
                row,
                state,
                facts,
                answered ? Optional.of(new EventData.Plain(EventType.RESPONSE_CHANGED, facts)) : Optional.empty(),
                ViewTale.happening(state),
                related,
                observation);
    }

    private static RowChange told(
            Interaction row,
            RowState state,
            RowFacts facts,
            Optional<EventData> data,
            String happening,
            Related related,
            Observation observation) {
        Optional<Instant> time = happening.isEmpty() ? row.createdAt() : row.updatedAt();
        List<ChangeEvent> events = new ArrayList<>();
        data.ifPresent(told -> events.add(event(row, happening, told, time, observation)));
        events.addAll(Identities.told(row, facts, related, observation));
        return new RowChange(state, events, Identities.of(row));
    }

    private static ChangeEvent event(
            Interaction row, String happening, EventData data, Optional<Instant> time, Observation observation) {
        String key = row.viewId().orElse(row.id());
        return Facts.event(StreamName.INTERACTIONS, row.id(), key, happening, data, time, observation);
    }

    private static RowState state(Interaction row, String hash, int revision, Observation observation) {
        return new RowState(
                row.id(),
                row.viewId().orElse(""),
                RowKeys.of(row),
                RowState.Phase.SETTLED,
                revision,
                hash,
                -1,
                Facts.stored(row),
                observation.now(),
                observation.now(),
                Optional.empty(),
                Optional.empty());
    }
}
