package dev.tidemark.kafka;

import dev.tidemark.event.EventType;
import dev.tidemark.outbox.StoredEvent;
import dev.tidemark.platform.Sql;
import dev.tidemark.platform.lease.Lease;
import dev.tidemark.platform.lease.LeaseStore;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The table {@code publication}. */
@ApplicationScoped
public class PublicationStore {
    private final Sql sql;
    private final LeaseStore leases;

    PublicationStore(Sql sql, LeaseStore leases) {
        this.sql = sql;
        this.leases = leases;
    }

    /** Notes in the caller's transaction what is due. */
    void add(List<Publication> publications) {
        sql.batch(
                "insert into publication (event_sequence, topic, state) values (?, ?, 'pending')",
                publications.stream()
                        .map(due -> new @Nullable Object[] {due.event().sequence(), due.topic()})
                        .toList());
    }

    void remove(Collection<Long> sequences) {
        sql.update("delete from publication where event_sequence = any(?)", sequences);
    }

    /** When the event that waits longest was logged. */
    @Transactional
    Optional<Instant> oldestDue() {
        return sql.first("""
                        select e.logged_at from publication p join event e on e.sequence = p.event_sequence
                        where p.state = 'pending' order by p.event_sequence fetch first 1 rows only""", row -> Optional.ofNullable(Sql.instant(row, "logged_at")))
                .orElse(Optional.empty());
    }

    /** They are not published any more. */
    void expunge(Collection<Long> sequences) {
        sql.update(
                "update publication set state = 'expunged' where event_sequence = any(?) and state = 'pending'",
                sequences);
    }

    Set<Long> dueAmong(Collection<Long> sequences) {
        return new HashSet<>(sql.query(
                "select event_sequence from publication where event_sequence = any(?) and state = 'pending'",
                row -> row.getLong(1),
                sequences));
    }

    /** How one event fares; empty where Kafka was off when it was logged. */
    @Transactional
    public Optional<PublicationState> find(long sequence) {
        return sql.first("""
                select topic, state, problem, published_at, kafka_partition, kafka_offset from publication
                where event_sequence = ?""", PublicationStore::state, sequence);
    }

    private static PublicationState state(ResultSet row) throws SQLException {
        String topic = row.getString("topic");
        return switch (row.getString("state")) {
            case "published" ->
                new PublicationState.Published(
                        topic,
                        row.getInt("kafka_partition"),
                        row.getLong("kafka_offset"),
                        Objects.requireNonNull(Sql.instant(row, "published_at")));
            case "rejected" -> new PublicationState.Rejected(topic, Optional.ofNullable(row.getString("problem")));
            case "expunged" -> new PublicationState.Expunged(topic);
            default -> new PublicationState.Pending(topic);
        };
    }

    /** The oldest that are due, in the order of the log. */
    @Transactional
    List<Publication> due(int limit) {
        return sql.query(
                """
                select e.sequence, e.id, e.account_id, e.type, e.subject, e.partition_key, e.occurred_at, e.data_start,
                       e.document, p.topic
                from publication p join event e on e.sequence = p.event_sequence
                where p.state = 'pending' order by p.event_sequence fetch first ? rows only""",
                row -> new Publication(
                        new StoredEvent(
                                row.getLong("sequence"),
                                row.getString("id"),
                                row.getString("account_id"),
                                EventType.byShortName(row.getString("type")).orElseThrow(),
                                row.getString("subject"),
                                row.getString("partition_key"),
                                Objects.requireNonNull(Sql.instant(row, "occurred_at")),
                                row.getInt("data_start"),
                                row.getBytes("document")),
                        row.getString("topic")),
                limit);
    }

    /** @throws dev.tidemark.platform.lease.LeaseLostException when another replica publishes now */
    @Transactional
    void settle(Lease lease, List<PublishOutcome> outcomes) {
        leases.fence(lease);
        List<@Nullable Object[]> published = new ArrayList<>();
        List<@Nullable Object[]> rejected = new ArrayList<>();
        for (PublishOutcome outcome : outcomes) {
            switch (outcome) {
                case PublishOutcome.Published done ->
                    published.add(new Object[] {done.at(), done.partition(), done.offset(), done.sequence()});
                case PublishOutcome.Rejected no -> rejected.add(new Object[] {no.reason(), no.sequence()});
                case PublishOutcome.Deferred _ -> {}
            }
        }
        sql.batch("""
                update publication set state = 'published', published_at = ?, kafka_partition = ?, kafka_offset = ?
                where event_sequence = ?""", published);
        sql.batch("update publication set state = 'rejected', problem = ? where event_sequence = ?", rejected);
    }
}
