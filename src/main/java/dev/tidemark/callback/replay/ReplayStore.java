package dev.tidemark.callback.replay;

import dev.tidemark.callback.replay.Replay.Range;
import dev.tidemark.callback.replay.Replay.State;
import dev.tidemark.callback.replay.Replay.Status;
import dev.tidemark.callback.subscriber.Words;
import dev.tidemark.platform.Sql;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The table {@code replay}. Whoever changes a row that is running has locked its subscription, if there is one. */
@ApplicationScoped
class ReplayStore {
    private static final String REPLAYS = """
            select id, subscription_id, from_time, to_time, types, status, dry_run, state, place, up_to, planned, made,
                   skipped, created_at, ended_at
            from replay
            """;

    private final Sql sql;

    ReplayStore(Sql sql) {
        this.sql = sql;
    }

    /**
     * A replay and how far it is.
     *
     * @param place sequence of the last event that is counted while it counts, then of the last one that is done
     * @param upTo sequence of the last one that the log had when it began
     */
    record Job(Replay replay, long place, long upTo) {}

    void insert(Job job) {
        Replay replay = job.replay();
        Range range = replay.range();
        sql.update(
                """
                insert into replay (id, subscription_id, from_time, to_time, types, status, dry_run, state, place,
                                    up_to, planned, made, created_at, ended_at)
                values (?, ?, cast(? as timestamp with time zone), cast(? as timestamp with time zone), ?, ?, ?, ?, ?, ?, ?,
                        ?, ?, cast(? as timestamp with time zone))""",
                replay.id(),
                replay.subscription(),
                range.from().orElse(null),
                range.to().orElse(null),
                Words.joinTypes(range.types()),
                range.status().text(),
                replay.isDryRun(),
                replay.state().text(),
                job.place(),
                job.upTo(),
                replay.planned(),
                replay.made(),
                replay.createdAt(),
                replay.endedAt().orElse(null));
    }

    /** Subscriptions with a replay that is counted and goes on. */
    @Transactional
    List<String> running() {
        return sql.query(
                "select subscription_id from replay where state = 'running' order by created_at, id",
                row -> row.getString(1));
    }

    /** Those that are being counted, the oldest first. */
    @Transactional
    List<String> counting() {
        return sql.query(
                "select id from replay where state = 'counting' order by created_at, id", row -> row.getString(1));
    }

    /** The one of a subscription that is to send, or will be, if there is one. */
    Optional<Replay> current(String subscription) {
        return sql.first(
                        REPLAYS + "where subscription_id = ? and state in ('counting', 'running') and not dry_run",
                        ReplayStore::job,
                        subscription)
                .map(Job::replay);
    }

    /** The one of a subscription that sends. */
    Optional<Job> runningOf(String subscription) {
        return sql.first(REPLAYS + "where subscription_id = ? and state = 'running'", ReplayStore::job, subscription);
    }

    Optional<Job> lockRunning(String subscription) {
        return sql.first(
                REPLAYS + "where subscription_id = ? and state = 'running' for update", ReplayStore::job, subscription);
    }

    /** Locked, if it is still being counted. */
    Optional<Job> lockCounting(String id) {
        return sql.first(REPLAYS + "where id = ? and state = 'counting' for update", ReplayStore::job, id);
    }

    /** So many more were counted. */
    void counted(String id, long place, int chosen) {
        sql.update("update replay set place = ?, planned = planned + ? where id = ?", place, chosen, id);
    }

    /** It is counted, and sends from now on what was chosen, from the first on. */
    void run(String id) {
        sql.update("update replay set place = 0, state = 'running' where id = ?", id);
    }

    /** It came as far as this, with so many deliveries more and so many chosen ones left out. */
    void advance(String id, long place, int made, int skipped) {
        sql.update(
                "update replay set place = ?, made = made + ?, skipped = skipped + ? where id = ?",
                place,
                made,
                skipped,
                id);
    }

    void end(String id, Instant now) {
        sql.update("update replay set state = 'done', ended_at = ? where id = ?", now, id);
    }

    void cancelCounting(String id, Instant now) {
        sql.update("update replay set state = 'cancelled', ended_at = ? where id = ? and state = 'counting'", now, id);
    }

    /** @return whether it still went on */
    boolean cancel(String id, Instant now) {
        return sql.update(
                        "update replay set state = 'cancelled', ended_at = ?"
                                + " where id = ? and state in ('counting', 'running')",
                        now,
                        id)
                > 0;
    }

    /** A newer count of the same subscription takes their place. */
    void cancelCounts(String subscription, Instant now) {
        sql.update(
                "update replay set state = 'cancelled', ended_at = ?"
                        + " where subscription_id = ? and state = 'counting' and dry_run",
                now,
                subscription);
    }

    /** Those that were only to count and ended before this. */
    void removeCounts(String subscription, Instant before) {
        sql.update(
                "delete from replay where subscription_id = ? and dry_run and state in ('done', 'cancelled')"
                        + " and ended_at < ?",
                subscription,
                before);
    }

    /** One that was only to count and needs not be looked at again. */
    @Transactional
    void remove(String id) {
        sql.update("delete from replay where id = ?", id);
    }

    @Transactional
    Optional<Replay> find(String subscription, String id) {
        return sql.first(REPLAYS + "where subscription_id = ? and id = ?", ReplayStore::job, subscription, id)
                .map(Job::replay);
    }

    /**
     * The newest first.
     *
     * @param after the last one that is known; empty = from the first on
     * @param withDryRuns those that only count, too
     */
    @Transactional
    List<Replay> after(String subscription, Optional<Replay> after, boolean withDryRuns, int limit) {
        StringBuilder where =
                new StringBuilder("where subscription_id = ?").append(withDryRuns ? "" : " and not dry_run");
        List<@Nullable Object> parameters = new ArrayList<>(List.of(subscription));
        after.ifPresent(last -> {
            where.append(" and created_at <= ? and (created_at < ? or id < ?)");
            parameters.addAll(List.of(last.createdAt(), last.createdAt(), last.id()));
        });
        parameters.add(limit);
        return sql
                .query(
                        REPLAYS + where + " order by created_at desc, id desc fetch first ? rows only",
                        ReplayStore::job,
                        parameters.toArray())
                .stream()
                .map(Job::replay)
                .toList();
    }

    private static Job job(ResultSet row) throws SQLException {
        Range range = new Range(
                Optional.ofNullable(Sql.instant(row, "from_time")),
                Optional.ofNullable(Sql.instant(row, "to_time")),
                Words.splitTypes(row.getString("types")),
                Status.byText(row.getString("status")).orElseThrow());
        Replay replay = new Replay(
                row.getString("id"),
                row.getString("subscription_id"),
                range,
                row.getBoolean("dry_run"),
                State.stored(row.getString("state")),
                row.getLong("planned"),
                row.getLong("made"),
                row.getLong("skipped"),
                Objects.requireNonNull(Sql.instant(row, "created_at")),
                Optional.ofNullable(Sql.instant(row, "ended_at")),
                Optional.empty());
        return new Job(replay, row.getLong("place"), row.getLong("up_to"));
    }
}
