package dev.tidemark.callback.delivery;

import dev.tidemark.platform.Sql;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import jakarta.transaction.Transactional.TxType;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** The table {@code pace}: when the next request is allowed, for all replicas. */
@ApplicationScoped
class PaceStore {
    private final Sql sql;

    PaceStore(Sql sql) {
        this.sql = sql;
    }

    /** In a transaction of its own: two replicas may do so at once, and one of them fails. */
    @Transactional(TxType.REQUIRES_NEW)
    void add(String name) {
        sql.update(
                "insert into pace (name, free_at) select ?, ? where not exists (select 1 from pace where name = ?)",
                name,
                Instant.EPOCH,
                name);
    }

    /** In the order of names, as everyone locks them; in the caller's transaction. */
    Map<String, Instant> lock(Collection<String> names) {
        Map<String, Instant> free = new TreeMap<>();
        sql.query(
                "select name, free_at from pace where name = any(?) order by name for update",
                row -> free.put(row.getString("name"), Objects.requireNonNull(Sql.instant(row, "free_at"))),
                names);
        return free;
    }

    void set(Map<String, Instant> free) {
        List<@Nullable Object[]> rows = free.entrySet().stream()
                .<@Nullable Object[]>map(entry -> new Object[] {entry.getValue(), entry.getKey()})
                .toList();
        sql.batch("update pace set free_at = ? where name = ?", rows);
    }
}
