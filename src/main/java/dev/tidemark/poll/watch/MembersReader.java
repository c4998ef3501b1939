package dev.tidemark.poll.watch;

import dev.tidemark.change.RowState;
import dev.tidemark.change.StreamName;
import dev.tidemark.mindstamp.MindstampFailure;
import dev.tidemark.mindstamp.Reply;
import dev.tidemark.mindstamp.budget.CallClass;
import dev.tidemark.mindstamp.page.Page;
import dev.tidemark.mindstamp.row.Member;
import dev.tidemark.poll.list.MemberWalk;
import dev.tidemark.poll.plan.PollPlanner;
import dev.tidemark.poll.source.StreamKind;
import dev.tidemark.poll.state.RowStates;
import dev.tidemark.poll.state.StreamState;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Reads what belongs to one row, a page at a time: the videos of a group or series, the entries of an access list. */
final class MembersReader {
    /** What belongs to rows that did not change is looked at so often. */
    static final Duration AGAIN = Duration.ofMinutes(30);

    private final PageCommit commits;
    private final RowStates rows;
    private final Observations observations;
    private final Clock clock;

    MembersReader(PageCommit commits, RowStates rows, Observations observations, Clock clock) {
        this.commits = commits;
        this.rows = rows;
        this.observations = observations;
        this.clock = clock;
    }

    /** The next page; with the last one it is said what came and what is not there. */
    Outcome read(Visit visit, StreamName ownerStream) {
        Track track = visit.watch().track(ownerStream);
        Instant now = clock.instant();
        Optional<MemberWalk> next = track.members()
                .or(() -> track.wanted()
                        .at(now)
                        .map(row -> new MemberWalk(row, now, ownerStream == StreamName.ACCESS_LISTS)));
        if (next.isEmpty()) {
            return new Outcome.Idle();
        }
        MemberWalk walk = next.get();
        Optional<RowState> owner = rows.one(of(track.state(), ownerStream), walk.owner())
                .filter(known -> known.phase() != RowState.Phase.GONE);
        if (owner.isEmpty()) {
            track.wanted().remove(walk.owner());
            track.members(Optional.empty());
            return new Outcome.Idle();
        }
        if (track.members().isEmpty()) {
            track.members(Optional.of(walk));
            // If it changes from now on, it is wanted again earlier.
            track.wanted().remove(walk.owner());
            track.wanted().add(walk.owner(), now.plus(AGAIN));
        }
        StreamKind<Member> kind = kind(ownerStream);
        int limit = walk.limit(now);
        return switch (visit.source().of(kind, CallClass.SWEEP, walk.owner(), limit, walk.offset())) {
            // Nothing is said of what belongs to it: it stays as it is known. Past the end it is the end.
            case Reply.Failed<Page<Member>>(MindstampFailure.NotFound _)
            when walk.offset() == 0 -> {
                track.members(Optional.empty());
                yield new Outcome.Told(ownerStream, 0);
            }
            case Reply.Failed<Page<Member>>(MindstampFailure.NotFound _) -> {
                walk.ends();
                yield store(visit, track, kind, owner.get(), walk);
            }
            // Nothing was asked.
            case Reply.Failed<Page<Member>>(MindstampFailure.OverBudget over) -> new Outcome.Failed(ownerStream, over);
            case Reply.Failed<Page<Member>>(MindstampFailure failure) -> {
                boolean hopeless = failure instanceof MindstampFailure.Refused || failed(visit, walk, limit, failure);
                if (hopeless) {
                    track.members(Optional.empty());
                    track.wanted().failed(walk.owner(), clock.instant());
                } else if (walk.isDone()) {
                    // The row that was gone past was the last that is followed.
                    yield store(visit, track, kind, owner.get(), walk);
                }
                yield new Outcome.Failed(ownerStream, failure);
            }
            case Reply.Ok<Page<Member>>(Page<Member> page) -> {
                walk.take(page, limit);
                yield walk.isDone() ? store(visit, track, kind, owner.get(), walk) : new Outcome.Told(ownerStream, 0);
            }
        };
    }

    private boolean failed(Visit visit, MemberWalk walk, int limit, MindstampFailure failure) {
        return switch (failure) {
            // Says nothing of the rows.
            case MindstampFailure.Throttled _,
                    MindstampFailure.Unauthorized _,
                    MindstampFailure.NotFound _,
                    MindstampFailure.Refused _,
                    MindstampFailure.OverBudget _ -> false;
            case MindstampFailure.TooLarge _ -> walk.failed(limit, failure.reason(), true, true, clock.instant());
            case MindstampFailure.Unreadable _,
                    MindstampFailure.Unavailable _,
                    MindstampFailure.TimedOut _,
                    MindstampFailure.Poisoned _ ->
                walk.failed(
                        limit,
                        failure.reason(),
                        false,
                        visit.watch().workedSince(walk.failingSince()),
                        clock.instant());
        };
    }

    /** Members as they are now; who was missing before, too, is gone. */
    private Outcome store(Visit visit, Track track, StreamKind<Member> kind, RowState owner, MemberWalk walk) {
        Instant now = clock.instant();
        RowStates.Of of = of(track.state(), kind.stream());
        Set<String> ids = walk.ids();
        List<RowState> absent = walk.isWhole()
                ? rows.ofOwner(of, owner.rowId()).stream()
                        .filter(known -> !ids.contains(known.rowId()))
                        .toList()
                : List.of();
        // By what was asked when no replica could lag behind what made it suspect any more.
        Instant sure = walk.began().minus(PollPlanner.CONFIRM_DELAY);
        List<String> gone = absent.stream()
                .filter(known ->
                        known.suspectAt().filter(since -> !since.isAfter(sure)).isPresent())
                .map(RowState::rowId)
                .toList();
        boolean comesBack =
                rows.known(of, ids).values().stream().anyMatch(known -> known.phase() == RowState.Phase.GONE);
        int events = commits.members(
                visit.lease(),
                kind.detector(),
                owner,
                walk,
                new PageCommit.Absent(absent.stream().map(RowState::rowId).toList(), gone),
                isLearned(track, walk, now),
                observations.of(track.state(), walk.began(), now, Optional.empty()));
        track.wanted().worked(owner.rowId());
        // Coming back and leaving are believed when seen twice.
        if (comesBack || absent.size() > gone.size()) {
            track.wanted().add(owner.rowId(), now.plus(PollPlanner.CONFIRM_DELAY));
        }
        track.members(Optional.empty());
        visit.watch().events(events, now);
        return new Outcome.Told(track.stream(), events);
    }

    /** All who are there are known then; where that cannot be had, what is read is taken for it after a few times. */
    private static boolean isLearned(Track track, MemberWalk walk, Instant now) {
        if (!walk.isWhole()) {
            track.partlyRead().failed(walk.owner(), now);
        }
        return walk.isWhole() || track.partlyRead().despairsOf(walk.owner());
    }

    private static StreamKind<Member> kind(StreamName ownerStream) {
        return switch (ownerStream) {
            case GROUPS -> StreamKind.GROUP_VIDEOS;
            case SERIES -> StreamKind.SERIES_VIDEOS;
            case ACCESS_LISTS -> StreamKind.ACCESS_LIST_ENTRIES;
            case VIEWS, INTERACTIONS, VIEWERS, VIDEOS, PLINKS, GROUP_VIDEOS, SERIES_VIDEOS, ACCESS_LIST_ENTRIES ->
                throw new IllegalArgumentException("nothing belongs to " + ownerStream);
        };
    }

    private static RowStates.Of of(StreamState state, StreamName stream) {
        return new RowStates.Of(state.account(), stream);
    }
}
