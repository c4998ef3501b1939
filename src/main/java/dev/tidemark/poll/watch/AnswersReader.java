package dev.tidemark.poll.watch;

import dev.tidemark.change.StreamName;
import dev.tidemark.mindstamp.MindstampFailure;
import dev.tidemark.mindstamp.Reply;
import dev.tidemark.mindstamp.budget.CallClass;
import dev.tidemark.mindstamp.page.Page;
import dev.tidemark.mindstamp.row.Interaction;
import dev.tidemark.poll.list.Walk;
import dev.tidemark.poll.source.StreamKind;
import dev.tidemark.poll.state.RowStates;
import dev.tidemark.poll.state.StreamState;
import java.time.Clock;
import java.time.Instant;
import java.util.Optional;

/** Asks for the answers of single views, which the list of all answers did not show yet. */
final class AnswersReader {
    private final PageCommit commits;
    private final RowStates rows;
    private final Observations observations;
    private final Clock clock;

    AnswersReader(PageCommit commits, RowStates rows, Observations observations, Clock clock) {
        this.commits = commits;
        this.rows = rows;
        this.observations = observations;
        this.clock = clock;
    }

    /** Interactions of a view whose count rose, unless the list of all has shown them meanwhile. */
    Outcome read(Visit visit) {
        Track track = visit.watch().track(StreamName.INTERACTIONS);
        Instant now = clock.instant();
        Optional<String> view = track.wanted().at(now);
        if (view.isEmpty()) {
            return new Outcome.Idle();
        }
        track.wanted().remove(view.get());
        int counted = visit.watch().counted(view.get());
        if (rows.countOf(of(track.state(), StreamName.INTERACTIONS), view.get()) >= counted) {
            return new Outcome.Idle();
        }
        return switch (visit.source().of(StreamKind.INTERACTIONS, CallClass.ACTIVE, view.get(), Walk.PAGE, 0)) {
            // The view went meanwhile, or keeps its answers to itself: the list of all shows what there is.
            case Reply.Failed<Page<Interaction>>(MindstampFailure.NotFound _) ->
                new Outcome.Told(StreamName.INTERACTIONS, 0);
            case Reply.Failed<Page<Interaction>>(MindstampFailure.Refused _) ->
                new Outcome.Told(StreamName.INTERACTIONS, 0);
            case Reply.Failed<Page<Interaction>>(MindstampFailure failure) -> {
                visit.watch().answersFailed(view.get(), counted, clock.instant());
                yield new Outcome.Failed(StreamName.INTERACTIONS, failure);
            }
            case Reply.Ok<Page<Interaction>>(Page<Interaction> page) -> {
                Instant came = clock.instant();
                track.wanted().worked(view.get());
                StreamState after = track.state().met(page, came);
                Stored stored = commits.page(
                        visit.lease(),
                        StreamKind.INTERACTIONS.detector(),
                        new Findings<>(
                                page,
                                Optional.empty(),
                                Optional.empty(),
                                ListReader.telling(track.state()),
                                observations.of(track.state(), now, came, page.servedAt()),
                                after));
                track.stored(after.gave(stored.events(), came), stored);
                visit.watch().stored(StreamName.INTERACTIONS, stored, came);
                yield new Outcome.Told(StreamName.INTERACTIONS, stored.events());
            }
        };
    }

    private static RowStates.Of of(StreamState state, StreamName stream) {
        return new RowStates.Of(state.account(), stream);
    }
}
