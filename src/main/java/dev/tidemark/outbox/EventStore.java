package dev.tidemark.outbox;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.tidemark.event.EventType;
import dev.tidemark.platform.Sql;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The tables {@code event} and {@code event_log}. */
@ApplicationScoped
public class EventStore {
    static final String COLUMNS =
            "sequence, id, account_id, type, subject, partition_key, occurred_at, data_start, document";

    private final Sql sql;
    private final PageStore pages;

    EventStore(Sql sql, PageStore pages) {
        this.sql = sql;
        this.pages = pages;
    }

    /** Waits for whoever appends now, then keeps others waiting until this transaction ends. */
    long lockAndReadLastSequence() {
        return sql.first("select last_sequence from event_log where id = 1 for update", row -> row.getLong(1))
                .orElseThrow();
    }

    /** The newest event's sequence; 0 when there is none. */
    @Transactional
    public long lastSequence() {
        return sql.first("select last_sequence from event_log where id = 1", row -> row.getLong(1))
                .orElseThrow();
    }

    /** Those of the ids that the log has. */
    @Transactional
    public Set<String> knownAmong(Collection<String> ids) {
        return new HashSet<>(sql.query("select id from event where id = any(?)", row -> row.getString(1), ids));
    }

    /** Those of the subjects of which the log has an event of the type. */
    @Transactional
    public Set<String> subjectsWith(EventType type, String account, Collection<String> subjects) {
        return new HashSet<>(sql.query(
                "select distinct subject from event where subject = any(?) and type = ? and account_id = ?",
                row -> row.getString(1),
                subjects,
                type.shortName(),
                account));
    }

    void append(List<StoredEvent> events, long last, Instant now) {
        List<@Nullable Object[]> rows = new ArrayList<>(events.size());
        for (StoredEvent event : events) {
            rows.add(new Object[] {
                event.sequence(),
                event.id(),
                event.account(),
                event.type().shortName(),
                event.type().family(),
                event.subject(),
                event.partitionKey(),
                event.time(),
                now,
                event.dataStart(),
                event.document()
            });
        }
        sql.batch("""
                insert into event (sequence, id, account_id, type, family, subject, partition_key, occurred_at,
                                   logged_at, data_start, document)
                values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)""", rows);
        sql.update("update event_log set last_sequence = ? where id = 1", last);
    }

    /** Sequences of an account's first events. */
    List<Long> oldest(String account, int most) {
        return sql.query(
                "select sequence from event where account_id = ? order by sequence fetch first ? rows only",
                row -> row.getLong(1),
                account,
                most);
    }

    /**
     * @param sequences of those that have their payload
     * @param expunged how many have not
     */
    record Payloads(List<Long> sequences, int expunged) {}

    Payloads payloads(String account, String subject) {
        record Payload(long sequence, boolean expunged) {}
        List<Payload> all = sql.query(
                "select sequence, expunged_at from event where subject = ? and account_id = ? order by sequence",
                row -> new Payload(row.getLong("sequence"), Sql.instant(row, "expunged_at") != null),
                subject,
                account);
        List<Long> whole = all.stream()
                .filter(one -> !one.expunged())
                .map(Payload::sequence)
                .toList();
        return new Payloads(whole, all.size() - whole.size());
    }

    /** Leaves the attributes as they are, byte for byte. */
    void expunge(Collection<Long> sequences, Instant now) {
        byte[] data = ("{\"expunged_at\":\"" + now + "\"}}").getBytes(UTF_8);
        List<@Nullable Object[]> rows = new ArrayList<>();
        for (StoredEvent event : bySequences(sequences)) {
            byte[] left = Arrays.copyOf(event.document(), event.dataStart() + data.length);
            System.arraycopy(data, 0, left, event.dataStart(), data.length);
            rows.add(new Object[] {left, now, event.sequence()});
        }
        sql.batch("update event set document = ?, expunged_at = ? where sequence = ?", rows);
    }

    /** The next ones logged before a time; events are logged in the order of their sequences. */
    List<Long> loggedBefore(Instant time, long after, int most) {
        record Logged(long sequence, Instant at) {}
        List<Logged> next = sql.query(
                "select sequence, logged_at from event where sequence > ? order by sequence fetch first ? rows only",
                row -> new Logged(row.getLong("sequence"), Objects.requireNonNull(Sql.instant(row, "logged_at"))),
                after,
                most);
        return next.stream()
                .takeWhile(event -> event.at().isBefore(time))
                .map(Logged::sequence)
                .toList();
    }

    void remove(Collection<Long> sequences) {
        sql.update("delete from event where sequence = any(?)", sequences);
    }

    @Transactional
    public Optional<StoredEvent> byId(String id) {
        return sql.first("select " + COLUMNS + " from event where id = ?", EventStore::event, id);
    }

    @Transactional
    public Optional<Long> sequenceOf(String id) {
        return sql.first("select sequence from event where id = ?", row -> row.getLong(1), id);
    }

    /** The events with these sequences, in their order. */
    @Transactional
    public List<StoredEvent> bySequences(Collection<Long> sequences) {
        return sql.query(
                "select " + COLUMNS + " from event where sequence = any(?) order by sequence",
                EventStore::event,
                sequences);
    }

    /** The next events after a place in the log, oldest first. */
    @Transactional
    public List<StoredEvent> after(long sequence, EventFilter filter, int limit) {
        return pages.after(sequence, filter, limit);
    }

    /** The events before a place in the log, newest first. */
    @Transactional
    public List<StoredEvent> before(long sequence, EventFilter filter, int limit) {
        return pages.before(sequence, filter, limit);
    }

    /** Id of the event of the same row that was logged before this one. */
    @Transactional
    public Optional<String> earlierOf(StoredEvent event) {
        return neighbour(event, "sequence < ?", "desc");
    }

    /** Id of the event of the same row that was logged after this one. */
    @Transactional
    public Optional<String> laterOf(StoredEvent event) {
        return neighbour(event, "sequence > ?", "asc");
    }

    /** H2 goes along an index only if its columns are named from the first. */
    private Optional<String> neighbour(StoredEvent event, String place, String order) {
        return sql.first(
                "select id from event where subject = ? and " + place + " and account_id = ? order by subject " + order
                        + ", sequence " + order + " fetch first 1 rows only",
                row -> row.getString(1),
                event.subject(),
                event.sequence(),
                event.account());
    }

    static StoredEvent event(ResultSet row) throws SQLException {
        return new StoredEvent(
                row.getLong("sequence"),
                row.getString("id"),
                row.getString("account_id"),
                EventType.byShortName(row.getString("type")).orElseThrow(),
                row.getString("subject"),
                row.getString("partition_key"),
                Objects.requireNonNull(Sql.instant(row, "occurred_at")),
                row.getInt("data_start"),
                row.getBytes("document"));
    }
}
