package dev.tidemark.outbox;

import dev.tidemark.event.ChangeEvent;
import dev.tidemark.event.CloudEventJson;
import dev.tidemark.platform.AfterCommit;
import io.quarkus.arc.All;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/** The event log (transactional outbox): appends in the caller's transaction and fans out to the sinks. */
@ApplicationScoped
public class EventLog {
    private static final int FORGOTTEN_AT_ONCE = 1000;

    private final EventStore store;
    private final CloudEventJson documents;
    private final List<EventSink> sinks;
    private final AfterCommit afterCommit;
    private final Clock clock;

    EventLog(EventStore store, OutboxConfig config, @All List<EventSink> sinks, AfterCommit afterCommit, Clock clock) {
        this.store = store;
        this.documents = new CloudEventJson(config.publicUrl());
        this.sinks = sinks;
        this.afterCommit = afterCommit;
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
        store.append(stored, last, clock.instant());
        if (!stored.isEmpty()) {
            sinks.forEach(sink -> sink.due(stored));
            afterCommit.run(() -> sinks.forEach(EventSink::committed));
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
        boolean alone = true;
        for (EventSink sink : sinks) {
            alone &= sink.forget(oldest);
        }
        if (alone) {
            store.remove(oldest);
        }
        return true;
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
