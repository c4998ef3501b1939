package dev.tidemark.change.detector;

import dev.tidemark.change.ChangeDetector;
import dev.tidemark.change.Fact;
import dev.tidemark.change.Observation;
import dev.tidemark.change.Questions;
import dev.tidemark.change.Related;
import dev.tidemark.change.RowChange;
import dev.tidemark.change.RowKeys;
import dev.tidemark.change.RowState;
import dev.tidemark.change.StreamName;
import dev.tidemark.event.EventData;
import dev.tidemark.event.EventType;
import dev.tidemark.mindstamp.row.View;
import dev.tidemark.platform.Json;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Views: started, progressed, completed, ended, reopened. Per view in this order, whatever was missed between. */
final class ViewDetector implements ChangeDetector<View> {
    private static final int NOTHING_REACHED = -1;

    private final ContentHash hash = new ContentHash(KnownFields.hashed(KnownFields.VIEW));

    @Override
    public StreamName stream() {
        return StreamName.VIEWS;
    }

    @Override
    public String hash(View view) {
        return hash.of(view.withReadableDates());
    }

    @Override
    public Questions questions(View view, String seenHash, Optional<RowState> known, Observation observation) {
        boolean same = known.filter(state -> state.hash().equals(seenHash)).isPresent();
        boolean ends =
                same ? known.filter(state -> isQuiet(view, state, observation)).isPresent() : known.isEmpty();
        if (same && !ends) {
            return Questions.NONE;
        }
        int reached = view.percentage().orElse(0);
        boolean completes = reached >= ViewTale.rules(view, observation).completedAt()
                && known.filter(state -> state.reached() >= reached).isEmpty();
        return new Questions(
                ends ? Set.of(view.id()) : Set.of(),
                same ? Set.of() : ViewTale.facts(view, reached, observation),
                completes ? view.viewerId().map(Set::of).orElse(Set.of()) : Set.of());
    }

    @Override
    public RowChange detect(
            View view, String seenHash, Optional<RowState> known, Related related, Observation observation) {
        return switch (Verdict.of(view, seenHash, known, KnownFields.VIEW, observation)) {
            case Verdict.New _ -> appeared(view, seenHash, related, observation);
            case Verdict.Same(RowState state) -> unchanged(view, state, related, observation);
            case Verdict.Stale(RowState state) -> new RowChange(state, List.of());
            case Verdict.Changed changed -> changed(view, seenHash, changed, related, observation);
        };
    }

    @Override
    public RowChange gone(RowState known, Observation observation) {
        RowState state = known.gone(observation.now());
        View view = new View(known.rowId(), Json.readObject(known.fields()));
        EventData data = new EventData.Plain(EventType.VIEW_DELETED, Facts.gone(view, known, observation));
        return new RowChange(
                state,
                List.of(Facts.event(
                        stream(), view.id(), view.id(), "" + state.revision(), data, Optional.empty(), observation)));
    }

    private static RowChange appeared(View view, String seenHash, Related related, Observation observation) {
        int reached = view.percentage().orElse(0);
        RowState state = state(view, seenHash, 1, reached, observation);
        Set<Fact> facts = ViewTale.facts(view, reached, observation);
        if (observation.isSilent(view.createdAt())) {
            return new RowChange(wasQuietBefore(view, observation) ? state.settled() : state, List.of(), facts);
        }
        ViewTale tale = new ViewTale(view, Facts.firstSeen(view, observation), related, observation);
        tale.started();
        tale.opened();
        tale.identified();
        tale.reached(NOTHING_REACHED, reached);
        if (observation.isHistory(view.createdAt()) && wasQuietBefore(view, observation)) {
            tale.ended(state);
            return new RowChange(state.settled(), tale.events(), facts);
        }
        return new RowChange(state, tale.events(), facts);
    }

    private static RowChange changed(
            View view, String seenHash, Verdict.Changed changed, Related related, Observation observation) {
        RowState before = changed.before();
        Comparison comparison = changed.comparison();
        int percentage = view.percentage().orElse(0);
        int reached = Math.max(before.reached(), percentage);
        boolean progressed = comparison.change().keySet().stream().anyMatch(KnownFields.PROGRESS::contains);
        boolean updated = comparison.change().keySet().stream()
                .anyMatch(name -> !KnownFields.PROGRESS.contains(name) && !name.equals("updated_at"));
        boolean reopens = changed.isBack() || (before.phase() == RowState.Phase.SETTLED && progressed);
        RowState open = state(view, seenHash, before.revision() + 1, reached, observation);
        RowState state = before.phase() == RowState.Phase.SETTLED && !reopens ? open.settled() : open;
        ViewTale tale = new ViewTale(view, Facts.changed(view, comparison, before, observation), related, observation);
        if (reopens) {
            tale.reopened(state);
        }
        if (updated) {
            tale.updated(state);
        }
        tale.opened();
        tale.identified();
        tale.reached(before.reached(), percentage);
        return new RowChange(state, tale.events(), ViewTale.facts(view, reached, observation));
    }

    private static RowChange unchanged(View view, RowState state, Related related, Observation observation) {
        if (!isQuiet(view, state, observation)) {
            return new RowChange(state, List.of());
        }
        ViewTale tale = new ViewTale(view, Facts.same(view, state, observation), related, observation);
        tale.ended(state);
        return new RowChange(state.settled(), tale.events());
    }

    private static boolean isQuiet(View view, RowState state, Observation observation) {
        Instant quiet = state.changedAt().plus(ViewTale.rules(view, observation).quietAfter());
        return state.phase() == RowState.Phase.OPEN && !observation.now().isBefore(quiet);
    }

    private static RowState state(View view, String hash, int revision, int reached, Observation observation) {
        return new RowState(
                view.id(),
                "",
                RowKeys.of(view),
                RowState.Phase.OPEN,
                revision,
                hash,
                reached,
                Facts.stored(view),
                observation.now(),
                observation.now(),
                Optional.empty(),
                Optional.empty());
    }

    /** History that had come to rest before the account was first looked at is not waited for. */
    private static boolean wasQuietBefore(View view, Observation observation) {
        Instant quietSince =
                observation.sourceNow().minus(ViewTale.rules(view, observation).quietAfter());
        return view.updatedAt()
                .or(view::finished)
                .or(view::createdAt)
                .map(last -> last.isBefore(quietSince))
                .orElse(true);
    }
}
