package dev.tidemark.poll;

import dev.tidemark.change.StreamName;
import dev.tidemark.mindstamp.MindstampFailure;
import dev.tidemark.mindstamp.Reply;
import dev.tidemark.mindstamp.budget.CallClass;
import dev.tidemark.mindstamp.page.Page;
import dev.tidemark.mindstamp.row.Row;
import dev.tidemark.poll.condition.ListOrders;
import dev.tidemark.poll.condition.RowShapes;
import dev.tidemark.poll.condition.SourceConditions;
import dev.tidemark.poll.meter.PollMeters;
import dev.tidemark.poll.meter.ProgressMeters;
import dev.tidemark.poll.meter.Standing;
import dev.tidemark.poll.progress.RowCounts;
import dev.tidemark.poll.progress.StreamCalls;
import dev.tidemark.poll.source.Source;
import dev.tidemark.poll.source.StreamKind;
import dev.tidemark.poll.watch.Watch;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.Map;
import java.util.stream.Collectors;

/** Sees how polling fares: tells operators of conditions, keeps metrics. */
@ApplicationScoped
class Oversight {
    private final SourceConditions conditions;
    private final RowShapes shapes;
    private final ListOrders orders;
    private final RowCounts counts;
    private final StreamCalls calls;
    private final PollMeters meters;
    private final ProgressMeters progress;

    Oversight(
            SourceConditions conditions,
            RowShapes shapes,
            ListOrders orders,
            RowCounts counts,
            StreamCalls calls,
            PollMeters meters,
            ProgressMeters progress) {
        this.conditions = conditions;
        this.shapes = shapes;
        this.orders = orders;
        this.counts = counts;
        this.calls = calls;
        this.meters = meters;
        this.progress = progress;
    }

    /** From now on the account is polled here. */
    void opened(Watch watch) {
        conditions.opened(watch.account());
        shapes.forget(watch.account());
        StreamKind.LISTED.forEach(kind -> orders.opened(watch.state(kind.stream())));
    }

    /** The account is not polled here any more. */
    void forget(String account) {
        conditions.forget(account);
        shapes.forget(account);
        orders.forget(account);
        calls.forget(account);
        counts.forget(account);
        progress.forget(account);
    }

    /** A round begins: the account's rows, seen on their way. */
    Source over(Source source, Watch watch) {
        conditions.begins(watch.account());
        return new Seen(source, watch);
    }

    void told(Watch watch, StreamName stream, int events) {
        meters.told(stream, events);
        conditions.worked(watch.account());
        orders.saw(watch.state(stream));
    }

    void failed(String account, MindstampFailure failure) {
        conditions.failed(account, failure);
    }

    /** A round is over, whatever came of it. */
    void round(Watch watch, Instant now) {
        String account = watch.account();
        conditions.round(account, watch.state(StreamName.VIEWS), watch.rate(now));
        calls.round(account);
        RowCounts.Snapshot snapshot = counts.of(account);
        progress.show(
                account,
                new ProgressMeters.Shown(
                        snapshot.at(),
                        snapshot.rows(),
                        snapshot.poison(),
                        () -> conditions.lagSeconds(account),
                        standings(watch)));
    }

    private static Map<StreamName, Standing> standings(Watch watch) {
        return StreamKind.LISTED.stream()
                .map(StreamKind::stream)
                .collect(Collectors.toMap(
                        stream -> stream, stream -> Standing.of(watch.state(stream), watch.refreshFrom(stream))));
    }

    private final class Seen implements Source {
        private final Source source;
        private final Watch watch;

        Seen(Source source, Watch watch) {
            this.source = source;
            this.watch = watch;
        }

        @Override
        public <R extends Row> Reply<Page<R>> list(StreamKind<R> kind, CallClass callClass, int limit, int offset) {
            Reply<Page<R>> reply = counted(kind, callClass, source.list(kind, callClass, limit, offset));
            if (reply instanceof Reply.Ok<Page<R>>(Page<R> page)) {
                boolean learning = watch.state(kind.stream()).isLearning();
                shapes.saw(watch.account(), kind.stream(), page, learning);
            }
            return reply;
        }

        @Override
        public <R extends Row> Reply<R> one(StreamKind<R> kind, CallClass callClass, String id) {
            return counted(kind, callClass, source.one(kind, callClass, id));
        }

        @Override
        public <R extends Row> Reply<Page<R>> of(
                StreamKind<R> kind, CallClass callClass, String owner, int limit, int offset) {
            return counted(kind, callClass, source.of(kind, callClass, owner, limit, offset));
        }

        @Override
        public Reply<Long> count(StreamKind<?> kind, CallClass callClass) {
            return counted(kind, callClass, source.count(kind, callClass));
        }

        private <T extends Reply<?>> T counted(StreamKind<?> kind, CallClass callClass, T reply) {
            StreamName stream = kind.stream().listed();
            if (meters.called(watch.account(), stream, callClass, reply)) {
                calls.called(watch.account(), stream, callClass);
            }
            return reply;
        }
    }
}
