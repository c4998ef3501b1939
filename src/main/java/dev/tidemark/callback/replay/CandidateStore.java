package dev.tidemark.callback.replay;

import dev.tidemark.callback.filter.Filter;
import dev.tidemark.callback.filter.FilterInput;
import dev.tidemark.callback.history.DeliveryState;
import dev.tidemark.callback.replay.Replay.Status;
import dev.tidemark.callback.subscriber.Audience;
import dev.tidemark.event.EventType;
import dev.tidemark.platform.Sql;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/** Finds the events that a replay sends, in the order of the log, in the caller's transaction. */
@ApplicationScoped
class CandidateStore {
    private final Sql sql;

    CandidateStore(Sql sql) {
        this.sql = sql;
    }

    /** Where the delivery of an event stands; empty = there is none. */
    record Standing(long sequence, Optional<Known> delivery) {
        record Known(long id, DeliveryState state) {}

        /** Whether a replay of this kind sends it now. */
        boolean fits(Status status) {
            return delivery.map(known -> fits(known.state(), status)).orElse(status != Status.FAILED);
        }

        private static boolean fits(DeliveryState state, Status status) {
            return switch (state) {
                case PENDING, DELIVERING, RETRYING, HELD -> false;
                case DELIVERED -> status == Status.ALL;
                case EXHAUSTED -> status != Status.MISSING;
                // What was cancelled with a subscription of this name was never sent, either.
                case CANCELLED -> status != Status.FAILED;
            };
        }
    }

    /** The place before the log's first event that is still there; empty when there is none. */
    Optional<Long> start() {
        return sql.first(
                "select sequence from event order by sequence fetch first 1 rows only", row -> row.getLong(1) - 1);
    }

    /** What is to be sent of a part of the log; with a filter every document of the part is read, so it has to be small. */
    List<Long> choose(Search part) {
        Query query = new Query(part);
        String document = part.filter().map(_ -> ", e.document").orElse("");
        return sequences(sql.query(
                "select e.sequence" + document + " " + query.text + " order by e.sequence",
                row -> matches(part.filter(), row) ? OptionalLong.of(row.getLong("sequence")) : OptionalLong.empty(),
                query.parameters()));
    }

    /** Those of the events that are still there and still wanted. */
    List<Long> wanted(Audience audience, Collection<Long> sequences) {
        if (sequences.isEmpty()) {
            // PostgreSQL takes an empty array for one of texts.
            return List.of();
        }
        String document = audience.filter().map(_ -> ", document").orElse("");
        return sequences(sql.query(
                "select sequence, type, account_id" + document
                        + " from event where sequence = any(?) and expunged_at is null order by sequence",
                row -> wants(audience, row) ? OptionalLong.of(row.getLong("sequence")) : OptionalLong.empty(),
                sequences));
    }

    private static boolean wants(Audience audience, ResultSet row) throws SQLException {
        return EventType.byShortName(row.getString("type"))
                        .filter(audience::wantsType)
                        .isPresent()
                && audience.wantsAccount(row.getString("account_id"))
                && matches(audience.filter(), row);
    }

    private static boolean matches(Optional<Filter> filter, ResultSet row) throws SQLException {
        return filter.isEmpty() || filter.get().matches(FilterInput.of(row.getBytes("document")));
    }

    private static List<Long> sequences(List<OptionalLong> found) {
        return found.stream().flatMapToLong(OptionalLong::stream).boxed().toList();
    }

    /** Those of the events that there are, with their deliveries at the subscription. */
    List<Standing> standing(String subscription, Collection<Long> sequences) {
        if (sequences.isEmpty()) {
            return List.of();
        }
        return sql.query("""
                select e.sequence, d.id, d.state from event e
                left join delivery d on d.subscription_id = ? and d.event_sequence = e.sequence
                where e.sequence = any(?) and e.expunged_at is null order by e.sequence""", row -> new Standing(row.getLong("sequence"), known(row)), subscription, sequences);
    }

    private static Optional<Standing.Known> known(ResultSet row) throws SQLException {
        Long id = row.getObject("id", Long.class);
        return id == null
                ? Optional.empty()
                : Optional.of(new Standing.Known(
                        id, DeliveryState.byText(row.getString("state")).orElseThrow()));
    }

    /** From and where, and the parameters in step. */
    private static final class Query {
        private final StringBuilder text = new StringBuilder();
        private final List<@Nullable Object> parameters = new ArrayList<>();

        Query(Search part) {
            String subscription = part.audience().subscription();
            switch (part.range().status()) {
                case ALL -> {
                    events(subscription, part);
                    and(" and (d.id is null or d.state in ('delivered', 'exhausted', 'cancelled'))");
                }
                case MISSING -> {
                    events(subscription, part);
                    and(" and (d.id is null or d.state = 'cancelled')");
                }
                case FAILED -> and("""
                            from delivery d join event e on e.sequence = d.event_sequence
                            where d.subscription_id = ? and d.event_sequence > ? and d.event_sequence <= ?
                              and d.state = 'exhausted'""", subscription, part.after(), part.upTo());
            }
            // There is nothing left of it to send.
            and(" and e.expunged_at is null");
            and(" and e.type = any(?)", part.types());
            part.range().from().ifPresent(from -> and(" and e.occurred_at >= ?", from));
            part.range().to().ifPresent(to -> and(" and e.occurred_at < ?", to));
        }

        /** Nobody is told of oneself. */
        private void events(String subscription, Search part) {
            and("""
                    from event e left join delivery d on d.subscription_id = ? and d.event_sequence = e.sequence
                    where e.sequence > ? and e.sequence <= ? and e.subject <> ?""", subscription, part.after(), part.upTo(), "subscriptions/" + subscription);
            if (!part.audience().accounts().isEmpty()) {
                and(" and e.account_id = any(?)", part.audience().accounts());
            }
        }

        private void and(String more, Object... values) {
            text.append(more);
            parameters.addAll(List.of(values));
        }

        private @Nullable Object[] parameters() {
            return parameters.toArray();
        }
    }
}
