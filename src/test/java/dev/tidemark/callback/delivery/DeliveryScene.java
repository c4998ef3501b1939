package dev.tidemark.callback.delivery;

import dev.tidemark.callback.history.Delivery;
import dev.tidemark.callback.history.DeliveryFilter;
import dev.tidemark.callback.history.DeliveryState;
import dev.tidemark.callback.history.DeliveryStore;
import dev.tidemark.callback.subscriber.Subscribers;
import dev.tidemark.callback.subscription.SubscriptionDraft;
import dev.tidemark.callback.subscription.Subscriptions;
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
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;

/** Empty tables, a receiver that behaves as told, a clock turned by hand, and what is done with them again and again. */
abstract class DeliveryScene {
    @Inject
    Dispatcher dispatcher;

    @Inject
    Subscribers subscribers;

    @Inject
    Subscriptions subscriptions;

    @Inject
    DeliveryStore deliveries;

    @Inject
    EventLog log;

    @Inject
    Sql sql;

    @Inject
    TestClock clock;

    final OddServer server = new OddServer();

    @BeforeEach
    void emptyTables() {
        QuarkusTransaction.requiringNew()
                .run(() -> List.of(
                                "delivery_attempt",
                                "delivery",
                                "replay",
                                "subscription",
                                "event",
                                "event_stretch",
                                "pace")
                        .forEach(table -> sql.update("delete from " + table)));
        subscribers.changed();
        // What is remembered of receivers of before ends with their subscriptions; the next have the same ids.
        dispatcher.runOnce();
    }

    @AfterEach
    void stop() throws Exception {
        server.close();
    }

    final SubscriptionDraft draft(String id) {
        return SubscriptionDraft.plain(Optional.of(id), Optional.empty(), Optional.of(server.url("/" + id)), List.of());
    }

    /** Events of these rows in this order; the same row twice is two events with the same key. */
    final List<StoredEvent> append(String... rows) {
        List<ChangeEvent> events = Stream.of(rows).map(this::event).toList();
        return QuarkusTransaction.requiringNew().call(() -> log.append(events));
    }

    final ChangeEvent event(String row) {
        return event("default", row);
    }

    final ChangeEvent event(String account, String row) {
        RowFacts facts = new RowFacts(
                "view",
                Json.object().put("id", row).put("name", "Zoë 🚀").put("percentage", 60),
                new RowFacts.Viewer(null, null, null, null, null),
                new RowFacts.Video(null, null, null),
                Map.of(),
                null,
                clock.instant(),
                false);
        return new ChangeEvent(
                EventId.of(account, "views", row, EventType.VIEW_STARTED, Long.toString(System.nanoTime())),
                account,
                "views/" + row,
                row,
                clock.instant(),
                new EventData.Plain(EventType.VIEW_STARTED, facts));
    }

    /** Everything that is due now, and what becomes due by that. @return how many attempts were made */
    final int sendAll() {
        int sum = 0;
        for (int sent = dispatcher.runOnce(); sent > 0; sent = dispatcher.runOnce()) {
            sum += sent;
        }
        return sum;
    }

    final List<Delivery> all() {
        return deliveries.after(DeliveryStore.Place.START, DeliveryFilter.ALL, 1000);
    }

    final long count(DeliveryState state) {
        return all().stream().filter(one -> one.state() == state).count();
    }

    /** The ids of what a path got, in the order it came. */
    final List<String> received(String path) {
        return server.received(path).stream()
                .map(one -> one.headers().get("webhook-id"))
                .toList();
    }

    final int update(String statement, Object... parameters) {
        return QuarkusTransaction.requiringNew().call(() -> sql.update(statement, parameters));
    }
}
