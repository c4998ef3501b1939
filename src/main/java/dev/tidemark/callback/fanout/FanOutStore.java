package dev.tidemark.callback.fanout;

import dev.tidemark.callback.history.DeliveryState;
import dev.tidemark.callback.subscriber.OrderingStore;
import dev.tidemark.callback.subscriber.OrderingStore.Line;
import dev.tidemark.callback.terms.Ordering;
import dev.tidemark.platform.Sql;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Rows of {@code delivery} as events come into the log and leave it, in the transaction that does so. */
@ApplicationScoped
public class FanOutStore {
    private final Sql sql;
    private final OrderingStore orders;

    FanOutStore(Sql sql, OrderingStore orders) {
        this.sql = sql;
        this.orders = orders;
    }

    /** What one subscription gets. */
    public record Share(
            String subscription, DeliveryState state, Instant dueAt, Ordering ordering, List<Long> sequences) {}

    /** @return how many deliveries; none of an event that the log has no more */
    public int add(List<Share> shares) {
        List<@Nullable Object[]> rows = shares.stream()
                .<@Nullable Object[]>map(share -> new Object[] {
                    share.subscription(),
                    share.state().text(),
                    share.dueAt(),
                    share.ordering() == Ordering.KEY,
                    share.sequences()
                })
                .toList();
        int added = sql.batch("""
                insert into delivery (subscription_id, event_sequence, state, attempts, due_at, event_type,
                                      ordering_key)
                select cast(? as varchar(64)), sequence, cast(? as varchar(12)), 0,
                       cast(? as timestamp with time zone), type,
                       case when cast(? as boolean) then partition_key else null end
                from event where sequence = any(?) order by sequence""", rows);
        shares.stream()
                .filter(share -> share.ordering() == Ordering.KEY)
                .forEach(share -> orders.lineUp(share.subscription(), share.sequences()));
        return added;
    }

    /** Cancels what is open, and empties all attempts; one that is under way settles nothing afterwards. */
    void expunge(Collection<Long> sequences, Instant now) {
        List<Line> lines = new ArrayList<>();
        List<Long> ids = lockOf(sequences, Integer.MAX_VALUE, lines);
        if (!ids.isEmpty()) {
            sql.update("""
                    update delivery set state = 'cancelled', settled_at = ?, claim = null, claimed_until = null
                    where id = any(?) and state in ('pending', 'delivering', 'retrying', 'held')""", now, ids);
            sql.update("""
                    update delivery_attempt set body = null, body_cut = false, detail = null, request_headers = null,
                                                response_headers = null
                    where delivery_id = any(?)""", ids);
            orders.next(lines, now);
        }
    }

    /** Those of the events that have a delivery which is not over; one that is held is not. */
    Set<Long> openAmong(Collection<Long> sequences) {
        return new HashSet<>(sql.query("""
                select distinct event_sequence from delivery
                where event_sequence = any(?) and state in ('pending', 'delivering', 'retrying', 'held')""", row -> row.getLong(1), sequences));
    }

    /** Removes deliveries of these events with their attempts; one that is under way settles nothing afterwards. */
    int remove(Collection<Long> sequences, int most, Instant now) {
        List<Line> lines = new ArrayList<>();
        List<Long> ids = lockOf(sequences, most, lines);
        if (!ids.isEmpty()) {
            sql.update("delete from delivery_attempt where delivery_id = any(?)", ids);
            sql.update("delete from delivery where id = any(?)", ids);
            orders.next(lines, now);
        }
        return ids.size();
    }

    /** Locked before anything is done to their attempts: whoever settles one of them now adds its attempt before that. */
    private List<Long> lockOf(Collection<Long> sequences, int most, List<Line> lines) {
        return sql.query(
                """
                        select id, subscription_id, ordering_key from delivery where event_sequence = any(?)
                        order by id fetch first ? rows only for update""",
                row -> {
                    String key = row.getString("ordering_key");
                    if (key != null) {
                        lines.add(new Line(row.getString("subscription_id"), key));
                    }
                    return row.getLong("id");
                },
                sequences,
                most);
    }
}
