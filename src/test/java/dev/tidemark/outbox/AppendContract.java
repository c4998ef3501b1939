package dev.tidemark.outbox;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tidemark.event.ChangeEvent;
import dev.tidemark.event.EventData;
import dev.tidemark.event.EventId;
import dev.tidemark.event.EventType;
import dev.tidemark.event.RowFacts;
import dev.tidemark.platform.Json;
import dev.tidemark.platform.Sql;
import io.quarkus.narayana.jta.QuarkusTransaction;
import jakarta.inject.Inject;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Many append at once: each event is there once, and sequences follow the commits without a gap. */
@Timeout(60)
abstract class AppendContract {
    private static final int AT_ONCE = 100;

    @Inject
    EventLog log;

    @Inject
    EventStore store;

    @Inject
    Sql sql;

    @Inject
    Clock clock;

    @Test
    void a_hundred_equal_appends_at_once_are_one_row() throws Exception {
        ChangeEvent event = event(UUID.randomUUID().toString());
        List<List<StoredEvent>> stored = atOnce(_ -> List.of(event));
        assertThat(stored.stream().filter(list -> !list.isEmpty())).hasSize(1);
        assertThat(rowsOf(event)).isEqualTo(1);
    }

    @Test
    void appends_that_overlap_store_each_event_once_and_leave_no_gap() throws Exception {
        long before = lastSequence();
        String run = UUID.randomUUID().toString();
        // Each two neighbours have five of their ten in common.
        List<List<StoredEvent>> stored = atOnce(i -> IntStream.range(i * 5, i * 5 + 10)
                .mapToObj(n -> event(run + "-" + n))
                .toList());
        List<StoredEvent> all = stored.stream().flatMap(List::stream).toList();
        assertThat(all).hasSize(AT_ONCE * 5 + 5).extracting(StoredEvent::id).doesNotHaveDuplicates();
        assertThat(all.stream().map(StoredEvent::sequence).sorted())
                .containsExactlyElementsOf(LongStream.rangeClosed(before + 1, lastSequence())
                        .boxed()
                        .toList());
    }

    @Test
    void what_is_rolled_back_leaves_no_gap_and_may_come_again() throws Exception {
        long before = lastSequence();
        ChangeEvent event = event(UUID.randomUUID().toString());
        QuarkusTransaction.begin();
        log.append(List.of(event));
        QuarkusTransaction.rollback();
        assertThat(rowsOf(event)).isZero();
        assertThat(append(List.of(event)).getFirst().sequence()).isEqualTo(before + 1);
    }

    private interface Part {
        List<ChangeEvent> of(int thread);
    }

    /** Real threads, each with a transaction of its own, none before all are there. */
    private List<List<StoredEvent>> atOnce(Part part) throws Exception {
        CountDownLatch ready = new CountDownLatch(AT_ONCE);
        List<Future<List<StoredEvent>>> running = new ArrayList<>();
        try (ExecutorService threads = Executors.newFixedThreadPool(AT_ONCE)) {
            for (int i = 0; i < AT_ONCE; i++) {
                List<ChangeEvent> mine = part.of(i);
                running.add(threads.submit(() -> {
                    ready.countDown();
                    ready.await();
                    return append(mine);
                }));
            }
        }
        List<List<StoredEvent>> results = new ArrayList<>();
        for (Future<List<StoredEvent>> one : running) {
            results.add(one.get());
        }
        return results;
    }

    private List<StoredEvent> append(List<ChangeEvent> events) {
        return QuarkusTransaction.requiringNew().call(() -> log.append(events));
    }

    private long lastSequence() {
        return store.lastSequence();
    }

    private long rowsOf(ChangeEvent event) {
        return QuarkusTransaction.requiringNew()
                .call(() -> sql.first(
                                "select count(*) from event where id = ?",
                                row -> row.getLong(1),
                                event.id().value())
                        .orElseThrow());
    }

    private ChangeEvent event(String row) {
        RowFacts facts = new RowFacts(
                "view",
                Json.object().put("id", row),
                new RowFacts.Viewer(null, null, null, null, null),
                new RowFacts.Video(null, null, null),
                Map.of(),
                null,
                clock.instant(),
                false);
        return new ChangeEvent(
                EventId.of("default", "views", row, EventType.VIEW_STARTED, ""),
                "default",
                "views/" + row,
                row,
                clock.instant(),
                new EventData.Plain(EventType.VIEW_STARTED, facts));
    }
}
