package dev.tidemark.callback.meter;

import dev.tidemark.callback.health.Health;
import dev.tidemark.platform.Sql;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** How all subscriptions stand. */
@ApplicationScoped
class StandingStore {
    private final Sql sql;

    StandingStore(Sql sql) {
        this.sql = sql;
    }

    /**
     * @param failingSince empty when it is not failing
     * @param open deliveries that are due, now or later
     * @param oldestDue when the one of them is due that is due first; maybe later
     * @param held deliveries kept for when it is enabled
     */
    record Standing(
            String subscription,
            boolean enabled,
            Optional<Instant> failingSince,
            long open,
            Optional<Instant> oldestDue,
            long held) {}

    /** Counts what is open and held, from the index alone. */
    @Transactional
    List<Standing> all() {
        return sql.query("""
                select s.id, s.enabled, s.failures, s.failing_since,
                       (select count(*) from delivery d
                        where d.subscription_id = s.id and d.state in ('pending', 'retrying')) as open_count,
                       (select count(*) from delivery d where d.subscription_id = s.id and d.state = 'held') as held,
                       %s as pending_due, %s as retry_due
                from subscription s order by s.id""".formatted(first("pending"), first("retrying")), StandingStore::standing);
    }

    /** By state, since H2 goes through all that is open otherwise. */
    private static String first(String state) {
        return """
               (select d.due_at from delivery d where d.subscription_id = s.id and d.state = '%s'
                order by d.subscription_id, d.state, d.due_at, d.id fetch first 1 rows only)""".formatted(state);
    }

    private static Standing standing(ResultSet row) throws SQLException {
        Optional<Instant> since = Optional.ofNullable(Sql.instant(row, "failing_since"));
        Health health = new Health(row.getInt("failures"), 0, since, Optional.empty(), Instant.EPOCH);
        boolean enabled = row.getBoolean("enabled");
        return new Standing(
                row.getString("id"),
                enabled,
                since.filter(_ -> enabled && health.isFailing()),
                row.getLong("open_count"),
                earlier(Sql.instant(row, "pending_due"), Sql.instant(row, "retry_due")),
                row.getLong("held"));
    }

    private static Optional<Instant> earlier(@Nullable Instant one, @Nullable Instant other) {
        return Stream.of(Optional.ofNullable(one), Optional.ofNullable(other))
                .flatMap(Optional::stream)
                .min(Comparator.naturalOrder());
    }
}
