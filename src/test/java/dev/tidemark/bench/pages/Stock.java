package dev.tidemark.bench.pages;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.tidemark.event.ChangeEvent;
import dev.tidemark.event.CloudEventJson;
import dev.tidemark.event.EventId;
import dev.tidemark.event.EventType;
import dev.tidemark.event.catalogue.EventCatalogue;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * A history of ninety days: events at half of twenty subscriptions each, nearly all taken at the first try. One stretch
 * of the log is older than what stands around it, as after a resync, and one event in 997 was noticed ten days late.
 */
final class Stock {
    static final int SUBSCRIPTIONS = 20;
    static final Duration LENGTH = Duration.ofDays(90);

    /** Digits in the documents for which the number of the event is put. */
    private static final String NUMBER = "9999999";

    /** Of a hundred events. */
    private static final Map<EventType, Integer> TYPES = new LinkedHashMap<>(Map.of(
            EventType.VIEW_PROGRESSED, 40,
            EventType.VIEW_STARTED, 20,
            EventType.VIEW_ENDED, 15,
            EventType.VIEW_COMPLETED, 12,
            EventType.RESPONSE_SUBMITTED, 8,
            EventType.QUIZ_SCORED, 3,
            EventType.VIEWER_IDENTIFIED, 2));

    private static final EventType RARE = EventType.SERIES_COMPLETED;
    private static final int RARE_SLOT = 100;

    /** Events whose deliveries are put in at once. */
    private static final int AT_ONCE = 10_000;

    private final int events;
    private final int perEvent;
    private final Instant start;

    Stock(int events, int deliveries) {
        this.events = events;
        this.perEvent = deliveries / events;
        this.start = Instant.now().minus(LENGTH).truncatedTo(ChronoUnit.SECONDS);
    }

    /** How a database spells what they do not share. */
    interface Dialect {
        /** Rows {@code n} from 1 on. */
        String numbers(long count);

        /** The bytes of a text. */
        String bytes(String text);

        /** A time, microseconds after another. */
        String after(String time, String micros);
    }

    /** What pages are about. */
    record Marks(String event, long delivered, long exhausted) {}

    int events() {
        return events;
    }

    int deliveries() {
        return events * perEvent;
    }

    /** When so much of the history was over. */
    Instant at(double part) {
        return start.plus((long) (LENGTH.toSeconds() * part), ChronoUnit.SECONDS);
    }

    void events(Connection connection, Dialect dialect) throws SQLException {
        documents(connection);
        long step = LENGTH.toMillis() * 1000 / events;
        try (Statement statement = connection.createStatement()) {
            statement.execute("""
                    insert into event (sequence, id, account_id, type, family, subject, partition_key, occurred_at,
                                       logged_at, data_start, document)
                    select r.n, 'evt_bench_' || lpad(cast(r.n as varchar(9)), 7, '0'),
                           case when mod(r.n, 10000) = 5 then 'second' else 'default' end, t.type, t.family,
                           'views/bench-' || lpad(cast(r.n / 4 as varchar(9)), 7, '0'),
                           'bench-' || lpad(cast(r.n / 4 as varchar(9)), 7, '0'), %s, %s, t.data_start, %s
                    from %s r join bench_type t
                      on t.slot = case when mod(r.n, 10000) = 7 then 100 else mod(r.n * 37, 100) end
                    order by r.n""".formatted(
                    dialect.after(
                            time(), """
                                    (case when r.n > %1$d and r.n <= %2$d then r.n - %1$d
                                          when mod(r.n, 997) = 0 and r.n > %3$d then r.n - %3$d else r.n end) * %4$d""".formatted(events / 10 * 6, events / 10 * 6 + events / 50, events / 9, step)),
                    dialect.after(time(), "r.n * " + step + " + 7000000"),
                    dialect.bytes("replace(t.document, '" + NUMBER + "', lpad(cast(r.n as varchar(9)), 7, '0'))"),
                    dialect.numbers(events)));
            statement.execute("drop table bench_type");
            statement.execute("update event_log set last_sequence = " + events + " where id = 1");
            statement.execute("""
                    insert into publication (event_sequence, topic, state, published_at, kafka_partition, kafka_offset)
                    select sequence, 'mindstamp.' || family, 'published', logged_at, 0, sequence from event
                    order by sequence""");
        }
    }

    /** A document of each type, in as many of a hundred slots as its share is. */
    private void documents(Connection connection) throws SQLException {
        try (Statement statement = connection.createStatement();
                PreparedStatement insert = prepared(connection, statement)) {
            int slot = 0;
            for (Map.Entry<EventType, Integer> type : TYPES.entrySet()) {
                for (int i = 0; i < type.getValue(); i++) {
                    document(insert, slot++, type.getKey());
                }
            }
            document(insert, RARE_SLOT, RARE);
        }
    }

    private static PreparedStatement prepared(Connection connection, Statement statement) throws SQLException {
        statement.execute("""
                create table bench_type (slot integer primary key, type varchar(60), family varchar(30),
                                         data_start integer, document varchar(20000))""");
        return connection.prepareStatement("insert into bench_type values (?, ?, ?, ?, ?)");
    }

    private void document(PreparedStatement insert, int slot, EventType type) throws SQLException {
        ChangeEvent example = new EventCatalogue("http://localhost:8080").exampleEvent(type);
        ChangeEvent event = new ChangeEvent(
                new EventId("evt_bench_" + NUMBER),
                "default",
                "views/bench-" + NUMBER,
                "bench-" + NUMBER,
                at(0.5),
                example.data());
        CloudEventJson.Document document = new CloudEventJson("http://localhost:8080").write(event, 0);
        insert.setInt(1, slot);
        insert.setString(2, type.shortName());
        insert.setString(3, type.family());
        insert.setInt(4, document.dataStart());
        insert.setString(5, new String(document.bytes(), UTF_8));
        insert.executeUpdate();
    }

    /** A part at a time: H2 keeps what it may have to take back. */
    void deliveriesAndAttempts(Connection connection, Dialect dialect) throws SQLException {
        for (int after = 0; after < events; after += AT_ONCE) {
            String part = " where event_sequence > %d and event_sequence <= %d ".formatted(after, after + AT_ONCE);
            deliveries(connection, dialect, part.replace("event_sequence", "e.sequence"));
            attempts(connection, dialect, part);
        }
    }

    private void deliveries(Connection connection, Dialect dialect, String part) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute("""
                    insert into delivery (subscription_id, event_sequence, state, attempts, due_at, settled_at,
                                          event_type, last_status, last_error)
                    select 'sub-' || lpad(cast(s as varchar(9)), 2, '0'), sequence, state,
                           case state when 'pending' then 0 when 'held' then 0 when 'exhausted' then 10
                                      when 'retrying' then 3 else case when mod(sequence, 40) = 0 then 2 else 1 end end,
                           logged_at, case when state in ('delivered', 'exhausted', 'cancelled') then logged_at end, type,
                           case when state = 'delivered'
                                then case when s = 8 then 204 when s = 9 and mod(sequence, 3) > 0 then 202
                                          when s = 3 and sequence < 800 then 207 else 200 end
                                when state in ('exhausted', 'retrying') and mod(sequence, 5) > 0
                                then case when s = 3 and sequence < 3000 then 410 else 503 end end,
                           case when state in ('exhausted', 'retrying')
                                then case when mod(sequence, 5) > 0 then 'status' else 'timeout' end end
                    from (select sequence, s, type, logged_at,
                                 case when mod(sequence * 31 + s * 8, 150) = 0 and sequence < %1$d then 'exhausted'
                                      when s = 5 and sequence > %2$d then 'held'
                                      when s = 20 and sequence < %3$d then 'cancelled'
                                      when mod(sequence * 31 + s * 8, 150) = 0 then 'retrying'
                                      when sequence > %4$d then 'pending' else 'delivered' end as state
                          from (select e.sequence, 1 + mod(e.sequence + 2 * j.n, %5$d) as s, e.type, e.logged_at
                                from event e cross join %6$s j %7$s) due) stated
                    order by sequence, s""".formatted(
                            events / 100 * 98,
                            events / 1000 * 995,
                            events / 100,
                            events - 200,
                            SUBSCRIPTIONS,
                            dialect.numbers(perEvent),
                            part));
        }
    }

    private static void attempts(Connection connection, Dialect dialect, String part) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            for (String tries : new String[] {
                "1 from delivery" + part + "and attempts > 0 order by id",
                "n from delivery cross join " + dialect.numbers(9) + " more" + part + "and attempts > n order by id, n"
            }) {
                String number = tries.startsWith("1") ? "1" : "n + 1";
                statement.execute("""
                        insert into delivery_attempt (delivery_id, number, started_at, duration_ms, status, error, body,
                                                      body_cut, request_headers, response_headers)
                        select id, %s, due_at, 20 + mod(id, 200), case when %s < attempts then 503 else last_status end,
                               case when %s < attempts then 'status' else last_error end, %s, false,
                               'content-type: application/json', 'content-length: 2' %s""".formatted(number, number, number, dialect.bytes("'ok'"), tries.substring(2)));
            }
        }
    }

    /** What the overview and the pages of accounts and subscriptions draw. */
    void surroundings(Connection connection, Dialect dialect) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            for (String[] series : new String[][] {
                {"events", "2880", "60", "'type-' || label.n", "10"},
                {
                    "callback.deliveries",
                    "2880",
                    "60",
                    "case label.n when 1 then 'delivered' when 2 then 'failed' else 'exhausted' end",
                    "3"
                },
                {"callback.received", "2880", "60", "'all'", "1"},
                {"poll.known", "2880", "60", "'all'", "1"},
                {
                    "callback.subscription",
                    "192",
                    "900",
                    "'sub-' || lpad(cast((label.n + 1) / 2 as varchar(9)), 2, '0') || "
                            + "case when mod(label.n, 2) = 0 then '/failed' else '/delivered' end",
                    "120"
                }
            }) {
                statement.execute("""
                        insert into pulse (series, at, label, writer, n, spread)
                        select '%s', %s, %s, 'bench', 100, '5:40 9:60'
                        from %s step cross join %s label""".formatted(
                        series[0],
                        dialect.after(
                                "timestamp with time zone '"
                                        + Instant.ofEpochSecond(
                                                Math.floorDiv(Instant.now().getEpochSecond(), 900) * 900)
                                        + "'",
                                "(0 - step.n) * " + series[2] + "000000"),
                        series[3],
                        dialect.numbers(Long.parseLong(series[1])),
                        dialect.numbers(Long.parseLong(series[4]))));
            }
            statement.execute("""
                    insert into replay (id, subscription_id, from_time, to_time, types, status, state, place, up_to,
                                        planned, made, created_at, ended_at)
                    select 'rpl_bench_' || n, 'sub-07', null, null, '', 'all', 'done', 1, 1, 100, 100, %1$s, %1$s
                    from %2$s r""".formatted(dialect.after(time(), "n * 1000000"), dialect.numbers(1000)));
        }
    }

    /** What the service notes behind the log. */
    void stretches(Connection connection) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            String day = "cast(floor(extract(epoch from occurred_at) / 86400) as integer)";
            statement.execute("""
                    insert into event_stretch (stretch, of_day, earliest, latest)
                    select (sequence - 1) / 1000, %1$s, min(occurred_at), max(occurred_at) from event
                    group by (sequence - 1) / 1000, %1$s""".formatted(day));
        }
    }

    Marks marks(Connection connection) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            return new Marks(
                    "evt_bench_" + String.format("%07d", events / 2),
                    number(
                            statement,
                            "select min(id) from delivery where state = 'delivered' and event_sequence = "
                                    + events / 2),
                    number(statement, "select max(id) from delivery where state = 'exhausted'"));
        }
    }

    private static long number(Statement statement, String query) throws SQLException {
        try (ResultSet row = statement.executeQuery(query)) {
            row.next();
            return row.getLong(1);
        }
    }

    private String time() {
        return "timestamp with time zone '" + start + "'";
    }
}
