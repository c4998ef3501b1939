package dev.tidemark.poll.watch;

import dev.tidemark.change.StreamName;
import dev.tidemark.mindstamp.MindstampFailure;
import dev.tidemark.platform.lease.Lease;
import dev.tidemark.poll.plan.Ask;
import dev.tidemark.poll.plan.PollPlanner;
import dev.tidemark.poll.source.Source;
import dev.tidemark.poll.source.StreamKind;
import dev.tidemark.poll.state.RowStates;
import dev.tidemark.poll.state.StreamState;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/** Makes the calls that the planner wants for one account, and has each stored with what it means. */
public final class AccountPoller {
    /** A list that is refused or not there will not mend by itself within seconds. */
    private static final Duration AFTER_REFUSAL = Duration.ofMinutes(5);

    private static final int MOST_TRIES = 10;

    private final PollPlanner planner;
    private final Duration headInterval;
    private final PageCommit commits;
    private final ListReader lists;
    private final RowReader single;
    private final AnswersReader answers;
    private final MembersReader members;
    private final Auditor auditor;
    private final Clock clock;

    public AccountPoller(
            Duration headInterval, PageCommit commits, RowStates rows, Observations observations, Clock clock) {
        this.planner = new PollPlanner(headInterval);
        this.headInterval = headInterval;
        this.commits = commits;
        this.lists = new ListReader(commits, rows, observations, clock);
        this.single = new RowReader(lists, commits, rows, observations, clock);
        this.answers = new AnswersReader(commits, rows, observations, clock);
        this.members = new MembersReader(commits, rows, observations, clock);
        this.auditor = new Auditor(commits, rows, clock);
        this.clock = clock;
    }

    /**
     * One call at most.
     *
     * @throws dev.tidemark.platform.lease.LeaseLostException when another replica polls the account now
     */
    public Outcome step(Lease lease, Watch watch, Source source) {
        Outcome outcome = new Outcome.Idle();
        // A question may have answered itself since it was planned; then there is another one.
        for (int tries = 0; tries < MOST_TRIES && outcome instanceof Outcome.Idle; tries++) {
            Instant now = clock.instant();
            Optional<Ask> ask = watch.mayCall(now) ? next(watch, now) : Optional.empty();
            if (ask.isEmpty()) {
                return outcome;
            }
            outcome = ask(new Visit(lease, watch, source), ask.get(), now);
        }
        return outcome;
    }

    private Optional<Ask> next(Watch watch, Instant now) {
        watch.tracks().forEach(this::lookAhead);
        return planner.next(watch.prospects(headInterval), watch.rate(now), watch.refusedAt(now), now);
    }

    private Outcome ask(Visit visit, Ask ask, Instant now) {
        Track track = visit.watch().track(ask.stream());
        boolean begins = track.head().isEmpty();
        Outcome outcome = ask(visit, ask);
        // What the budget refuses was not asked: it waits on, and its turn comes before that of the others.
        if (!(outcome instanceof Outcome.Failed(StreamName _, MindstampFailure.OverBudget _))) {
            track.asked(ask, begins, now);
        }
        return switch (outcome) {
            case Outcome.Failed failed -> failed(visit, ask, failed);
            case Outcome.Idle idle -> {
                track.looked();
                track.rowsMissing();
                yield idle;
            }
            case Outcome.Aside aside -> {
                visit.watch().called();
                yield aside;
            }
            case Outcome.Told told -> {
                visit.watch().called();
                visit.watch().worked(now);
                yield told;
            }
        };
    }

    private Outcome ask(Visit visit, Ask ask) {
        return switch (ask) {
            case Ask.Head(StreamName stream) -> lists.head(visit, StreamKind.listed(stream));
            case Ask.Round(StreamName stream, boolean _) -> lists.round(visit, StreamKind.listed(stream));
            case Ask.Refresh(StreamName stream) -> single.refresh(visit, StreamKind.listed(stream));
            case Ask.Confirm(StreamName stream) -> single.confirm(visit, StreamKind.listed(stream));
            case Ask.Audit(StreamName stream) -> auditor.audit(visit, StreamKind.listed(stream));
            case Ask.Answers _ -> answers.read(visit);
            case Ask.Members(StreamName stream) -> members.read(visit, stream);
        };
    }

    /** What is done about each failure: nothing was stored and walks go on where they were. */
    private Outcome failed(Visit visit, Ask ask, Outcome.Failed failed) {
        Watch watch = visit.watch();
        Instant now = clock.instant();
        switch (failed.failure()) {
            case MindstampFailure.OverBudget(Instant until) -> watch.refused(ask.callClass(), until, now);
            // The whole account waits for its token.
            case MindstampFailure.Unauthorized _ -> watch.called();
            // The token waits after these, longer with each.
            case MindstampFailure.Throttled _,
                    MindstampFailure.Unavailable _,
                    MindstampFailure.TimedOut _,
                    MindstampFailure.Poisoned _ -> watch.called();
            case MindstampFailure.Unreadable _ -> {
                watch.called();
                save(visit, ask, failed.failure().reason(), now);
            }
            case MindstampFailure.TooLarge _ -> {
                watch.called();
                boolean always = watch.state(ask.stream()).certificate().whole();
                save(visit, ask, failed.failure().reason(), always ? now.plus(AFTER_REFUSAL) : now);
            }
            case MindstampFailure.NotFound _, MindstampFailure.Refused _ -> {
                watch.called();
                save(visit, ask, failed.failure().reason(), now.plus(AFTER_REFUSAL));
            }
        }
        return failed;
    }

    /** What a list says is of the stream; a single row, or what belongs to it, is left alone by whoever asks for it. */
    private void save(Visit visit, Ask ask, String reason, Instant due) {
        if (ask instanceof Ask.Head || ask instanceof Ask.Round) {
            Track track = visit.watch().track(ask.stream());
            StreamState state = track.state().failed(reason, due);
            commits.save(visit.lease(), state);
            track.saved(state);
        }
    }

    private void lookAhead(Track track) {
        if (track.stream() == StreamName.VIEWS && track.isRefreshUnknown()) {
            track.refreshFrom(single.refreshFrom(track));
        }
        if (track.isConfirmUnknown()) {
            track.missing(single.missing(track.state()));
        }
    }
}
