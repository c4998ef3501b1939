package dev.tidemark.poll.watch;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tidemark.change.RowState;
import dev.tidemark.change.StreamName;
import dev.tidemark.mindstamp.MindstampFailure;
import dev.tidemark.mindstamp.Reply;
import dev.tidemark.mindstamp.budget.CallClass;
import dev.tidemark.mindstamp.page.Page;
import dev.tidemark.mindstamp.row.Interaction;
import dev.tidemark.mindstamp.row.Member;
import dev.tidemark.platform.Json;
import dev.tidemark.poll.list.Walk;
import dev.tidemark.poll.plan.PollPlanner;
import dev.tidemark.poll.state.RowStates;
import dev.tidemark.poll.state.StreamState;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** What belongs to one row: the answers of a view, the videos of a group or series. */
final class Belongings {
    /** What belongs to rows that did not change is looked at so often. */
    static final Duration AGAIN = Duration.ofMinutes(30);
    /** After a failure. */
    private static final Duration SOON = Duration.ofMinutes(1);
    /** A list of what belongs to a row is not followed for ever. */
    private static final int MOST_PAGES = 50;
    /** Pages overlap by so many, so that what leaves between two of them hides nothing. */
    private static final int OVERLAP = 3;

    private final PageCommit commits;
    private final RowStates rows;
    private final Observations observations;
    private final Clock clock;

    Belongings(PageCommit commits, RowStates rows, Observations observations, Clock clock) {
        this.commits = commits;
        this.rows = rows;
        this.observations = observations;
        this.clock = clock;
    }

    /** Interactions of a view whose count rose, unless the list of all has shown them meanwhile. */
    Outcome answers(Visit visit) {
        Track track = visit.watch().track(StreamName.INTERACTIONS);
        Instant now = clock.instant();
        Optional<String> view = track.wantedNow(now);
        if (view.isEmpty()) {
            return new Outcome.Idle();
        }
        track.unwant(view.get());
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
                visit.watch().wantAnswers(view.get(), counted, now.plus(SOON));
                yield new Outcome.Failed(StreamName.INTERACTIONS, failure);
            }
            case Reply.Ok<Page<Interaction>>(Page<Interaction> page) -> {
                Stored stored = commits.page(
                        visit.lease(),
                        StreamKind.INTERACTIONS.detector(),
                        new Findings<>(
                                page,
                                Optional.empty(),
                                Optional.empty(),
                                ListReader.telling(track.state()),
                                observations.of(track.state(), now, page.servedAt()),
                                track.state(),
                                false));
                track.stored(track.state().gave(stored.events(), now), stored, false);
                visit.watch().stored(StreamName.INTERACTIONS, stored, now);
                yield new Outcome.Told(StreamName.INTERACTIONS, stored.events());
            }
        };
    }

    /** All that belongs to one row; a few calls at once, since only the whole says what is not there. */
    Outcome members(Visit visit, StreamName ownerStream) {
        Track track = visit.watch().track(ownerStream);
        Instant now = clock.instant();
        Optional<String> owner = track.wantedNow(now);
        if (owner.isEmpty()) {
            return new Outcome.Idle();
        }
        Optional<RowState> state = rows.one(of(track.state(), ownerStream), owner.get())
                .filter(known -> known.phase() != RowState.Phase.GONE);
        if (state.isEmpty()) {
            track.unwant(owner.get());
            return new Outcome.Idle();
        }
        track.unwant(owner.get());
        track.want(owner.get(), now.plus(AGAIN));
        StreamKind<Member> kind = kind(ownerStream);
        ObjectNode ownerFields = Json.readObject(state.get().fields());
        List<Member> members = new ArrayList<>();
        Set<String> ids = new HashSet<>();
        boolean whole = true;
        int offset = 0;
        for (int call = 0; call < MOST_PAGES; call++) {
            switch (visit.source().of(kind, CallClass.SWEEP, owner.get(), Walk.PAGE, offset)) {
                // Nothing is said of what belongs to it: it stays as it is known. Past the end it is the end.
                case Reply.Failed<Page<Member>>(MindstampFailure.NotFound _) -> {
                    return offset == 0
                            ? new Outcome.Told(ownerStream, 0)
                            : store(visit, track, kind, state.get(), members, whole && offset == 1);
                }
                case Reply.Failed<Page<Member>>(MindstampFailure failure) -> {
                    track.want(owner.get(), now.plus(SOON));
                    return new Outcome.Failed(ownerStream, failure);
                }
                case Reply.Ok<Page<Member>>(Page<Member> page) -> {
                    if (call > 0) {
                        visit.watch().called();
                    }
                    whole &= joins(page, offset, ids);
                    long news = page.rows().stream()
                            .filter(row -> ids.add(row.id()))
                            .peek(row -> members.add(row.ownedBy(ownerFields)))
                            .count();
                    offset += Math.max(1, page.received() - OVERLAP);
                    // What cannot be read may be any of them.
                    whole &= page.poison().isEmpty() && page.dropped() == 0;
                    // A page that is not full proves nothing; the entries of an access list come with it, whole.
                    if (news == 0 || ownerStream == StreamName.ACCESS_LISTS) {
                        return store(visit, track, kind, state.get(), members, whole);
                    }
                }
            }
        }
        return store(visit, track, kind, state.get(), members, false);
    }

    /** A page without one that was read before may begin behind others, which moved up when some left meanwhile. */
    private static boolean joins(Page<Member> page, int offset, Set<String> before) {
        boolean isPastTheOnlyOne = offset == 1 && page.received() == 0;
        return offset == 0 || isPastTheOnlyOne || page.rows().stream().anyMatch(row -> before.contains(row.id()));
    }

    /**
     * Members as they are now; who was missing before, too, is gone.
     *
     * @param whole these are all there are
     */
    private Outcome store(
            Visit visit, Track track, StreamKind<Member> kind, RowState owner, List<Member> members, boolean whole) {
        Instant now = clock.instant();
        RowStates.Of of = of(track.state(), kind.stream());
        Set<String> ids = new HashSet<>();
        members.forEach(member -> ids.add(member.id()));
        List<RowState> absent = rows.ofOwner(of, owner.rowId()).stream()
                .filter(known -> whole && !ids.contains(known.rowId()))
                .toList();
        Instant sure = now.minus(PollPlanner.CONFIRM_DELAY);
        List<String> gone = absent.stream()
                .filter(known ->
                        known.suspectAt().filter(since -> !since.isAfter(sure)).isPresent())
                .map(RowState::rowId)
                .toList();
        int events = commits.members(
                visit.lease(),
                kind.detector(),
                owner,
                members,
                absent.stream().map(RowState::rowId).toList(),
                gone,
                observations.of(track.state(), now, Optional.empty()));
        if (absent.size() > gone.size()) {
            track.want(owner.rowId(), now.plus(PollPlanner.CONFIRM_DELAY));
        }
        visit.watch().events(events, now);
        return new Outcome.Told(track.stream(), events);
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
