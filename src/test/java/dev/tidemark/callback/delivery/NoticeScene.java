package dev.tidemark.callback.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tidemark.callback.history.Delivery;
import dev.tidemark.callback.history.DeliveryFilter;
import dev.tidemark.callback.history.DeliveryState;
import dev.tidemark.callback.history.DeliveryStore;
import dev.tidemark.callback.notice.Teller;
import dev.tidemark.callback.subscription.Drafts;
import dev.tidemark.event.ChangeEvent;
import dev.tidemark.event.EventType;
import dev.tidemark.outbox.EventFilter;
import dev.tidemark.outbox.EventStore;
import dev.tidemark.outbox.StoredEvent;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.narayana.jta.QuarkusTransaction;
import jakarta.inject.Inject;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;

/** Subscriptions of which operators are told, and what they were told. */
abstract class NoticeScene extends DeliveryScene {
    static final List<String> NOTICES =
            List.of("SubscriptionFailing", "SubscriptionDisabled", "SubscriptionRecovered", "DeliveryExhausted");

    @Inject
    Teller teller;

    @Inject
    EventStore events;

    @Inject
    MeterRegistry registry;

    @BeforeEach
    void emptyNotices() {
        QuarkusTransaction.requiringNew()
                .run(() -> List.of("notice", "publication").forEach(table -> sql.update("delete from " + table)));
    }

    /** Sends what is due, tells what is to be told, until nothing is. */
    final void run() {
        while (dispatcher.runOnce() + teller.tell() > 0) {}
    }

    final void subscribe(String id, List<String> types, List<String> accounts) {
        subscriptions.create(Drafts.draft(
                Optional.of(id),
                Optional.of("Name of " + id),
                Optional.of(server.url("/" + id)),
                types,
                accounts,
                true));
    }

    final List<StoredEvent> append(String account, int count) {
        List<ChangeEvent> changes = IntStream.range(0, count)
                .mapToObj(_ -> event(account, UUID.randomUUID().toString()))
                .toList();
        return QuarkusTransaction.requiringNew().call(() -> log.append(changes));
    }

    /** Those for operators, about callbacks, in the order of the log. */
    final List<StoredEvent> noticed() {
        return events.after(0, EventFilter.ALL, 10_000).stream()
                .filter(event -> NOTICES.contains(event.type().shortName()))
                .toList();
    }

    final List<String> told() {
        return noticed().stream()
                .map(event -> event.partitionKey() + " " + event.type().shortName())
                .toList();
    }

    final List<StoredEvent> of(EventType type) {
        return noticed().stream().filter(event -> event.type() == type).toList();
    }

    /** Newest first. */
    final List<Delivery> of(String subscription) {
        return deliveries.after(DeliveryStore.Place.START, DeliveryFilter.ALL, 10_000).stream()
                .filter(one -> one.subscription().equals(subscription))
                .toList();
    }

    final StoredEvent only(EventType type) {
        assertThat(of(type)).hasSize(1);
        return of(type).getFirst();
    }

    final long count(String subscription, DeliveryState state) {
        return of(subscription).stream().filter(one -> one.state() == state).count();
    }
}
