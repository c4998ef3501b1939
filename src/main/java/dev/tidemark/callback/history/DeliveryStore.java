package dev.tidemark.callback.history;

import dev.tidemark.callback.exchange.ErrorClass;
import dev.tidemark.callback.exchange.HeaderLines;
import dev.tidemark.event.EventType;
import dev.tidemark.platform.Sql;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.SortedMap;

/** Deliveries and their attempts, for those who read. */
@ApplicationScoped
public class DeliveryStore {
    private static final String DELIVERY = """
            select d.id, d.subscription_id, e.id as event_id, d.event_sequence, e.type, d.state, d.attempts, d.due_at,
                   d.settled_at, d.last_status, d.last_error
            from delivery d join event e on e.sequence = d.event_sequence
            """;

    private final Sql sql;
    private final SearchStore search;

    DeliveryStore(Sql sql, SearchStore search) {
        this.sql = sql;
        this.search = search;
    }

    /** A place in the list: the newest event first, and the newest delivery first where an event has several. */
    public record Place(long sequence, long id) {
        public static final Place START = new Place(Long.MAX_VALUE, Long.MAX_VALUE);
    }

    /** The next deliveries after a place, newest first. */
    @Transactional
    public List<Delivery> after(Place place, DeliveryFilter filter, int limit) {
        return search.page(place, filter, limit, DeliveryStore::delivery);
    }

    @Transactional
    public Optional<Delivery> find(long id) {
        return sql.first(DELIVERY + "where d.id = ?", DeliveryStore::delivery, id);
    }

    /** In the order they were made. */
    @Transactional
    public List<DeliveryAttempt> attempts(long delivery) {
        return sql.query("""
                select number, started_at, duration_ms, status, error, detail, body, body_cut,
                       request_headers, response_headers
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
                Optional.ofNullable(Sql.instant(row, "settled_at")),
                Optional.ofNullable(row.getObject("last_status", Integer.class)),
                Optional.ofNullable(row.getString("last_error")).flatMap(ErrorClass::byText));
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
                row.getBoolean("body_cut"),
                headers(row, "request_headers"),
                headers(row, "response_headers"));
    }

    private static SortedMap<String, String> headers(ResultSet row, String column) throws SQLException {
        String lines = row.getString(column);
        return HeaderLines.read(lines == null ? "" : lines);
    }
}
