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
            select id, subscription_id, from_time, to_time, types, status, state, place, up_to, planned, made, created_at,
                   ended_at
            from replay
            """;

    private final Sql sql;

    ReplayStore(Sql sql) {
        this.sql = sql;
    }

    /**
     * A replay and how far it is.
     *
     * @param place sequence of the last event that is done
     * @param upTo sequence of the last one that was found when it began
     */
    record Job(Replay replay, long place, long upTo) {}

    void insert(Job job) {
        Replay replay = job.replay();
        Range range = replay.range();
        sql.update(
                """
                insert into replay (id, subscription_id, from_time, to_time, types, status, state, place, up_to, planned,
                                    made, created_at, ended_at)
                values (?, ?, cast(? as timestamp with time zone), cast(? as timestamp with time zone), ?, ?, ?, ?, ?, ?, ?,
                        ?, cast(? as timestamp with time zone))""",
                replay.id(),
                replay.subscription(),
                range.from().orElse(null),
                range.to().orElse(null),
                Words.joinTypes(range.types()),
                range.status().text(),
                replay.state().text(),
                job.place(),
                job.upTo(),
                replay.planned(),
                replay.made(),
                replay.createdAt(),
                replay.endedAt().orElse(null));
    }

    /** All that are to go on, the oldest first. */
    @Transactional
    List<Job> running() {
        return sql.query(REPLAYS + "where state = 'running' order by created_at, id", ReplayStore::job);
    }

    /** The one of a subscription that goes on, locked. */
    Optional<Job> lockRunning(String subscription) {
        return sql.first(
                REPLAYS + "where subscription_id = ? and state = 'running' for update", ReplayStore::job, subscription);
    }

    /**
     * It came as far as this with so many deliveries more.
     *
     * @param ended empty = it goes on
     */
    void advance(String id, long place, int made, Optional<Instant> ended) {
        sql.update(
                "update replay set place = ?, made = made + ?, state = ?, ended_at = cast(? as timestamp with time zone)"
                        + " where id = ?",
                place,
                made,
                ended.map(_ -> State.DONE).orElse(State.RUNNING).text(),
                ended.orElse(null),
                id);
    }

    void cancel(String id, Instant now) {
        sql.update("update replay set state = 'cancelled', ended_at = ? where id = ? and state = 'running'", now, id);
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
     */
    @Transactional
    List<Replay> after(String subscription, Optional<Replay> after, int limit) {
        StringBuilder where = new StringBuilder("where subscription_id = ?");
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
                State.stored(row.getString("state")),
                row.getLong("planned"),
                row.getLong("made"),
                Objects.requireNonNull(Sql.instant(row, "created_at")),
                Optional.ofNullable(Sql.instant(row, "ended_at")));
        return new Job(replay, row.getLong("place"), row.getLong("up_to"));
    }
}
