package dev.tidemark.api;

import dev.tidemark.event.ChangeEvent;
import dev.tidemark.event.EventId;
import dev.tidemark.event.EventType;
import dev.tidemark.event.catalogue.EventCatalogue;
import dev.tidemark.outbox.EventLog;
import dev.tidemark.outbox.StoredEvent;
import io.quarkus.narayana.jta.QuarkusTransaction;
import jakarta.inject.Singleton;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;

/** Puts made-up events into the log, each with an id of its own. */
@Singleton
public class LoggedEvents {
    private static final AtomicInteger COUNT = new AtomicInteger();

    private final EventLog log;
    private final EventCatalogue catalogue = new EventCatalogue("https://tidemark.example.com");

    public LoggedEvents(EventLog log) {
        this.log = log;
    }

    public List<StoredEvent> append(String account, EventType... types) {
        return QuarkusTransaction.requiringNew()
                .call(() -> log.append(Arrays.stream(types)
                        .map(type -> fresh(account, catalogue.exampleEvent(type)))
                        .toList()));
    }

    private static ChangeEvent fresh(String account, ChangeEvent example) {
        String row = "row-" + COUNT.incrementAndGet();
        return new ChangeEvent(
                EventId.of(account, "views", row, example.type(), ""),
                account,
                "views/" + row,
                row,
                example.time(),
                example.data());
    }
}
