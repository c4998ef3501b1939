package dev.tidemark.change;

import dev.tidemark.event.ChangeEvent;
import dev.tidemark.event.EventData;
import dev.tidemark.event.EventType;
import dev.tidemark.event.RowFacts;
import dev.tidemark.mindstamp.row.View;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Views: started, progressed, completed, ended. Per view the events come in this order, whatever was missed between. */
public final class ViewChangeDetector implements ChangeDetector<View> {
    private static final int NOTHING_REACHED = -1;

    private final ContentHash hash = new ContentHash(KnownFields.hashed(KnownFields.VIEW));

    @Override
    public StreamName stream() {
        return StreamName.VIEWS;
    }

    @Override
    public RowChange detect(View view, Optional<RowState> known, Observation observation) {
        String seenHash = hash.of(view.withReadableDates());
        if (known.isEmpty()) {
            return appeared(view, seenHash, observation);
        }
        RowState state = known.get();
        if (state.hash().equals(seenHash)) {
            return unchanged(view, state.seen(observation.now()), observation);
        }
        Comparison comparison = Comparison.of(state, view, KnownFields.VIEW, observation.now());
        return comparison.isStale()
                ? new RowChange(state, List.of())
                : changed(view, seenHash, state, comparison, observation);
    }

    private RowChange appeared(View view, String seenHash, Observation observation) {
        int reached = view.percentage().orElse(0);
        RowState state = new RowState(
                view.id(),
                RowKey.of(view),
                RowState.Phase.OPEN,
                1,
                seenHash,
                reached,
                Facts.stored(view),
                observation.now(),
                observation.now());
        if (observation.isSilent(view.createdAt())) {
            return new RowChange(wasQuietBefore(view, observation) ? state.settled() : state, List.of());
        }
        Tale tale = new Tale(view, Facts.firstSeen(view, observation), observation);
        tale.started();
        tale.reached(NOTHING_REACHED, reached);
        if (observation.isHistory(view.createdAt()) && wasQuietBefore(view, observation)) {
            tale.ended(state);
            return new RowChange(state.settled(), tale.events);
        }
        return new RowChange(state, tale.events);
    }

    private RowChange changed(
            View view, String seenHash, RowState before, Comparison comparison, Observation observation) {
        int percentage = view.percentage().orElse(0);
        RowState state = new RowState(
                view.id(),
                RowKey.of(view),
                RowState.Phase.OPEN,
                before.revision() + 1,
                seenHash,
                Math.max(before.reached(), percentage),
                Facts.stored(view),
                observation.now(),
                observation.now());
        Tale tale = new Tale(view, Facts.changed(view, comparison, before, observation), observation);
        tale.reached(before.reached(), percentage);
        return new RowChange(state, tale.events);
    }

    private RowChange unchanged(View view, RowState state, Observation observation) {
        Instant quiet = state.changedAt().plus(observation.rules().quietAfter());
        if (state.phase() != RowState.Phase.OPEN || observation.now().isBefore(quiet)) {
            return new RowChange(state, List.of());
        }
        Tale tale = new Tale(view, Facts.same(view, state, observation), observation);
        tale.ended(state);
        return new RowChange(state.settled(), tale.events);
    }

    /** History that had come to rest before the account was first looked at is not waited for. */
    private static boolean wasQuietBefore(View view, Observation observation) {
        Instant quietSince = observation.now().minus(observation.rules().quietAfter());
        return view.updatedAt()
                .or(view::finished)
                .or(view::createdAt)
                .map(last -> last.isBefore(quietSince))
                .orElse(true);
    }

    /** The events of one view in their order. */
    private static final class Tale {
        private final View view;
        private final RowFacts facts;
        private final Observation observation;
        private final List<ChangeEvent> events = new ArrayList<>();

        Tale(View view, RowFacts facts, Observation observation) {
            this.view = view;
            this.facts = facts;
            this.observation = observation;
        }

        void started() {
            add(
                    "",
                    new EventData.Plain(EventType.VIEW_STARTED, facts),
                    view.started().or(view::createdAt));
        }

        void reached(int before, int now) {
            for (int milestone : observation.rules().milestones()) {
                if (before < milestone && milestone <= now) {
                    add("" + milestone, new EventData.ViewProgressed(facts, milestone), view.updatedAt());
                }
            }
            int threshold = observation.rules().completedAt();
            if (before < threshold && threshold <= now) {
                add("", new EventData.ViewCompleted(facts, threshold), view.updatedAt());
            }
        }

        void ended(RowState state) {
            boolean completed = state.reached() >= observation.rules().completedAt();
            add(
                    state.revision() + "/" + state.hash(),
                    new EventData.ViewEnded(facts, completed),
                    view.finished().or(view::updatedAt));
        }

        private void add(String happening, EventData data, Optional<Instant> time) {
            events.add(Facts.event(StreamName.VIEWS, view, view.id(), happening, data, time, observation));
        }
    }
}
