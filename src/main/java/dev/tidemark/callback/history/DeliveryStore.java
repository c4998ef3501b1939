package dev.tidemark.callback.history;

import dev.tidemark.event.EventType;
import dev.tidemark.platform.Sql;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Deliveries and their attempts, for those who read. */
@ApplicationScoped
public class DeliveryStore {
    private static final String DELIVERIES = """
            select d.id, d.subscription_id, e.id as event_id, d.event_sequence, e.type, d.state, d.attempts, d.due_at,
                   d.settled_at
            from delivery d join event e on e.sequence = d.event_sequence
            """;

    private final Sql sql;

    DeliveryStore(Sql sql) {
        this.sql = sql;
    }

    /** A place in the list: the newest event first, and the newest delivery first where an event has several. */
    public record Place(long sequence, long id) {
        public static final Place START = new Place(Long.MAX_VALUE, Long.MAX_VALUE);
    }

    /** The next deliveries after a place, newest first. */
    @Transactional
    public List<Delivery> after(Place place, DeliveryFilter filter, int limit) {
        Where where = new Where();
        where.and("d.event_sequence <= ?", place.sequence());
        where.and("(d.event_sequence < ? or d.id < ?)", place.sequence(), place.id());
        filter.subscription().ifPresent(id -> where.and("d.subscription_id = ?", id));
        filter.state().ifPresent(state -> where.and("d.state = ?", state.text()));
        filter.type().ifPresent(type -> where.and("e.type = ?", type.shortName()));
        filter.event().ifPresent(id -> where.and("e.id = ?", id));
        filter.from().ifPresent(from -> where.and("e.logged_at >= ?", from));
        filter.to().ifPresent(to -> where.and("e.logged_at < ?", to));
        filter.code().ifPresent(code -> where.and("""
                exists (select 1 from delivery_attempt a
                        where a.delivery_id = d.id and a.number = d.attempts and a.status = ?)""", code));
        where.parameters.add(limit);
        return sql.query(
                DELIVERIES + where.text + " order by d.event_sequence desc, d.id desc fetch first ? rows only",
                DeliveryStore::delivery,
                where.parameters.toArray());
    }

    @Transactional
    public Optional<Delivery> find(long id) {
        return sql.first(DELIVERIES + "where d.id = ?", DeliveryStore::delivery, id);
    }

    /** In the order they were made. */
    @Transactional
    public List<DeliveryAttempt> attempts(long delivery) {
        return sql.query("""
                select number, started_at, duration_ms, status, error, detail, body, body_cut
                from delivery_attempt where delivery_id = ? order by number""", DeliveryStore::attempt, delivery);
    }

    private static Delivery delivery(ResultSet row) throws SQLException {
        return new Delivery(
                row.getLong("id"),
                row.getString("subscription_id"),
                row.getString("event_id"),
                row.getLong("event_sequence"),
                EventType.byShortName(row.getString("type")).orElseThrow(),
                DeliveryState.byText(row.getString("state")).orElseThrow(),
                row.getInt("attempts"),
                Objects.requireNonNull(Sql.instant(row, "due_at")),
                Optional.ofNullable(Sql.instant(row, "settled_at")));
    }

    private static DeliveryAttempt attempt(ResultSet row) throws SQLException {
        byte[] body = row.getBytes("body");
        return new DeliveryAttempt(
                row.getInt("number"),
                Objects.requireNonNull(Sql.instant(row, "started_at")),
                row.getLong("duration_ms"),
                Optional.ofNullable(row.getObject("status", Integer.class)),
                Optional.ofNullable(row.getString("error")),
                Optional.ofNullable(row.getString("detail")),
                body == null ? new byte[0] : body,
                row.getBoolean("body_cut"));
    }

    /** Conditions and their parameters, in step. */
    private static final class Where {
        private final StringBuilder text = new StringBuilder("where 1 = 1");
        private final List<@Nullable Object> parameters = new ArrayList<>();

        private void and(String condition, Object... values) {
            text.append(" and ").append(condition);
            parameters.addAll(List.of(values));
        }
    }
}
