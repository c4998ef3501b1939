package dev.tidemark.outbox;

import dev.tidemark.event.ChangeEvent;
import dev.tidemark.event.CloudEventJson;
import dev.tidemark.platform.AfterCommit;
import dev.tidemark.platform.pulse.Pulse;
import dev.tidemark.platform.pulse.Series;
import io.quarkus.arc.All;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/** The event log (transactional outbox): appends in the caller's transaction and fans out to the sinks. */
@ApplicationScoped
public class EventLog {
    /** Events by type. */
    public static final Series LOGGED = new Series("events", Duration.ofMinutes(1));

    private static final int FORGOTTEN_AT_ONCE = 1000;

    private final EventStore store;
    private final CloudEventJson documents;
    private final List<EventSink> sinks;
    private final AfterCommit afterCommit;
    private final Pulse pulse;
    private final Clock clock;

    EventLog(
            EventStore store,
            OutboxConfig config,
            @All List<EventSink> sinks,
            AfterCommit afterCommit,
            Pulse pulse,
            Clock clock) {
        this.store = store;
        this.documents = new CloudEventJson(config.publicUrl());
        this.sinks = sinks;
        this.afterCommit = afterCommit;
        this.pulse = pulse;
        this.clock = clock;
    }

    /**
     * Appends what the log does not have yet; an event whose id it has is a repeat and changes nothing.
     * Needs a running transaction; holds the log's lock until it ends, which makes sequences follow the commits.
     *
     * @return the events that were new
     */
    public List<StoredEvent> append(List<ChangeEvent> events) {
        if (events.isEmpty()) {
            return List.of();
        }
        long last = store.lockAndReadLastSequence();
        Set<String> known = store.knownAmong(
                events.stream().map(event -> event.id().value()).collect(Collectors.toSet()));
        List<StoredEvent> stored = new ArrayList<>();
        for (ChangeEvent event : events) {
            if (known.add(event.id().value())) {
                stored.add(place(event, ++last));
            }
        }
        if (!stored.isEmpty()) {
            store.append(stored, last, clock.instant());
            sinks.forEach(sink -> sink.due(stored));
            afterCommit.run(() -> {
                sinks.forEach(EventSink::committed);
                stored.forEach(event -> pulse.add(LOGGED, event.type().shortName(), 1));
            });
        }
        return stored;
    }

    /**
     * Removes the oldest events of an account, with all that points at them: one small step in the caller's transaction.
     *
     * @return false when there was nothing left to remove
     */
    public boolean forget(String account) {
        List<Long> oldest = store.oldest(account, FORGOTTEN_AT_ONCE);
        if (oldest.isEmpty()) {
            return false;
        }
        removeWithAll(oldest);
        return true;
    }

    /**
     * @param place sequence of the last event that was looked at
     * @param last there is no older one behind it
     */
    public record Purged(long place, int removed, boolean last) {}

    /**
     * Removes events that were logged before a time, with all that points at them, but for those that are still due
     * somewhere: one small step in the caller's transaction.
     *
     * @param after sequence to go on after; 0 to begin
     */
    public Purged purge(long after, Instant loggedBefore, int most) {
        List<Long> old = store.loggedBefore(loggedBefore, after, most);
        if (old.isEmpty()) {
            return new Purged(after, 0, true);
        }
        Set<Long> gone = new LinkedHashSet<>(old);
        sinks.forEach(sink -> gone.removeAll(sink.stillDue(old)));
        if (!gone.isEmpty() && !removeWithAll(gone)) {
            return new Purged(after, 0, false);
        }
        return new Purged(old.getLast(), gone.size(), old.size() < most);
    }

    /**
     * @param events whose payload is gone by this
     * @param before whose payload was gone already
     */
    public record Expunged(int events, int before) {}

    /**
     * Removes the payload of every event about a row: attributes stay, and {@code data} says when it was expunged. What is
     * still due of them is due no more. In the caller's transaction.
     */
    public Expunged expunge(String account, String subject) {
        store.lockAndReadLastSequence();
        EventStore.Payloads payloads = store.payloads(account, subject);
        if (!payloads.sequences().isEmpty()) {
            store.expunge(payloads.sequences(), clock.instant());
            sinks.forEach(sink -> sink.expunge(payloads.sequences()));
        }
        return new Expunged(payloads.sequences().size(), payloads.expunged());
    }

    /** @return false when there was too much that points at them for one transaction: then they are still there */
    private boolean removeWithAll(Collection<Long> sequences) {
        boolean alone = true;
        for (EventSink sink : sinks) {
            alone &= sink.forget(sequences);
        }
        if (alone) {
            store.remove(sequences);
        }
        return alone;
    }

    private StoredEvent place(ChangeEvent event, long sequence) {
        CloudEventJson.Document document = documents.write(event, sequence);
        return new StoredEvent(
                sequence,
                event.id().value(),
                event.account(),
                event.type(),
                event.subject(),
                event.partitionKey(),
                event.time(),
                document.dataStart(),
                document.bytes());
    }
}
