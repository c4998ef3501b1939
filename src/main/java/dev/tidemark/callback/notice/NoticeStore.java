package dev.tidemark.callback.notice;

import dev.tidemark.event.EventType;
import dev.tidemark.platform.Sql;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The table {@code notice}, in the caller's transaction. */
@ApplicationScoped
class NoticeStore {
    private static final int LONGEST_REASON = 1000;

    private final Sql sql;

    NoticeStore(Sql sql) {
        this.sql = sql;
    }

    /**
     * A notice as it waits to be told.
     *
     * @param figure failures in a row, attempts made or deliveries held, as the type has it
     * @param lost of a delivery that was given up
     */
    record Stored(
            long id,
            EventType type,
            String subscription,
            @Nullable String name,
            String url,
            String account,
            String reason,
            Instant since,
            Instant at,
            long figure,
            Optional<Lost> lost) {}

    /** @param status of the last answer; null when there was none */
    record Lost(
            long delivery,
            @Nullable Integer status,
            String error,
            String event,
            String eventType,
            String eventSubject) {}

    /**
     * With the subscription as it is now.
     *
     * @param figure failures in a row or deliveries held
     */
    void add(Notice.OfState notice, Instant dueAt, long figure) {
        sql.update(
                """
                insert into notice (type, subscription_id, name, url, account_id, reason, since, happened_at, due_at, figure)
                select cast(? as varchar(60)), s.id, s.name, s.url, coalesce(e.account_id, ?), cast(? as varchar(1000)),
                       cast(? as timestamp with time zone), cast(? as timestamp with time zone),
                       cast(? as timestamp with time zone), cast(? as bigint)
                from subscription s left join event e on e.sequence = ? where s.id = ?""",
                notice.type().shortName(),
                notice.account(),
                cut(notice.reason()),
                notice.since(),
                notice.at(),
                dueAt,
                figure,
                notice.event(),
                notice.subscription());
    }

    /** Deliveries of events for operators are left out: they would be told of in deliveries that are given up, too. */
    void addExhausted(List<Notice.Exhausted> notices) {
        List<@Nullable Object[]> rows = notices.stream()
                .<@Nullable Object[]>map(one -> new @Nullable Object[] {
                    EventType.DELIVERY_EXHAUSTED.shortName(),
                    cut(one.reason()),
                    one.at(),
                    one.at(),
                    (long) one.attempts(),
                    one.delivery(),
                    one.status().orElse(null),
                    one.error(),
                    one.subscription(),
                    one.event(),
                    EventType.DELIVERY_EXHAUSTED.family()
                })
                .toList();
        sql.batch("""
                insert into notice (type, subscription_id, name, url, account_id, reason, since, happened_at, due_at, figure,
                                    delivery_id, status, error, event_id, event_type, event_subject)
                select cast(? as varchar(60)), s.id, s.name, s.url, e.account_id, cast(? as varchar(1000)), e.logged_at,
                       cast(? as timestamp with time zone), cast(? as timestamp with time zone), cast(? as bigint),
                       cast(? as bigint), cast(? as integer), cast(? as varchar(40)), e.id, e.type, e.subject
                from event e join subscription s on s.id = ? where e.sequence = ? and e.family <> ?""", rows);
    }

    /** What is held, and what this process has claimed: it is held too once it comes back. */
    long held(String subscription) {
        return sql.first("""
                        select (select count(*) from delivery where subscription_id = ? and state = 'held')
                             + (select count(*) from delivery where subscription_id = ? and state = 'delivering')""", row -> row.getLong(1), subscription, subscription).orElseThrow();
    }

    /** When it was last told that it works again. */
    Optional<Instant> recoveredAt(String subscription) {
        return sql
                .query(
                        "select recovered_at from subscription where id = ?",
                        row -> Optional.ofNullable(Sql.instant(row, "recovered_at")),
                        subscription)
                .stream()
                .flatMap(Optional::stream)
                .findFirst();
    }

    void recovered(String subscription, Instant at) {
        sql.update("update subscription set recovered_at = ? where id = ?", at, subscription);
    }

    /**
     * Takes back that it fails where that waits to be told. Skips what is just being told, for who tells waits for
     * subscriptions.
     *
     * @return whether there was something to take back
     */
    boolean withdraw(String subscription, Instant now) {
        List<Long> waiting =
                sql.query("""
                select id from notice where subscription_id = ? and type = ? and due_at > ?
                order by id for update skip locked""", row -> row.getLong(1), subscription, EventType.SUBSCRIPTION_FAILING.shortName(), now);
        remove(waiting);
        return !waiting.isEmpty();
    }

    /** The oldest that are due, locked: another replica waits, and finds the next ones. */
    List<Stored> take(Instant now, int most) {
        return sql.query("""
                select id, type, subscription_id, name, url, account_id, reason, since, happened_at, figure, delivery_id, status,
                       error, event_id, event_type, event_subject
                from notice where due_at <= ? order by id fetch first ? rows only for update""", NoticeStore::stored, now, most);
    }

    void remove(Collection<Long> ids) {
        if (!ids.isEmpty()) {
            sql.update("delete from notice where id = any(?)", ids);
        }
    }

    private static Stored stored(ResultSet row) throws SQLException {
        return new Stored(
                row.getLong("id"),
                EventType.byShortName(row.getString("type")).orElseThrow(),
                row.getString("subscription_id"),
                row.getString("name"),
                row.getString("url"),
                row.getString("account_id"),
                row.getString("reason"),
                Objects.requireNonNull(Sql.instant(row, "since")),
                Objects.requireNonNull(Sql.instant(row, "happened_at")),
                row.getLong("figure"),
                row.getString("event_id") == null ? Optional.empty() : Optional.of(lost(row)));
    }

    private static Lost lost(ResultSet row) throws SQLException {
        return new Lost(
                row.getLong("delivery_id"),
                row.getObject("status", Integer.class),
                row.getString("error"),
                row.getString("event_id"),
                row.getString("event_type"),
                row.getString("event_subject"));
    }

    private static String cut(String text) {
        return text.length() > LONGEST_REASON ? text.substring(0, LONGEST_REASON) : text;
    }
}
