package dev.tidemark.poll.watch;

import dev.tidemark.change.RowKey;
import dev.tidemark.mindstamp.MindstampFailure;
import dev.tidemark.mindstamp.Reply;
import dev.tidemark.mindstamp.budget.CallClass;
import dev.tidemark.mindstamp.page.Page;
import dev.tidemark.mindstamp.row.Row;
import dev.tidemark.poll.list.Certificate;
import dev.tidemark.poll.list.ListOrder;
import dev.tidemark.poll.list.Span;
import dev.tidemark.poll.list.Walk;
import dev.tidemark.poll.source.StreamKind;
import dev.tidemark.poll.state.RowStates;
import dev.tidemark.poll.state.StreamState;
import dev.tidemark.poll.state.Sweep;
import dev.tidemark.poll.state.Telling;
import dev.tidemark.poll.watch.PageReader.Came;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** Reads lists: the newest rows, the round that never ends, and windows around rows under way. */
final class ListReader {
    /** Rows may become visible late: the newest are read this much further back than the mark. */
    static final Duration LOOKBACK = Duration.ofMinutes(2);
    /** A page that is asked for to see a row, or what comes after known ones, begins that much of itself before. */
    private static final double BEFORE = 0.6;

    /** In a list without order each round sees two thirds of the rows: who is not seen in so many is missing. */
    private static final int ROUNDS_UNORDERED = 8;

    /** Rows of it fail one after the other. */
    private static final Duration LIST_FAILS = Duration.ofMinutes(15);

    private final PageReader pages;
    private final PageCommit commits;
    private final RowStates rows;
    private final Observations observations;
    private final Clock clock;

    ListReader(PageCommit commits, RowStates rows, Observations observations, Clock clock) {
        this.pages = new PageReader(clock);
        this.commits = commits;
        this.rows = rows;
        this.observations = observations;
        this.clock = clock;
    }

    /** The next page of the newest rows. */
    <R extends Row> Outcome head(Visit visit, StreamKind<R> kind) {
        Track track = visit.track(kind);
        String newestFrom = newestFrom(track.state());
        Walk walk = track.head().orElseGet(() -> headWalk(track, newestFrom));
        return switch (pages.read(visit, kind, CallClass.HEAD, track.headSize(), walk.offset())) {
            case Reply.Failed<Came<R>>(MindstampFailure failure) -> new Outcome.Failed(kind.stream(), failure);
            case Reply.Ok<Came<R>>(Came<R> came) -> {
                came.to(walk);
                StreamState after = came.after(track.state());
                if (walk.isDone() && came.order().isKeyed()) {
                    // Only now may the mark move: every page up to here is stored, or is with this one.
                    after = after.walked(walk.began(), newestFrom, walk.newest());
                }
                Outcome told =
                        store(visit, kind, came, after, walk.isAtEnd(), telling(track.state()), Optional.empty());
                track.head(walk.isDone() ? Optional.empty() : Optional.of(walk));
                if (walk.isDone() && !came.order().isNewestFirst()) {
                    track.tail(came.offset() + came.page().received() - before(track));
                }
                yield told;
            }
        };
    }

    /** The next page of the round; at its end all is known that was there all the time. */
    <R extends Row> Outcome round(Visit visit, StreamKind<R> kind) {
        Track track = visit.track(kind);
        Instant now = clock.instant();
        StreamState state = track.state();
        if (!state.sweep().isRunning()) {
            state = state.swept(state.sweep().begun(now))
                    .certified(state.certificate().sweepBegins());
            track.restart(state);
        }
        Walk walk = track.round().orElseGet(() -> roundWalk(track));
        CallClass callClass = state.isLearning() ? CallClass.BACKFILL : CallClass.SWEEP;
        return switch (pages.read(visit, kind, callClass, track.roundSize(), walk.offset())) {
            case Reply.Failed<Came<R>>(MindstampFailure failure) -> new Outcome.Failed(kind.stream(), failure);
            case Reply.Ok<Came<R>>(Came<R> came) -> {
                came.to(walk);
                StreamState after = came.after(track.state());
                Telling telling = after.sweep().telling();
                after = after.swept(after.sweep().at(walk.cursor()));
                Optional<Instant> missingSince = Optional.empty();
                if (walk.isUnstable()) {
                    after = after.certified(after.certificate().unstable(now)).swept(Sweep.NONE.told(telling));
                } else if (walk.isDone()) {
                    missingSince = missingSince(came.order(), walk.began(), now);
                    after = ended(track, walk, after, now);
                }
                Outcome told = store(visit, kind, came, after, walk.isAtEnd(), telling, missingSince);
                track.round(walk.isDone() || walk.isUnstable() ? Optional.empty() : Optional.of(walk));
                yield told;
            }
        };
    }

    /** A page around a row that was not seen for some time; empty when it is better asked for alone. */
    <R extends Row> Outcome window(Visit visit, StreamKind<R> kind, String key) {
        Track track = visit.track(kind);
        long rank = rows.rank(of(track), track.state().certificate().order(), key);
        int offset = (int) Math.max(0, rank - before(track));
        return switch (pages.read(visit, kind, CallClass.ACTIVE, track.roundSize(), offset)) {
            case Reply.Failed<Came<R>>(MindstampFailure failure) -> new Outcome.Failed(kind.stream(), failure);
            case Reply.Ok<Came<R>>(Came<R> came) ->
                store(visit, kind, came, came.after(track.state()), false, telling(track.state()), Optional.empty());
        };
    }

    /** A list that has no order keeps being learned until a round brings nothing new. */
    private static StreamState ended(Track track, Walk walk, StreamState after, Instant now) {
        StreamState known =
                walk.comesWhole() ? after.certified(after.certificate().comesWhole()) : after;
        boolean goesOn =
                known.isLearning() && known.certificate().order() == ListOrder.UNORDERED && track.createdInRound() > 0;
        return goesOn ? known.swept(Sweep.NONE.told(known.sweep().telling())) : known.sweptWhole(now);
    }

    private static Optional<Instant> missingSince(ListOrder order, Instant began, Instant now) {
        return Optional.of(
                order == ListOrder.UNORDERED
                        ? began.minus(Duration.between(began, now).multipliedBy(ROUNDS_UNORDERED))
                        : began);
    }

    private <R extends Row> Outcome store(
            Visit visit,
            StreamKind<R> kind,
            Came<R> came,
            StreamState well,
            boolean atEnd,
            Telling telling,
            Optional<Instant> missingSince) {
        Track track = visit.track(kind);
        StreamState after = came.trouble()
                .map(reason -> well.failed(reason, came.now().plus(LIST_FAILS)))
                .orElse(well);
        Optional<Span> span = Span.of(came.order(), came.placed(), came.offset() == 0, atEnd);
        List<Page<R>> pieces = came.page().pieces(PageCommit.AT_ONCE);
        int events = 0;
        for (int i = 0; i < pieces.size(); i++) {
            boolean last = i == pieces.size() - 1;
            boolean alone = pieces.size() == 1;
            Findings<R> findings = new Findings<>(
                    pieces.get(i),
                    alone ? span : Optional.empty(),
                    last ? missingSince : Optional.empty(),
                    telling,
                    observations.of(
                            track.state().cutoffAt(after.cutoff()),
                            came.askedAt(),
                            came.now(),
                            came.page().servedAt()),
                    last ? after : track.state());
            Stored stored = commits.page(visit.lease(), kind.detector(), findings);
            events += stored.events();
            // Each piece is handed on by itself: together they can be as large as the list.
            StreamState known = after.lacking(stored.missing()).gave(events, came.now());
            track.stored(last ? known : track.state(), stored);
            visit.watch().stored(kind.stream(), stored, came.now());
        }
        return new Outcome.Told(kind.stream(), events);
    }

    /** From which key on the newest rows are read: everything since the mark, and a little before. */
    private static String newestFrom(StreamState state) {
        String mark = state.markKey();
        Instant from = mark.isEmpty() ? state.cutoff() : Instant.parse(mark);
        return RowKey.of(from.minus(LOOKBACK));
    }

    private Walk headWalk(Track track, String newestFrom) {
        Certificate certificate = track.state().certificate();
        if (!certificate.isKnown() || certificate.order() != ListOrder.CREATED_ASC) {
            return Walk.fromHead(clock.instant(), newestFrom);
        }
        int offset = track.tail() > 0 ? track.tail() : (int) rows.rank(of(track), certificate.order(), newestFrom);
        return Walk.ofTail(clock.instant(), newestFrom, offset);
    }

    private Walk roundWalk(Track track) {
        StreamState state = track.state();
        ListOrder order = state.certificate().order();
        boolean startsOver = state.sweep().cursor().isStart() || !order.isKeyed();
        Instant began = state.sweep().beganAt().orElseGet(clock::instant);
        return startsOver
                ? Walk.fromHead(began, "")
                : Walk.from(began, state.sweep().cursor(), (int) rows.rank(
                        of(track), order, order.key(state.sweep().cursor().keys())));
    }

    /** While a list is learned again silently, nothing of it is told, wherever it is seen first. */
    static Telling telling(StreamState state) {
        return state.sweep().telling() == Telling.SILENT ? Telling.SILENT : Telling.NEWS;
    }

    private static int before(Track track) {
        return (int) (BEFORE * Math.min(Walk.PAGE, track.state().certificate().capacity()));
    }

    private static RowStates.Of of(Track track) {
        return new RowStates.Of(track.state().account(), track.stream());
    }
}
