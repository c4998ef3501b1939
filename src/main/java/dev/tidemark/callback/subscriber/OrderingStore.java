package dev.tidemark.callback.subscriber;

import dev.tidemark.callback.terms.Ordering;
import dev.tidemark.platform.Sql;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Who follows whom among the deliveries of subscriptions that are ordered by key. A delivery that waits for the one
 * before it is due at {@link Ordering#WAITS}, so that nobody who looks for due work ever comes upon it. Whoever ends a
 * delivery makes the next of its key due. All methods run in the caller's transaction, with the subscription locked.
 */
@ApplicationScoped
public class OrderingStore {
    private static final String OPEN = "('pending', 'retrying', 'delivering', 'held')";

    /** The condition that an earlier delivery of the same key is open. */
    static final String HAS_EARLIER = """
            delivery.ordering_key is not null
            and exists (select 1 from delivery earlier
                        where earlier.subscription_id = delivery.subscription_id
                          and earlier.ordering_key = delivery.ordering_key
                          and earlier.event_sequence < delivery.event_sequence
                          and earlier.state in %s)""".formatted(OPEN);

    /** Takes the present; what is due later by itself stays so. */
    static final String ITS_TURN =
            "case when not_before > cast(? as timestamp with time zone) then not_before else ? end";

    private final Sql sql;

    OrderingStore(Sql sql) {
        this.sql = sql;
    }

    /** Deliveries of one subscription that follow one another. */
    public record Line(String subscription, String key) {}

    /** Has those among new deliveries of these events wait that have an open one before them. */
    public void lineUp(String subscription, Collection<Long> sequences) {
        sql.update(
                "update delivery set not_before = due_at, due_at = ?"
                        + " where subscription_id = ? and event_sequence = any(?)"
                        + " and state in ('pending', 'retrying') and " + HAS_EARLIER,
                Ordering.WAITS,
                subscription,
                sequences);
    }

    /** Has those wait that have an open one before them, after some were opened again. */
    public void lineUp(String subscription) {
        sql.update(
                "update delivery set not_before = due_at, due_at = ?"
                        + " where subscription_id = ? and state in ('pending', 'retrying')"
                        + " and due_at <> ? and " + HAS_EARLIER,
                Ordering.WAITS,
                subscription,
                Ordering.WAITS);
    }

    /** Makes the first open delivery of each line due, if it waits; not before its own time. */
    public void next(Collection<Line> lines, Instant now) {
        List<@Nullable Object[]> rows = lines.stream()
                .distinct()
                .<@Nullable Object[]>map(
                        line -> new Object[] {now, now, line.subscription(), line.key(), Ordering.WAITS})
                .toList();
        sql.batch("""
                update delivery set due_at = %s
                where id = (select first.id from delivery first
                            where first.subscription_id = ? and first.ordering_key = ?
                              and first.state in %s
                            order by first.event_sequence fetch first 1 rows only)
                  and due_at = ? and state in ('pending', 'retrying')""".formatted(ITS_TURN, OPEN), rows);
    }

    /**
     * Makes the open deliveries of a subscription follow one another per key, or none wait for another.
     *
     * @param now when those are due that need not wait any more
     */
    public void reorder(String subscription, Ordering ordering, Instant now) {
        // In the order in which settling locks them, or the two would wait for each other.
        sql.query(
                "select id from delivery where subscription_id = ? and state in " + OPEN + " order by id for update",
                row -> row.getLong(1),
                subscription);
        switch (ordering) {
            case NONE ->
                sql.update(
                        "update delivery set ordering_key = null, due_at = case when due_at = ? then " + ITS_TURN
                                + " else due_at end where subscription_id = ? and state in " + OPEN,
                        Ordering.WAITS,
                        now,
                        now,
                        subscription);
            case KEY -> {
                sql.update(
                        "update delivery set ordering_key = (select event.partition_key from event"
                                + " where event.sequence = delivery.event_sequence)"
                                + " where subscription_id = ? and state in " + OPEN,
                        subscription);
                lineUp(subscription);
            }
        }
    }
}
