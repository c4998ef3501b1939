package dev.tidemark.poll.watch;

import dev.tidemark.change.StreamName;
import dev.tidemark.mindstamp.MindstampFailure;
import dev.tidemark.platform.lease.Lease;
import dev.tidemark.poll.plan.Ask;
import dev.tidemark.poll.plan.PollPlanner;
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
    private final Belongings belongings;
    private final Clock clock;

    public AccountPoller(
            Duration headInterval, PageCommit commits, RowStates rows, Observations observations, Clock clock) {
        this.planner = new PollPlanner(headInterval);
        this.headInterval = headInterval;
        this.commits = commits;
        this.lists = new ListReader(commits, rows, observations, clock);
        this.single = new RowReader(lists, commits, rows, observations, clock);
        this.belongings = new Belongings(commits, rows, observations, clock);
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
        track.asked(ask, now);
        return switch (ask(visit, ask)) {
            case Outcome.Failed failed -> failed(visit, ask, failed);
            case Outcome.Idle idle -> {
                track.looked();
                track.rowsMissing();
                yield idle;
            }
            case Outcome.Told told -> {
                visit.watch().called();
                track.readable();
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
            case Ask.Answers _ -> belongings.answers(visit);
            case Ask.Members(StreamName stream) -> belongings.members(visit, stream);
        };
    }

    /** What is done about each failure: nothing was stored and walks go on where they were. */
    private Outcome failed(Visit visit, Ask ask, Outcome.Failed failed) {
        Watch watch = visit.watch();
        Track track = watch.track(ask.stream());
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
                track.unreadable();
                save(visit, track, failed.failure().reason(), now);
            }
            case MindstampFailure.NotFound _, MindstampFailure.Refused _ -> {
                watch.called();
                save(visit, track, failed.failure().reason(), now.plus(AFTER_REFUSAL));
            }
        }
        return failed;
    }

    private void save(Visit visit, Track track, String reason, Instant due) {
        StreamState state = track.state().failed(reason, due);
        commits.save(visit.lease(), state);
        track.saved(state);
    }

    private void lookAhead(Track track) {
        if (track.stream() == StreamName.VIEWS && track.isRefreshUnknown()) {
            track.refreshFrom(single.refreshFrom(track.state()));
        }
        if (track.isConfirmUnknown()) {
            track.missing(single.missing(track.state()));
        }
    }
}
