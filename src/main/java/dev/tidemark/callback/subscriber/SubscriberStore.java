package dev.tidemark.callback.subscriber;

import dev.tidemark.callback.filter.Filter;
import dev.tidemark.callback.health.Health;
import dev.tidemark.callback.terms.Ordering;
import dev.tidemark.callback.terms.RetrySchedule;
import dev.tidemark.callback.terms.Wishes;
import dev.tidemark.platform.Sql;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * The table {@code subscription} on the hot paths, and what a change of a subscription means for its deliveries. All
 * methods run in the caller's transaction and lock the subscription before its deliveries, so that none waits in a ring.
 */
@ApplicationScoped
public class SubscriberStore {
    private static final String AUDIENCE =
            "select id, types, accounts, filter, enabled, ordering, schedule from subscription";

    private final Sql sql;
    private final Filters filters;

    SubscriberStore(Sql sql, Filters filters) {
        this.sql = sql;
        this.filters = filters;
    }

    /**
     * Everyone who may want events, locked until the transaction ends: whoever deletes or disables a subscription
     * meanwhile waits, and then finds the deliveries this transaction adds.
     */
    public List<Audience> lockAudiences() {
        return sql.query(AUDIENCE + " order by id for update", row -> audience(row, filter(row.getString("filter"))));
    }

    /** One of them, locked as they are. */
    public Optional<Audience> lockAudience(String id) {
        return sql.first(
                AUDIENCE + " where id = ? for update", row -> audience(row, filter(row.getString("filter"))), id);
    }

    /** One of them, as it is at this moment. */
    public Optional<Audience> findAudience(String id) {
        return sql.first(AUDIENCE + " where id = ?", row -> audience(row, filter(row.getString("filter"))), id);
    }

    private static Audience audience(ResultSet row, Optional<Filter> filter) throws SQLException {
        boolean isUsable = row.getString("filter") == null || filter.isPresent();
        return new Audience(
                row.getString("id"),
                Words.splitTypes(row.getString("types")),
                Words.split(row.getString("accounts")),
                filter,
                row.getBoolean("enabled") && isUsable,
                Ordering.byText(row.getString("ordering")).orElse(Ordering.NONE),
                Optional.ofNullable(row.getString("schedule"))
                        .map(Wishes::schedule)
                        .map(RetrySchedule::new));
    }

    /** Empty too when it cannot be compiled, which the subscription's problem says then: its events are held. */
    private Optional<Filter> filter(@Nullable String source) {
        try {
            return Optional.ofNullable(source).map(filters::of);
        } catch (IllegalArgumentException _) {
            return Optional.empty();
        }
    }

    /** Whoever adds deliveries waits until the transaction ends. */
    public void lockAll() {
        sql.query("select id from subscription order by id for update", row -> row.getString(1));
    }

    /**
     * Locks these subscriptions in the order of their ids, as everyone does.
     *
     * @return how those fare that are enabled
     */
    public Map<String, Health> lock(Collection<String> ids) {
        Map<String, Health> enabled = new HashMap<>();
        if (!ids.isEmpty()) {
            sql.query(
                    """
                            select id, enabled, failures, probes, failing_since, failed_at, probe_at from subscription
                            where id = any(?) order by id for update""",
                    row -> {
                        if (row.getBoolean("enabled")) {
                            enabled.put(row.getString("id"), health(row));
                        }
                        return true;
                    },
                    ids);
        }
        return enabled;
    }

    /** Notes how receivers fare; their subscriptions are locked. */
    public void fare(Map<String, Health> health) {
        new TreeMap<>(health)
                .forEach((id, now) -> sql.update(
                        "update subscription set failures = ?, probes = ?, failing_since = ?, failed_at = ?, probe_at = ? where id = ?",
                        now.failures(),
                        now.probes(),
                        now.failingSince().orElse(null),
                        now.failedAt().orElse(null),
                        now.isFailing() ? now.probeAt() : null,
                        id));
    }

    /** From now on it gets events; what is held is released bit by bit. @return false if there is none */
    public boolean enable(String id, Instant now) {
        return sql.update("""
                        update subscription set enabled = true, problem = null, waits_until = null, failures = 0, probes = 0,
                            failing_since = null, failed_at = null, probe_at = null, updated_at = ?
                        where id = ?""", now, id) > 0;
    }

    /** Those among them for which something is due. */
    public Set<String> due(Collection<String> ids, Instant now) {
        return ids.stream()
                .filter(id -> sql.first("""
                                select 1 from delivery where subscription_id = ? and state in ('pending', 'retrying')
                                and due_at <= ? fetch first 1 rows only""", row -> row.getInt(1), id, now).isPresent())
                .collect(Collectors.toCollection(TreeSet::new));
    }

    /** Nobody asked it to wait. */
    public void forgetWait(String id) {
        sql.update("update subscription set waits_until = null where id = ?", id);
    }

    /**
     * Makes some of what is held due now, of one of the subscriptions that are enabled.
     *
     * @return how many deliveries
     */
    public int releaseHeld(int most, Instant now) {
        return sql.first("""
                        select s.id from subscription s
                        where s.enabled
                          and exists (select 1 from delivery d where d.subscription_id = s.id and d.state = 'held')
                        order by s.id fetch first 1 rows only""", row -> row.getString(1))
                .filter(id -> lock(List.of(id)).containsKey(id))
                .map(id -> release(id, most, now))
                .orElse(0);
    }

    /** Ids first: H2 would look for them again with each row that is updated. The order is that of its index. */
    private int release(String id, int most, Instant now) {
        List<Long> held = sql.query("""
                select id from delivery where subscription_id = ? and state = 'held'
                order by subscription_id, state, due_at, id fetch first ? rows only""", row -> row.getLong(1), id, most);
        if (held.isEmpty()) {
            // Another replica did it.
            return 0;
        }
        return sql.update("""
                update delivery set not_before = null, state = case when attempts = tries_from then 'pending' else 'retrying' end,
                    due_at = case when %s then cast(? as timestamp with time zone) else ? end
                where id = any(?) and state = 'held'""".formatted(OrderingStore.HAS_EARLIER), Ordering.WAITS, now, held);
    }

    static Health health(ResultSet row) throws SQLException {
        return new Health(
                row.getInt("failures"),
                row.getInt("probes"),
                Optional.ofNullable(Sql.instant(row, "failing_since")),
                Optional.ofNullable(Sql.instant(row, "failed_at")),
                Optional.ofNullable(Sql.instant(row, "probe_at")).orElse(Instant.EPOCH));
    }

    /** Notes how long the receivers asked for quiet; a shorter wait never replaces a longer one. */
    public void waitUntil(Map<String, Instant> quiet) {
        // in the order of ids, as everyone locks them
        new TreeMap<>(quiet).forEach((id, until) -> sql.update("""
                update subscription set waits_until = ?
                where id = ? and (waits_until is null or waits_until < ?)""", until, id, until));
    }

    /** Disables subscriptions at these times and keeps what is due there as held. */
    public void disable(Map<String, Instant> times, String problem) {
        new TreeMap<>(times).forEach((id, time) -> {
            sql.update("""
                    update subscription set enabled = false, problem = ?, updated_at = ?
                    where id = ?""", problem, time, id);
            sql.update("""
                    update delivery set state = 'held'
                    where subscription_id = ? and state in ('pending', 'retrying')""", id);
        });
    }

    /** Makes ordered deliveries due that wait for nothing. */
    public void wakeLines(Instant now) {
        List<String> ordered = sql.query(
                "select id from subscription where enabled and ordering = 'key' order by id", row -> row.getString(1));
        lock(ordered);
        ordered.forEach(id -> sql.update(
                "update delivery set due_at = " + OrderingStore.ITS_TURN + " where subscription_id = ? and due_at = ?"
                        + " and state in ('pending', 'retrying') and not (" + OrderingStore.HAS_EARLIER + ")",
                now,
                now,
                id,
                Ordering.WAITS));
    }

    /** Ends whatever is still open of a deleted subscription; its history stays. A send under way settles nothing. */
    public void cancelOpen(String id, Instant now) {
        // In the order in which settling locks them, or the two would wait for each other.
        sql.query("""
                select id from delivery where subscription_id = ?
                and state in ('pending', 'retrying', 'delivering', 'held') order by id for update""", row -> row.getLong(1), id);
        sql.update(
                "update replay set state = 'cancelled', ended_at = ?"
                        + " where subscription_id = ? and state in ('counting', 'running')",
                now,
                id);
        sql.update("delete from replay_part where replay_id in (select id from replay where subscription_id = ?)", id);
        sql.update("""
                update delivery set state = 'cancelled', settled_at = ?, claim = null, claimed_until = null
                where subscription_id = ? and state in ('pending', 'retrying', 'delivering', 'held')""", now, id);
    }
}
