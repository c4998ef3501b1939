package dev.tidemark.poll.watch;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tidemark.change.StreamName;
import dev.tidemark.event.ChangeEvent;
import dev.tidemark.event.EventType;
import dev.tidemark.mindstamp.page.Poison;
import dev.tidemark.platform.Json;
import dev.tidemark.platform.lease.Lease;
import dev.tidemark.poll.source.StreamKind;
import dev.tidemark.poll.state.StreamState;
import dev.tidemark.simulation.MemoryRows;
import dev.tidemark.simulation.MemoryStreams;
import dev.tidemark.simulation.SteadyRules;
import dev.tidemark.simulation.VirtualClock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/** An account polled by the production code against a scripted source, with what is stored in memory. */
final class WatchedAccount {
    private static final String ACCOUNT = "scripted";
    private static final Lease LEASE = new Lease("poll", 1);
    private static final int PER_HOUR = 1000;

    final VirtualClock clock = new VirtualClock();
    final ScriptedSource source = new ScriptedSource();
    final List<Poison> poison = new ArrayList<>();
    private final Map<String, Instant> cameAt = new HashMap<>();
    private final Map<String, ChangeEvent> journal = new LinkedHashMap<>();
    private final MemoryRows rows = new MemoryRows();
    private final MemoryStreams streams = new MemoryStreams() {
        @Override
        public void quarantine(String account, StreamName stream, List<Poison> found, Instant now) {
            poison.addAll(found);
            found.forEach(row -> cameAt.put(row.reason(), now));
        }

        @Override
        public void releaseUnmet(String account, StreamName stream, Instant since) {
            poison.removeIf(row -> row.rowId().isEmpty()
                    && Objects.requireNonNull(cameAt.get(row.reason())).isBefore(since));
        }

        @Override
        public void release(String account, StreamName stream, Collection<String> rowIds) {
            poison.removeIf(row -> row.rowId().filter(rowIds::contains).isPresent());
        }
    };
    private final AccountPoller poller;
    private final Watch watch;

    WatchedAccount() {
        PageCommit commits = new PageCommit(_ -> {}, rows, streams, this::append);
        poller = new AccountPoller(
                Duration.ofSeconds(4), commits, rows, SteadyRules.quietAfter(Duration.ofMinutes(5)), clock);
        watch = new Watch(
                ACCOUNT,
                commits.open(LEASE, ACCOUNT, StreamKind.LISTED, clock.instant()),
                PER_HOUR,
                Instant.EPOCH,
                clock.instant());
    }

    void watch(Duration time) {
        for (long second = 0; second < time.toSeconds(); second++) {
            Outcome outcome = poller.step(LEASE, watch, source);
            while (outcome instanceof Outcome.Told || outcome instanceof Outcome.Aside) {
                outcome = poller.step(LEASE, watch, source);
            }
            clock.advance(Duration.ofSeconds(1));
        }
    }

    StreamState state(StreamName stream) {
        return watch.state(stream);
    }

    /** What another process would go on with. */
    StreamState stored(StreamName stream) {
        return Objects.requireNonNull(streams.ofAccount(ACCOUNT).get(stream));
    }

    /** A row that is there from now on, newer than all. */
    ObjectNode add(StreamName stream, String id) {
        return add(stream, id, clock.instant());
    }

    ObjectNode add(StreamName stream, String id, Instant created) {
        ObjectNode row = Json.object()
                .put("id", id)
                .put("created_at", created.toString())
                .put("updated_at", created.toString());
        source.list(stream).addFirst(row);
        return row;
    }

    void remove(StreamName stream, String id) {
        source.list(stream).removeIf(row -> row.path("id").asText().equals(id));
    }

    List<ChangeEvent> told(EventType type) {
        return journal.values().stream().filter(event -> event.type() == type).toList();
    }

    List<String> subjects(EventType type) {
        return told(type).stream().map(ChangeEvent::subject).toList();
    }

    private int append(List<ChangeEvent> events) {
        int before = journal.size();
        events.forEach(event -> journal.putIfAbsent(event.id().value(), event));
        return journal.size() - before;
    }
}
