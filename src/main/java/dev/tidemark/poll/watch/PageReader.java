package dev.tidemark.poll.watch;

import dev.tidemark.change.RowKey;
import dev.tidemark.mindstamp.MindstampFailure;
import dev.tidemark.mindstamp.Reply;
import dev.tidemark.mindstamp.budget.CallClass;
import dev.tidemark.mindstamp.page.Page;
import dev.tidemark.mindstamp.page.Poison;
import dev.tidemark.mindstamp.row.Row;
import dev.tidemark.poll.list.Certificate;
import dev.tidemark.poll.list.ListOrder;
import dev.tidemark.poll.list.PageSize;
import dev.tidemark.poll.list.Placed;
import dev.tidemark.poll.list.Walk;
import dev.tidemark.poll.source.StreamKind;
import dev.tidemark.poll.state.StreamState;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** Has a page of a list read, as large as can be had, and judges what it says of its list. */
final class PageReader {
    private static final Duration NO_CLOCK = Duration.ofHours(25);
    /** Clocks this close are the same. */
    private static final Duration SKEW = Duration.ofSeconds(2);

    private final Clock clock;

    PageReader(Clock clock) {
        this.clock = clock;
    }

    /**
     * A page that came, and the order of its list with it.
     *
     * @param trouble why the list is better left alone for a while
     */
    record Came<R extends Row>(
            Page<R> page,
            List<Placed> placed,
            Certificate certificate,
            int offset,
            int asked,
            Instant askedAt,
            Instant now,
            Optional<String> trouble) {
        ListOrder order() {
            return certificate.order();
        }

        Came<R> with(String reason) {
            return new Came<>(page, placed, certificate, offset, asked, askedAt, now, Optional.of(reason));
        }

        void to(Walk walk) {
            walk.take(certificate, placed, asked, page.received(), latestKey());
        }

        /** The stream with what the page says of the list and of the source's clock. */
        StreamState after(StreamState state) {
            StreamState after = state.certified(certificate).worked().met(page, now);
            Optional<Duration> skew = page.servedAt()
                    .map(served -> Duration.between(now, served))
                    .filter(apart -> apart.abs().compareTo(SKEW) > 0);
            return state.certificate().isKnown() || skew.isEmpty()
                    ? after
                    : after.cutoffAt(state.cutoff().plus(skew.get()));
        }

        /** By the source's clock: a mark beyond it would hide what comes until then. */
        private String latestKey() {
            return RowKey.of(page.servedAt().orElse(now).plusSeconds(1));
        }
    }

    /** A page from there on, or an empty one where the list has ended, or the place of a row that cannot be had. */
    <R extends Row> Reply<Came<R>> read(
            Visit visit, StreamKind<R> kind, CallClass callClass, PageSize size, int offset) {
        Track track = visit.track(kind);
        Instant askedAt = clock.instant();
        int limit = size.at(offset, askedAt);
        return switch (visit.source().list(kind, callClass, limit, offset)) {
            // Past the end some say that there is no such place.
            case Reply.Failed<Page<R>>(MindstampFailure.NotFound _)
            when offset > 0 -> new Reply.Ok<>(came(track, Page.empty(), offset, limit, askedAt));
            case Reply.Failed<Page<R>>(MindstampFailure failure) -> {
                if (!isGivenUp(visit, kind, size, failure, offset, limit)) {
                    yield new Reply.Failed<>(failure);
                }
                Page<R> without = Page.of(Poison.without(Optional.empty(), failure.reason()));
                Came<R> came = came(track, without, offset, limit, askedAt);
                yield new Reply.Ok<>(size.despairs() ? came.with(failure.reason()) : came);
            }
            case Reply.Ok<Page<R>>(Page<R> page) -> {
                size.worked(offset, limit);
                yield new Reply.Ok<>(came(track, page, offset, limit, askedAt));
            }
        };
    }

    /** Whether the page is a single row that cannot be had, and there is no use in asking again. */
    private boolean isGivenUp(
            Visit visit, StreamKind<?> kind, PageSize size, MindstampFailure failure, int offset, int limit) {
        return switch (failure) {
            // Whatever limit it is asked for with, it is as large.
            case MindstampFailure.TooLarge _
            when visit.track(kind).state().certificate().whole() -> false;
            case MindstampFailure.TooLarge _ -> size.failed(offset, limit, true, true, clock.instant());
            case MindstampFailure.Unreadable _,
                    MindstampFailure.Unavailable _,
                    MindstampFailure.TimedOut _,
                    MindstampFailure.Poisoned _ ->
                size.failed(offset, limit, false, visit.watch().workedSince(size.failingSince()), clock.instant());
            case MindstampFailure.Throttled _,
                    MindstampFailure.Unauthorized _,
                    MindstampFailure.NotFound _,
                    MindstampFailure.Refused _,
                    MindstampFailure.OverBudget _ -> false;
        };
    }

    private <R extends Row> Came<R> came(Track track, Page<R> came, int offset, int asked, Instant askedAt) {
        Instant now = clock.instant();
        // A clock may be wrong by hours; what is off by more than a day is no clock.
        Page<R> page = came.servedAt()
                        .filter(served -> Duration.between(now, served).abs().compareTo(NO_CLOCK) > 0)
                        .isPresent()
                ? came.undated()
                : came;
        List<Placed> placed = Placed.of(page.rows());
        Certificate certificate = track.state().certificate().with(placed, asked, page.received(), now);
        return new Came<>(page, placed, certificate, offset, asked, askedAt, now, Optional.empty());
    }
}
