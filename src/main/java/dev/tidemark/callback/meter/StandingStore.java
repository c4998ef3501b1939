package dev.tidemark.callback.meter;

import dev.tidemark.callback.health.Health;
import dev.tidemark.platform.Sql;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** How all subscriptions stand. */
@ApplicationScoped
class StandingStore {
    private final Sql sql;

    StandingStore(Sql sql) {
        this.sql = sql;
    }

    /**
     * @param failingSince empty when it is not failing
     * @param held deliveries kept for when it is enabled
     */
    record Standing(String subscription, boolean enabled, Optional<Instant> failingSince, long held) {}

    /** Reads what is held, from the index alone. */
    @Transactional
    List<Standing> all() {
        return sql.query("""
                select s.id, s.enabled, s.failures, s.failing_since,
                       (select count(*) from delivery d where d.subscription_id = s.id and d.state = 'held') as held
                from subscription s order by s.id""", row -> {
            Optional<Instant> since = Optional.ofNullable(Sql.instant(row, "failing_since"));
            Health health = new Health(row.getInt("failures"), 0, since, Optional.empty(), Instant.EPOCH);
            boolean enabled = row.getBoolean("enabled");
            return new Standing(
                    row.getString("id"),
                    enabled,
                    since.filter(_ -> enabled && health.isFailing()),
                    row.getLong("held"));
        });
    }
}
