package dev.tidemark.callback.history;

import dev.tidemark.callback.terms.Ordering;
import dev.tidemark.platform.Sql;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.time.Instant;
import java.util.Optional;

/** What a subscription still has to get; costs a walk along an index of at most so many rows, however much there is. */
@ApplicationScoped
public class BacklogStore {
    /** Nobody needs to know exactly how many more. */
    public static final int MOST = 10_000;

    private final Sql sql;

    BacklogStore(Sql sql) {
        this.sql = sql;
    }

    /**
     * @param open due now or later, or under way; {@link #MOST} stands for that many or more
     * @param held kept until it is enabled; {@link #MOST} likewise
     * @param oldestDue since when the one that waits longest is due; empty when none is due
     */
    public record Backlog(int open, int held, Optional<Instant> oldestDue) {}

    @Transactional
    public Backlog of(String subscription, Instant now) {
        Optional<Instant> oldest = sql.first(
                        """
                        select min(due_at) as due_at from delivery
                        where subscription_id = ? and state in ('pending', 'retrying') and due_at <= ?""", row -> Optional.ofNullable(Sql.instant(row, "due_at")), subscription, now)
                .orElse(Optional.empty());
        int open = count(subscription, "d.state in ('pending', 'retrying')");
        return new Backlog(
                open, count(subscription, "d.state = 'held'"), oldest.filter(due -> due.isBefore(Ordering.WAITS)));
    }

    private int count(String subscription, String states) {
        return sql.first(
                        "select count(*) from (select 1 from delivery d where d.subscription_id = ? and " + states
                                + " fetch first ? rows only) as counted",
                        row -> row.getInt(1),
                        subscription,
                        MOST)
                .orElse(0);
    }
}
