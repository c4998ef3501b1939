package dev.tidemark.poll.watch;

import dev.tidemark.mindstamp.MindstampFailure;
import dev.tidemark.mindstamp.Reply;
import dev.tidemark.mindstamp.budget.CallClass;
import dev.tidemark.poll.plan.Audit;
import dev.tidemark.poll.source.StreamKind;
import dev.tidemark.poll.state.RowStates;
import dev.tidemark.poll.state.StreamState;
import java.time.Clock;
import java.time.Instant;

/** Holds the source's own count of a list against the rows that are known of it. */
final class Auditor {
    private final PageCommit commits;
    private final RowStates rows;
    private final Clock clock;

    Auditor(PageCommit commits, RowStates rows, Clock clock) {
        this.commits = commits;
        this.rows = rows;
        this.clock = clock;
    }

    Outcome audit(Visit visit, StreamKind<?> kind) {
        Audit audit = visit.track(kind).audit();
        Reply<Long> reply = visit.source().count(kind, CallClass.SWEEP);
        Instant now = clock.instant();
        switch (reply) {
            case Reply.Ok<Long>(Long counted) -> counted(visit, kind, counted, now);
            case Reply.Failed<Long>(MindstampFailure failure) -> {
                switch (failure) {
                    // It was not asked.
                    case MindstampFailure.OverBudget _ -> {
                        return new Outcome.Failed(kind.stream(), failure);
                    }
                    case MindstampFailure.Throttled _, MindstampFailure.Unavailable _, MindstampFailure.TimedOut _ ->
                        audit.failed(now);
                    // Detection goes on without a count as well as with one; a token that is refused for this alone,
                    // too.
                    case MindstampFailure.Unauthorized _,
                            MindstampFailure.NotFound _,
                            MindstampFailure.Refused _,
                            MindstampFailure.Unreadable _,
                            MindstampFailure.TooLarge _,
                            MindstampFailure.Poisoned _ -> audit.noCount(now);
                }
            }
        }
        return new Outcome.Aside(kind.stream());
    }

    private void counted(Visit visit, StreamKind<?> kind, long counted, Instant now) {
        Track track = visit.track(kind);
        StreamState state = track.state();
        if (state.isLearning()) {
            track.audit().foreseen();
            save(visit, track, state.foreseen(counted));
            return;
        }
        long known =
                rows.counts(new RowStates.Of(state.account(), state.stream())).known();
        track.audit()
                .counted(state.completeness(), counted, known, now)
                .ifPresent(found -> save(visit, track, state.compared(found)));
    }

    private void save(Visit visit, Track track, StreamState after) {
        commits.save(visit.lease(), after);
        track.saved(after);
    }
}
