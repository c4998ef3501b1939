package dev.tidemark.callback.delivery;

import dev.tidemark.callback.history.DeliveryState;
import dev.tidemark.platform.Sql;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** New rows of {@code delivery}, in the transaction that appends the events. */
@ApplicationScoped
class FanOutStore {
    private final Sql sql;

    FanOutStore(Sql sql) {
        this.sql = sql;
    }

    /** What one subscription gets. */
    record Share(String subscription, DeliveryState state, Instant dueAt, List<Long> sequences) {}

    void add(List<Share> shares) {
        List<@Nullable Object[]> rows = shares.stream()
                .<@Nullable Object[]>map(share ->
                        new Object[] {share.subscription(), share.state().text(), share.dueAt(), share.sequences()})
                .toList();
        sql.batch("""
                insert into delivery (subscription_id, event_sequence, state, attempts, due_at)
                select cast(? as varchar(64)), sequence, cast(? as varchar(12)), 0,
                       cast(? as timestamp with time zone)
                from event where sequence = any(?) order by sequence""", rows);
    }
}
