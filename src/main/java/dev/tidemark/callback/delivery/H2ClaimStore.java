package dev.tidemark.callback.delivery;

import dev.tidemark.platform.Sql;
import io.quarkus.arc.properties.IfBuildProperty;
import io.quarkus.runtime.StartupEvent;
import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.transaction.Transactional;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;

/**
 * H2 belongs to one process, so nothing needs to be skipped, and SKIP LOCKED would read the whole backlog: ids are
 * picked in the order of the index, then taken.
 */
@ApplicationScoped
@IfBuildProperty(name = "quarkus.datasource.db-kind", stringValue = "h2")
class H2ClaimStore implements ClaimStore {
    private final Sql sql;

    H2ClaimStore(Sql sql) {
        this.sql = sql;
    }

    /** Whoever held claims in this file is no more. */
    @Transactional
    void onStart(@Observes @Priority(100) StartupEvent started) {
        ClaimStore.release(sql, "");
    }

    @Override
    public List<Claimed> claim(Claim claim, List<Room> rooms) {
        List<Claimed> due = new ArrayList<>();
        for (Room room : rooms) {
            Stream.concat(due("retrying", room, claim.now()), due("pending", room, claim.now()))
                    .sorted(Comparator.comparing(Due::at)
                            .thenComparingLong(one -> one.delivery().id()))
                    .limit(room.places())
                    .forEach(one -> due.add(one.delivery()));
        }
        return due.isEmpty() ? due : take(claim, due);
    }

    @Override
    public void giveBack(String owner, List<Long> deliveries) {
        ClaimStore.release(sql, " and id = any(?) and claim = ?", deliveries, owner);
    }

    @Override
    public int releaseExpired(Instant now) {
        return ClaimStore.release(sql, " and claimed_until < ?", now);
    }

    private record Due(Claimed delivery, Instant at) {}

    private Stream<Due> due(String state, Room room, Instant now) {
        return sql
                .query(
                        """
                select id, subscription_id, event_sequence, attempts, tries_from, due_at from delivery
                where subscription_id = ? and state = ? and due_at <= ?
                order by subscription_id, state, due_at, id fetch first ? rows only""",
                        row -> new Due(Claimed.read(row), Objects.requireNonNull(Sql.instant(row, "due_at"))),
                        room.subscription(),
                        state,
                        now,
                        room.places())
                .stream();
    }

    private List<Claimed> take(Claim claim, List<Claimed> due) {
        List<Long> ids = due.stream().map(Claimed::id).toList();
        int taken = sql.update("""
                update delivery set state = 'delivering', claim = ?, claimed_until = ?
                where id = any(?) and state in ('pending', 'retrying')""", claim.owner(), claim.until(), ids);
        // fewer when a subscription was deleted or disabled in between
        return taken == due.size() ? due : stillClaimed(claim, due, ids);
    }

    private List<Claimed> stillClaimed(Claim claim, List<Claimed> due, List<Long> ids) {
        List<Long> taken = sql.query(
                "select id from delivery where id = any(?) and state = 'delivering' and claim = ?",
                row -> row.getLong("id"),
                ids,
                claim.owner());
        return due.stream().filter(one -> taken.contains(one.id())).toList();
    }
}
