package dev.tidemark.callback.delivery;

import dev.tidemark.platform.Sql;
import io.quarkus.arc.properties.IfBuildProperty;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.List;

/** One statement for all subscriptions; what another replica is just claiming is skipped, not waited for. */
@ApplicationScoped
@IfBuildProperty(name = "quarkus.datasource.db-kind", stringValue = "postgresql")
class PostgresClaimStore implements ClaimStore {
    private final Sql sql;

    PostgresClaimStore(Sql sql) {
        this.sql = sql;
    }

    @Override
    public List<Claimed> claim(Claim claim, List<Room> rooms) {
        return sql.query(
                """
                with unsynced as materialized (
                    select case when ? then set_config('synchronous_commit', 'off', true) end),
                due as materialized (
                    select d.id
                    from unsynced cross join unnest(?, ?) as room(subscription_id, places)
                    cross join lateral (
                        select id from delivery
                        where subscription_id = room.subscription_id and state in ('pending', 'retrying') and due_at <= ?
                        order by due_at, id limit room.places
                        for update skip locked) d)
                update delivery set state = 'delivering', claim = ?, claimed_until = ?
                from due where delivery.id = due.id
                returning delivery.id, delivery.subscription_id, delivery.event_sequence, delivery.attempts,
                          delivery.tries_from""",
                Claimed::read,
                claim.alone(),
                rooms.stream().map(Room::subscription).toList(),
                rooms.stream().map(room -> (long) room.places()).toList(),
                claim.now(),
                claim.owner(),
                claim.until());
    }

    @Override
    public void giveBack(String owner, List<Long> deliveries) {
        ClaimStore.release(sql, " and id = any(?) and claim = ?", deliveries, owner);
    }

    /** Skips what is just being settled: its owner is late, not dead. */
    @Override
    public int releaseExpired(Instant now) {
        return ClaimStore.release(sql, """
                 and id in (select id from delivery where state = 'delivering' and claimed_until < ?
                            for update skip locked)""", now);
    }
}
