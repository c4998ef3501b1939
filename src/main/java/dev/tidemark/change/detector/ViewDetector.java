package dev.tidemark.change.detector;

import dev.tidemark.change.ChangeDetector;
import dev.tidemark.change.Observation;
import dev.tidemark.change.Questions;
import dev.tidemark.change.Related;
import dev.tidemark.change.RowChange;
import dev.tidemark.change.RowState;
import dev.tidemark.change.RowState.Phase;
import dev.tidemark.change.StreamName;
import dev.tidemark.event.EventData;
import dev.tidemark.event.EventType;
import dev.tidemark.mindstamp.row.View;
import dev.tidemark.platform.Json;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Views: started, progressed, completed, ended, reopened. Per view in this order, whatever was missed between. A view
 * that comes back after it was proven gone is reopened: it never starts twice.
 */
final class ViewDetector implements ChangeDetector<View> {
    private static final Counting FIELDS = new Counting.Documented(KnownFields.VIEW);
    private static final int NOTHING_REACHED = -1;

    @Override
    public StreamName stream() {
        return StreamName.VIEWS;
    }

    @Override
    public String hash(View view) {
        return FIELDS.hash(view);
    }

    @Override
    public Questions questions(View view, String seenHash, Optional<RowState> known, Observation observation) {
        if (!Verdict.isNews(seenHash, known)) {
            return isQuiet(view, known.orElseThrow(), observation) ? answers(view) : Questions.NONE;
        }
        if (known.isEmpty() && observation.isSilent(view.createdAt())) {
            return Questions.NONE;
        }
        int before = known.map(RowState::reached).orElse(NOTHING_REACHED);
        int reached = Math.max(before, percentage(view));
        int threshold = ViewTale.rules(view, observation).completedAt();
        boolean completes = before < threshold && threshold <= reached;
        Questions told = new Questions(
                Set.of(),
                ViewTale.facts(view, reached, observation),
                completes ? view.viewerId().map(Set::of).orElse(Set.of()) : Set.of());
        return known.isEmpty() && isRestingHistory(view, observation) ? told.and(answers(view)) : told;
    }

    @Override
    public RowChange detect(
            View view, String seenHash, Optional<RowState> known, Related related, Observation observation) {
        return switch (Verdict.of(view, seenHash, known, FIELDS, observation)) {
            case Verdict.New _ -> appeared(view, seenHash, related, observation);
            case Verdict.Same(RowState state) -> unchanged(view, state, related, observation);
            case Verdict.Stale(RowState state) -> new RowChange(state, List.of());
            case Verdict.Changed changed -> changed(view, seenHash, changed, related, observation);
        };
    }

    @Override
    public RowChange gone(RowState known, Observation observation) {
        RowState state = known.gone(observation.askedAt());
        View view = new View(known.rowId(), Json.readObject(known.fields()));
        EventData data = new EventData.Plain(EventType.VIEW_DELETED, Facts.gone(view, known, observation));
        return new RowChange(
                state,
                List.of(new Subject(stream(), view.id())
                        .event("" + state.revision(), data, Optional.empty(), observation)));
    }

    private static RowChange appeared(View view, String seenHash, Related related, Observation observation) {
        int reached = percentage(view);
        RowState state = state(view, seenHash, 1, observation).reaching(reached);
        if (observation.isSilent(view.createdAt())) {
            return new RowChange(
                    wasQuietBefore(view, observation) ? state.settled() : state,
                    List.of(),
                    ViewTale.facts(view, reached, observation));
        }
        ViewTale tale = new ViewTale(view, Facts.firstSeen(view, observation), related, Set.of(), observation);
        tale.started();
        tale.opened();
        tale.identified();
        tale.reached(NOTHING_REACHED, reached);
        if (isRestingHistory(view, observation)) {
            tale.ended(state);
            state = state.settled();
        }
        return tale.change(state);
    }

    private static RowChange changed(
            View view, String seenHash, Verdict.Changed changed, Related related, Observation observation) {
        RowState before = changed.before();
        boolean reopens = changed.isBack()
                || (before.phase() == Phase.SETTLED && changed.comparison().changes(KnownFields.PROGRESS));
        RowState state = changed.doubting(state(view, seenHash, before.revision() + 1, observation))
                .reaching(Math.max(before.reached(), percentage(view)))
                .in(reopens ? Phase.OPEN : before.phase());
        View former = new View(view.id(), changed.comparison().before());
        ViewTale tale = new ViewTale(
                view,
                Facts.changed(view, changed, observation),
                related,
                ViewTale.facts(former, before.reached(), observation),
                observation);
        if (reopens) {
            tale.reopened(state);
        }
        if (changed.comparison().changes(KnownFields.VIEW_BUT_PROGRESS)) {
            tale.updated(state);
        }
        tale.opened();
        tale.identified();
        tale.reached(before.reached(), state.reached());
        return tale.change(state);
    }

    private static RowChange unchanged(View view, RowState state, Related related, Observation observation) {
        if (!isQuiet(view, state, observation)) {
            return new RowChange(state, List.of());
        }
        ViewTale tale = new ViewTale(view, Facts.same(view, state, observation), related, Set.of(), observation);
        tale.ended(state);
        return new RowChange(state.settled(), tale.events());
    }

    private static boolean isQuiet(View view, RowState state, Observation observation) {
        return state.phase() == Phase.OPEN
                && !observation
                        .now()
                        .isBefore(state.changedAt()
                                .plus(ViewTale.rules(view, observation).quietAfter()));
    }

    private static boolean isRestingHistory(View view, Observation observation) {
        return observation.isHistory(view.createdAt()) && wasQuietBefore(view, observation);
    }

    /** What had come to rest before the account was first looked at is not waited for. */
    private static boolean wasQuietBefore(View view, Observation observation) {
        Instant quietSince =
                observation.sourceNow().minus(ViewTale.rules(view, observation).quietAfter());
        return view.updatedAt()
                .or(view::finished)
                .or(view::createdAt)
                .map(last -> last.isBefore(quietSince))
                .orElse(true);
    }

    private static RowState state(View view, String hash, int revision, Observation observation) {
        return Facts.form(view, "", revision, hash, observation).in(Phase.OPEN);
    }

    private static Questions answers(View view) {
        return new Questions(Set.of(view.id()), Set.of(), Set.of());
    }

    private static int percentage(View view) {
        return Math.clamp(view.percentage().orElse(0), 0, 100);
    }
}
