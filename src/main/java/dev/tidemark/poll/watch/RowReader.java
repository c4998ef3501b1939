package dev.tidemark.poll.watch;

import dev.tidemark.change.Observation;
import dev.tidemark.change.RowState;
import dev.tidemark.change.StreamName;
import dev.tidemark.mindstamp.MindstampFailure;
import dev.tidemark.mindstamp.Reply;
import dev.tidemark.mindstamp.budget.CallClass;
import dev.tidemark.mindstamp.page.Page;
import dev.tidemark.mindstamp.page.Poison;
import dev.tidemark.mindstamp.row.Row;
import dev.tidemark.mindstamp.row.Video;
import dev.tidemark.platform.Json;
import dev.tidemark.poll.list.ListOrder;
import dev.tidemark.poll.plan.PollPlanner;
import dev.tidemark.poll.source.StreamKind;
import dev.tidemark.poll.state.RowStates;
import dev.tidemark.poll.state.StreamState;
import java.time.Clock;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/** Looks at single rows: those under way that no list showed lately, and those that are missing. */
final class RowReader {
    /** More rows under way than this are looked at in turns. */
    private static final int MOST_OPEN = 500;
    /** Behind so many newer rows others under way are seldom near, and the place costs more to find than the page. */
    private static final int FAR = 5_000;
    /** A backlog beyond this is no more urgent. */
    private static final int MOST_SUSPECTS = 500;

    private final ListReader lists;
    private final PageCommit commits;
    private final RowStates rows;
    private final Observations observations;
    private final Clock clock;

    RowReader(ListReader lists, PageCommit commits, RowStates rows, Observations observations, Clock clock) {
        this.lists = lists;
        this.commits = commits;
        this.rows = rows;
        this.observations = observations;
        this.clock = clock;
    }

    /** When the first row under way wants another look; empty when none is under way. */
    Optional<Instant> refreshFrom(Track track) {
        ListOrder order = track.state().certificate().order();
        return open(track).stream().map(row -> due(track, row, order)).min(Comparator.naturalOrder());
    }

    /** Missing rows, the longest missing first; only so many. */
    List<RowStates.Suspect> missing(StreamState state) {
        return rows.suspects(of(state), MOST_SUSPECTS);
    }

    /** Those that are left alone do not count, or enough of them would hide the others. */
    private List<RowStates.Open> open(Track track) {
        int most = MOST_OPEN + track.patience().rows();
        return rows.open(of(track.state()), track.state().certificate().order(), most);
    }

    /** Several at once where their places in the list are known, else the one that waits longest. */
    <R extends Row> Outcome refresh(Visit visit, StreamKind<R> kind) {
        Track track = visit.track(kind);
        ListOrder order = track.state().certificate().order();
        Instant now = clock.instant();
        List<RowStates.Open> due = open(track).stream()
                .filter(row -> !due(track, row, order).isAfter(now))
                // Those whose calls always fail come after the others.
                .sorted(Comparator.comparing(
                                (RowStates.Open row) -> track.patience().despairsOf(row.rowId()))
                        .thenComparing(row -> due(track, row, order)))
                .toList();
        if (due.isEmpty()) {
            return new Outcome.Idle();
        }
        RowStates.Open first = due.getFirst();
        // A page that should have shown it and did not made it suspect; then it is asked for by its id.
        boolean together = order.isKeyed()
                && !first.key().isEmpty()
                && due.size() > 1
                && !track.wasOverlooked(first.rowId())
                && !rows.isOlder(of(track.state()), order, first.key(), FAR);
        return together
                ? overlooked(visit, kind, first, lists.window(visit, kind, first.key()))
                : one(visit, kind, CallClass.ACTIVE, first.rowId());
    }

    /** The one that is missing longest: gone if it is not known by its id either (contract §3, ViewDeleted). */
    <R extends Row> Outcome confirm(Visit visit, StreamKind<R> kind) {
        Track track = visit.track(kind);
        Instant now = clock.instant();
        return rows.suspects(of(track.state()), MOST_SUSPECTS).stream()
                .filter(suspect -> !track.patience()
                        .from(suspect.rowId(), suspect.since().plus(PollPlanner.CONFIRM_DELAY))
                        .isAfter(now))
                // Those whose calls always fail come after the others, which would wait for them for hours.
                .min(Comparator.comparing(suspect -> track.patience().despairsOf(suspect.rowId())))
                .map(suspect -> one(visit, kind, CallClass.CONFIRM, suspect.rowId()))
                .orElseGet(Outcome.Idle::new);
    }

    /** What the row is asked for by: videos by their tokens, as documented (mindstamp-api.md §1.1), others by their ids. */
    private String name(Visit visit, StreamKind<?> kind, String rowId) {
        if (kind.stream() != StreamName.VIDEOS) {
            return rowId;
        }
        return rows.one(of(visit.track(kind).state()), rowId)
                .flatMap(state -> new Video(rowId, Json.readObject(state.fields())).token())
                .orElse(rowId);
    }

    private <R extends Row> Outcome one(Visit visit, StreamKind<R> kind, CallClass callClass, String rowId) {
        Instant askedAt = clock.instant();
        return switch (visit.source().one(kind, callClass, name(visit, kind, rowId))) {
            case Reply.Ok<R>(R row) when row.isBlank() && row.id().equals(rowId) -> absent(visit, kind, rowId, askedAt);
            case Reply.Ok<R>(R row) when row.id().equals(rowId) -> there(visit, kind, row, askedAt);
            // Nothing is known by that of the one asked for, nor when the other was as it comes.
            case Reply.Ok<R>(R row) ->
                unreadable(visit, kind, rowId, Poison.without(Optional.of(rowId), "another one comes, " + row.id()));
            case Reply.Failed<R>(MindstampFailure.NotFound _) -> absent(visit, kind, rowId, askedAt);
            // It is there, but cannot be read.
            case Reply.Failed<R>(MindstampFailure.Poisoned(Poison poison)) -> unreadable(visit, kind, rowId, poison);
            case Reply.Failed<R>(MindstampFailure.TooLarge(String detail)) ->
                unreadable(visit, kind, rowId, Poison.without(Optional.of(rowId), detail));
            // Nothing was asked.
            case Reply.Failed<R>(MindstampFailure.OverBudget over) -> new Outcome.Failed(kind.stream(), over);
            case Reply.Failed<R>(MindstampFailure failure) -> failed(visit, kind, rowId, failure);
        };
    }

    /** Nobody knows whether it is there. When that goes on it is not missing for some time, so that others are made sure of. */
    private Outcome failed(Visit visit, StreamKind<?> kind, String rowId, MindstampFailure failure) {
        Track track = visit.track(kind);
        Instant now = clock.instant();
        track.patience().failed(rowId, now);
        boolean settled =
                failure instanceof MindstampFailure.Refused || track.patience().despairsOf(rowId);
        if (settled && isSuspect(track.state(), rowId)) {
            commits.unlisted(visit.lease(), of(track.state()), rowId, now);
        }
        track.looked();
        track.rowsMissing();
        return new Outcome.Failed(kind.stream(), failure);
    }

    private <R extends Row> Outcome unreadable(Visit visit, StreamKind<R> kind, String rowId, Poison poison) {
        Track track = visit.track(kind);
        Instant now = clock.instant();
        track.saved(track.state().met(Page.of(poison), now));
        Stored stored = commits.page(visit.lease(), kind.detector(), seen(track.state(), Page.of(poison), now, now));
        commits.unlisted(visit.lease(), of(track.state()), rowId, now);
        track.patience().failed(rowId, now);
        track.rowsMissing();
        return told(visit, track, stored, now);
    }

    private <R extends Row> Findings<R> seen(StreamState state, Page<R> page, Instant askedAt, Instant now) {
        return new Findings<>(
                page,
                Optional.empty(),
                Optional.empty(),
                ListReader.telling(state),
                observations.of(state, askedAt, now, Optional.empty()),
                state);
    }

    private <R extends Row> Outcome there(Visit visit, StreamKind<R> kind, R row, Instant askedAt) {
        Track track = visit.track(kind);
        StreamState state = track.state();
        Instant now = clock.instant();
        boolean wasSuspect = isSuspect(state, row.id());
        Stored stored = commits.page(visit.lease(), kind.detector(), seen(state, Page.of(row), askedAt, now));
        if (wasSuspect) {
            commits.unlisted(visit.lease(), of(state), row.id(), now);
            track.rowsMissing();
        }
        track.patience().worked(row.id());
        return told(visit, track, stored, now);
    }

    private <R extends Row> Outcome absent(Visit visit, StreamKind<R> kind, String rowId, Instant askedAt) {
        return isSure(visit.track(kind).state(), rowId)
                ? gone(visit, kind, rowId, askedAt)
                : missing(visit, kind, rowId);
    }

    private <R extends Row> Outcome gone(Visit visit, StreamKind<R> kind, String rowId, Instant askedAt) {
        Track track = visit.track(kind);
        Instant now = clock.instant();
        Observation observation = observations.of(track.state(), askedAt, now, Optional.empty());
        track.patience().worked(rowId);
        Stored stored = commits.gone(visit.lease(), kind.detector(), List.of(rowId), observation, track.state());
        track.rowsMissing();
        return told(visit, track, stored, now);
    }

    /** Not there when looked at by chance: it is made sure of later, when no replica can lag behind any more. */
    private <R extends Row> Outcome missing(Visit visit, StreamKind<R> kind, String rowId) {
        Track track = visit.track(kind);
        commits.suspect(visit.lease(), of(track.state()), List.of(rowId), clock.instant());
        track.patience().worked(rowId);
        track.rowsMissing();
        track.looked();
        return new Outcome.Told(kind.stream(), 0);
    }

    private static Outcome told(Visit visit, Track track, Stored stored, Instant now) {
        track.stored(track.state().gave(stored.events(), now), stored);
        visit.watch().stored(track.stream(), stored, now);
        return new Outcome.Told(track.stream(), stored.events());
    }

    private <R extends Row> Outcome overlooked(Visit visit, StreamKind<R> kind, RowStates.Open row, Outcome outcome) {
        boolean seen = rows.one(of(visit.track(kind).state()), row.rowId())
                .filter(state -> state.seenAt().isAfter(row.seenAt()))
                .isPresent();
        boolean asked = !(outcome instanceof Outcome.Failed(StreamName _, MindstampFailure.OverBudget _));
        if (!seen && asked) {
            visit.track(kind).overlooked(row.rowId());
        }
        return outcome;
    }

    private boolean isSuspect(StreamState state, String rowId) {
        return rows.one(of(state), rowId).flatMap(RowState::suspectAt).isPresent();
    }

    /** Suspect for so long that no replica can lag behind what made it so. */
    private boolean isSure(StreamState state, String rowId) {
        Instant latest = clock.instant().minus(PollPlanner.CONFIRM_DELAY);
        return rows.one(of(state), rowId)
                .flatMap(RowState::suspectAt)
                .filter(since -> !since.isAfter(latest))
                .isPresent();
    }

    private Instant due(Track track, RowStates.Open row, ListOrder order) {
        return track.patience()
                .from(row.rowId(), row.dueAt(order, observations.views().quietAfter()));
    }

    private static RowStates.Of of(StreamState state) {
        return new RowStates.Of(state.account(), state.stream());
    }
}
