package dev.tidemark.outbox.time;

import dev.tidemark.platform.Sql;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/** The table {@code event_stretch}. */
@ApplicationScoped
class StretchStore {
    /** Events of a stretch. */
    static final int LENGTH = 1000;

    private final Sql sql;

    StretchStore(Sql sql) {
        this.sql = sql;
    }

    static long of(long sequence) {
        return (sequence - 1) / LENGTH;
    }

    /**
     * Stretches without a change of this time, in their order; some hundred bytes are read of each stretch there is.
     *
     * @param first that is asked for
     */
    List<Long> without(Optional<Instant> from, Optional<Instant> to, long first) {
        List<String> conditions = new ArrayList<>();
        List<@Nullable Object> times = new ArrayList<>();
        from.ifPresent(time -> {
            conditions.add("latest >= ?");
            times.add(time);
        });
        to.ifPresent(time -> {
            conditions.add("earliest < ?");
            times.add(time);
        });
        return sql.query(
                "select stretch from event_stretch where stretch >= " + first
                        + " group by stretch having max(case when " + String.join(" and ", conditions)
                        + " then 1 else 0 end) = 0 order by stretch",
                row -> row.getLong(1),
                times.toArray());
    }

    /** The next one that is full and has no row yet. */
    OptionalLong next() {
        long known = sql.first("select coalesce(max(stretch), -1) from event_stretch", row -> row.getLong(1))
                .orElseThrow();
        return sql
                .query(
                        "select sequence from event where sequence > ? order by sequence fetch first 1 rows only",
                        row -> row.getLong(1),
                        (known + 1) * LENGTH)
                .stream()
                .mapToLong(StretchStore::of)
                .filter(stretch -> (stretch + 1) * LENGTH <= last())
                .findFirst();
    }

    private long last() {
        return sql.first("select last_sequence from event_log where id = 1", row -> row.getLong(1))
                .orElseThrow();
    }

    void add(long stretch) {
        sql.update("""
                insert into event_stretch (stretch, of_day, earliest, latest)
                select cast(? as bigint), cast(floor(extract(epoch from occurred_at) / 86400) as integer),
                       min(occurred_at), max(occurred_at)
                from event where sequence > ? and sequence <= ?
                group by cast(floor(extract(epoch from occurred_at) / 86400) as integer)""", stretch, stretch * LENGTH, (stretch + 1) * LENGTH);
    }

    /** Those of events that are purged. */
    void removeOld() {
        sql.query("select min(sequence) from event", row -> row.getLong(1))
                .forEach(first -> sql.update("delete from event_stretch where stretch < ?", of(first)));
    }
}
