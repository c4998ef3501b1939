package dev.tidemark.callback.replay;

import dev.tidemark.callback.fanout.FanOutStore;
import dev.tidemark.callback.history.DeliveryState;
import dev.tidemark.callback.subscriber.Audience;
import dev.tidemark.callback.subscriber.OrderingStore;
import dev.tidemark.callback.terms.Ordering;
import dev.tidemark.platform.Sql;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/** Opens deliveries again that are over, in the caller's transaction, with their subscription locked. */
@ApplicationScoped
class AgainStore {
    private final Sql sql;
    private final OrderingStore orders;
    private final FanOutStore fanOut;

    AgainStore(Sql sql, OrderingStore orders, FanOutStore fanOut) {
        this.sql = sql;
        this.orders = orders;
        this.fanOut = fanOut;
    }

    /** Where a delivery stands, while nobody can change it. */
    record Standing(DeliveryState state, Instant dueAt, boolean expunged) {}

    Optional<Standing> lock(long delivery) {
        return sql.first(
                """
                select state, due_at, (select expunged_at from event where sequence = event_sequence) as expunged_at
                from delivery where id = ? for update""",
                row -> new Standing(
                        DeliveryState.byText(row.getString("state")).orElseThrow(),
                        Objects.requireNonNull(Sql.instant(row, "due_at")),
                        Sql.instant(row, "expunged_at") != null),
                delivery);
    }

    /** The next try of an open delivery is due now; it counts as the one that was due later. */
    void hasten(long delivery, Instant now) {
        sql.update(
                "update delivery set due_at = ? where id = ? and state in ('pending', 'retrying') and due_at > ?",
                now,
                delivery,
                now);
    }

    /**
     * Makes deliveries due now that are over, with all the tries of the schedule before them; their attempts stay, and
     * numbers go on.
     *
     * @return how many
     */
    int open(Audience audience, Collection<Long> deliveries, Instant now) {
        int opened = sql.update("""
                update delivery set state = 'pending', due_at = ?, settled_at = null, tries_from = attempts,
                    ordering_key = case when cast(? as boolean)
                                        then (select partition_key from event where sequence = event_sequence) end
                where id = any(?) and state in ('delivered', 'exhausted', 'cancelled')""", now, audience.ordering() == Ordering.KEY, deliveries);
        lineUp(audience);
        return opened;
    }

    /** Adds deliveries of events that have none there. @return how many */
    int add(Audience audience, List<Long> sequences, Instant now) {
        int added = fanOut.add(List.of(new FanOutStore.Share(
                audience.subscription(), DeliveryState.PENDING, now, audience.ordering(), sequences)));
        lineUp(audience);
        return added;
    }

    /** What is open already of a key waits for what is older. */
    private void lineUp(Audience audience) {
        if (audience.ordering() == Ordering.KEY) {
            orders.lineUp(audience.subscription());
        }
    }

    /** How many deliveries are due, the highest number that is told being {@code most}. */
    int due(String subscription, Instant now, int most) {
        return count("due_at <= ?", subscription, now, most);
    }

    /** How many wait for one before them, the highest number that is told being {@code most}. */
    int waiting(String subscription, int most) {
        return count("due_at = ?", subscription, Ordering.WAITS, most);
    }

    private int count(String condition, String subscription, Instant time, int most) {
        return sql.first("""
                        select count(*) from (select 1 from delivery
                            where subscription_id = ? and state in ('pending', 'retrying') and %s
                            fetch first ? rows only) as counted""".formatted(condition), row -> row.getInt(1), subscription, time, most)
                .orElseThrow();
    }
}
