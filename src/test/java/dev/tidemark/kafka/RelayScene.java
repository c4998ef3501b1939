package dev.tidemark.kafka;

import dev.tidemark.event.ChangeEvent;
import dev.tidemark.event.EventData;
import dev.tidemark.event.EventId;
import dev.tidemark.event.EventType;
import dev.tidemark.event.RowFacts;
import dev.tidemark.outbox.EventLog;
import dev.tidemark.outbox.StoredEvent;
import dev.tidemark.platform.Json;
import dev.tidemark.platform.Sql;
import dev.tidemark.testing.TestClock;
import io.quarkus.narayana.jta.QuarkusTransaction;
import jakarta.inject.Inject;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;

/** Nothing due on Kafka but what a test appends, and a clock turned by hand. */
abstract class RelayScene {
    @Inject
    EventLog log;

    @Inject
    Sql sql;

    @Inject
    TestClock clock;

    @BeforeEach
    void nothing_is_due() {
        QuarkusTransaction.requiringNew().run(() -> sql.update("delete from publication"));
    }

    /** @return the ids of new events of one row, in their order */
    final List<String> append(String row, int count) {
        List<ChangeEvent> events =
                IntStream.range(0, count).mapToObj(_ -> event(row)).toList();
        return QuarkusTransaction.requiringNew().call(() -> log.append(events)).stream()
                .map(StoredEvent::id)
                .toList();
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
                EventId.of(
                        "default",
                        "views",
                        row,
                        EventType.VIEW_STARTED,
                        UUID.randomUUID().toString()),
                "default",
                "views/" + row,
                row,
                clock.instant(),
                new EventData.Plain(EventType.VIEW_STARTED, facts));
    }
}
