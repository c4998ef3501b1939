package dev.tidemark.bench.load;

import dev.tidemark.bench.load.Databases.Database;
import dev.tidemark.callback.terms.Ordering;
import dev.tidemark.event.ChangeEvent;
import dev.tidemark.event.CloudEventJson;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;

/** Puts events and their deliveries into a service's database as its event log and fan-out do, under the log's lock. */
final class EventStock {
    /** Old events in one transaction. */
    private static final int OLD_AT_ONCE = 100_000;

    private final Database database;
    private final Documents documents;

    EventStock(Database database) {
        this(database, new Documents());
    }

    EventStock(Database database, Documents documents) {
        this.database = database;
        this.documents = documents;
    }

    /**
     * Stores new events in one transaction, due at once at every subscription, or where it is ordered, one of each key.
     *
     * @return when it was about to commit, in microseconds since 1970
     */
    long store(int events) {
        try (Connection connection = database.open()) {
            connection.setAutoCommit(false);
            long last = lockedLast(connection);
            events(connection, last, events);
            deliveries(connection, last);
            move(connection, last + events);
            long now = ChronoUnit.MICROS.between(Instant.EPOCH, Instant.now());
            connection.commit();
            return now;
        } catch (SQLException e) {
            throw new IllegalStateException("cannot store events", e);
        }
    }

    /** Stores events that everything was done for long ago, each delivered to the first subscription; PostgreSQL alone. */
    void storeOld(int events) {
        try (Connection connection = database.open()) {
            connection.setAutoCommit(false);
            for (int stored = 0; stored < events; stored += OLD_AT_ONCE) {
                old(connection, Math.min(OLD_AT_ONCE, events - stored));
                connection.commit();
            }
            connection.setAutoCommit(true);
            try (Statement statement = connection.createStatement()) {
                statement.execute("vacuum analyze");
                statement.execute("checkpoint");
            }
        } catch (SQLException e) {
            throw new IllegalStateException("cannot store old events", e);
        }
    }

    private static long lockedLast(Connection connection) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.executeUpdate("update event_log set id = id where id = 1");
            try (ResultSet row = statement.executeQuery("select last_sequence from event_log where id = 1")) {
                row.next();
                return row.getLong(1);
            }
        }
    }

    private static void move(Connection connection, long last) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.executeUpdate("update event_log set last_sequence = " + last + " where id = 1");
        }
    }

    private void events(Connection connection, long last, int events) throws SQLException {
        try (PreparedStatement insert = connection.prepareStatement("""
                insert into event (sequence, id, account_id, type, family, subject, partition_key, occurred_at,
                                   logged_at, data_start, document)
                values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)""")) {
            for (long sequence = last + 1; sequence <= last + events; sequence++) {
                ChangeEvent event = documents.event(sequence);
                CloudEventJson.Document document = documents.document(event, sequence);
                insert.setLong(1, sequence);
                insert.setString(2, event.id().value());
                insert.setString(3, event.account());
                insert.setString(4, event.type().shortName());
                insert.setString(5, event.type().family());
                insert.setString(6, event.subject());
                insert.setString(7, event.partitionKey());
                insert.setObject(8, utc(event.time()));
                insert.setObject(9, utc(Instant.now()));
                insert.setInt(10, document.dataStart());
                insert.setBytes(11, document.bytes());
                insert.addBatch();
            }
            insert.executeBatch();
        }
    }

    private static void deliveries(Connection connection, long after) throws SQLException {
        try (PreparedStatement insert = connection.prepareStatement("""
                insert into delivery (subscription_id, event_sequence, state, attempts, due_at, event_type,
                                      ordering_key)
                select id, sequence, 'pending', 0,
                       case when ordered_key is not null and place > 1 then cast(? as timestamp with time zone)
                            else cast(? as timestamp with time zone) end,
                       type,
                       ordered_key
                from (select s.id, e.sequence, e.type, case when s.ordering = 'key' then e.partition_key end as ordered_key,
                             row_number() over (partition by s.id, e.partition_key order by e.sequence) as place
                      from subscription s cross join event e where e.sequence > ?) numbered
                order by id, sequence""")) {
            insert.setObject(1, utc(Ordering.WAITS));
            insert.setObject(2, utc(Instant.now()));
            insert.setLong(3, after);
            insert.executeUpdate();
        }
    }

    private void old(Connection connection, int events) throws SQLException {
        long last = lockedLast(connection);
        CloudEventJson.Document document = documents.document(documents.event(0), 0);
        try (PreparedStatement insert = connection.prepareStatement("""
                with numbered as (select generate_series(?::bigint, ?::bigint) as n), logged as (
                    insert into event (sequence, id, account_id, type, family, subject, partition_key, occurred_at,
                                       logged_at, data_start, document)
                    select n, 'evt_old_' || n, 'load', 'ViewCompleted', 'views', 'views/old-' || n, 'old-' || n,
                           now() - interval '9 days', now() - interval '9 days', ?, ? from numbered),
                delivered as (
                    insert into delivery (subscription_id, event_sequence, state, attempts, due_at, settled_at,
                                          event_type, last_status)
                    select (select min(id) from subscription), n, 'delivered', 1, now() - interval '9 days',
                           now() - interval '9 days', 'ViewCompleted', 204 from numbered returning id)
                insert into delivery_attempt (delivery_id, number, started_at, duration_ms, status, body, body_cut)
                select id, 1, now() - interval '9 days', 20, 204, ''::bytea, false from delivered""")) {
            insert.setLong(1, last + 1);
            insert.setLong(2, last + events);
            insert.setInt(3, document.dataStart());
            insert.setBytes(4, document.bytes());
            insert.executeUpdate();
        }
        move(connection, last + events);
    }

    private static OffsetDateTime utc(Instant time) {
        return OffsetDateTime.ofInstant(time, ZoneOffset.UTC);
    }
}
