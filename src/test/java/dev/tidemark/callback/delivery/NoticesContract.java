package dev.tidemark.callback.delivery;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import com.networknt.schema.InputFormat;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import dev.tidemark.callback.health.Health;
import dev.tidemark.callback.history.Delivery;
import dev.tidemark.callback.history.DeliveryState;
import dev.tidemark.event.ChangeEvent;
import dev.tidemark.event.EventType;
import dev.tidemark.event.catalogue.EventCatalogue;
import dev.tidemark.outbox.OutboxConfig;
import dev.tidemark.outbox.StoredEvent;
import dev.tidemark.platform.Json;
import io.quarkus.narayana.jta.QuarkusTransaction;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;

/** What operators are told of callbacks, on every database: real receivers, a clock turned by hand. */
abstract class NoticesContract extends NoticeScene {
    @Inject
    OutboxConfig outbox;

    @Test
    void a_failing_receiver_is_told_of_once_with_what_happened_and_what_to_do() {
        server.on("/crm", OddServer.status(500));
        subscribe("crm", List.of(), List.of());
        subscribe("pager", NOTICES, List.of());
        Instant begin = clock.instant();
        append("second", 12);
        run();

        StoredEvent event = only(EventType.SUBSCRIPTION_FAILING);
        assertThat(event.subject()).isEqualTo("subscriptions/crm");
        assertThat(event.partitionKey()).isEqualTo("crm");
        assertThat(event.account()).isEqualTo("second");
        assertThat(event.time()).isEqualTo(begin);
        ObjectNode document = Json.readObject(event.document());
        assertThat(document.at("/data/subscription").toString())
                .isEqualTo("{\"id\":\"crm\",\"name\":\"Name of crm\",\"host\":\"%s\"}"
                        .formatted(server.url("").substring("http://".length())));
        assertThat(document.at("/data/failures").asInt()).isEqualTo(10);
        assertThat(document.at("/data/reason").asText()).contains("10 attempts in a row", "answered 500");
        assertThat(document.at("/data/advice").asText()).contains("/api/v1/deliveries?subscription=crm");
        assertThat(document.at("/data/since").asText()).isEqualTo(begin.toString());
        assertThat(received("/pager")).containsExactly(event.id());
        for (int hour = 0; hour < 10; hour++) {
            clock.advance(Duration.ofHours(1));
            run();
        }
        assertThat(told()).containsExactly("crm SubscriptionFailing");
    }

    @Test
    void a_receiver_that_works_again_is_told_of() {
        AtomicBoolean well = new AtomicBoolean();
        server.on(
                "/crm",
                (socket, out) -> OddServer.status(well.get() ? 200 : 503).answer(socket, out));
        subscribe("crm", List.of(), List.of());
        Instant begin = clock.instant();
        append("default", 12);
        run();
        well.set(true);
        clock.advance(Duration.ofSeconds(6));
        run();
        assertThat(told()).containsExactly("crm SubscriptionFailing", "crm SubscriptionRecovered");
        ObjectNode document =
                Json.readObject(only(EventType.SUBSCRIPTION_RECOVERED).document());
        assertThat(document.at("/data/failing_since").asText()).isEqualTo(begin.toString());
        assertThat(document.at("/data/since").asText())
                .isEqualTo(clock.instant().toString());
    }

    @Test
    void a_receiver_that_is_gone_is_told_of_once_with_what_is_held() {
        server.on("/crm", OddServer.status(410));
        subscribe("crm", List.of(), List.of());
        append("second", 15);
        run();
        StoredEvent event = only(EventType.SUBSCRIPTION_DISABLED);
        ObjectNode document = Json.readObject(event.document());
        assertThat(event.account()).isEqualTo("second");
        assertThat(document.at("/data/held").asInt()).isEqualTo(15);
        assertThat(document.at("/data/reason").asText()).contains("410");
        assertThat(document.at("/data/advice").asText()).contains("/api/v1/subscriptions/crm/enable");
        assertThat(told()).containsExactly("crm SubscriptionDisabled");
    }

    @Test
    void who_is_gone_when_it_is_disabled_already_is_not_told_of_again() {
        server.on("/crm", (socket, out) -> {
            subscriptions.disable("crm");
            clock.advance(Duration.ofSeconds(1));
            OddServer.status(410).answer(socket, out);
        });
        subscribe("crm", List.of(), List.of());
        append("default", 1);
        run();
        assertThat(told()).containsExactly("crm SubscriptionDisabled");
        assertThat(Json.readObject(only(EventType.SUBSCRIPTION_DISABLED).document())
                        .at("/data/reason")
                        .asText())
                .contains("by hand");
    }

    @Test
    void five_days_without_a_success_are_told_of() {
        server.on("/crm", OddServer.status(500));
        subscribe("crm", List.of(), List.of());
        append("default", 200);
        for (int hour = 0; hour < 6 * 24; hour++) {
            run();
            clock.advance(Duration.ofHours(1));
        }
        assertThat(told().stream().distinct())
                .contains("crm SubscriptionFailing", "crm SubscriptionDisabled")
                .doesNotContain("crm SubscriptionRecovered");
        assertThat(only(EventType.SUBSCRIPTION_FAILING).time())
                .isBefore(only(EventType.SUBSCRIPTION_DISABLED).time());
        ObjectNode document =
                Json.readObject(only(EventType.SUBSCRIPTION_DISABLED).document());
        assertThat(document.at("/data/reason").asText()).contains("five days", "answered 500");
        assertThat(document.at("/data/held").asLong()).isEqualTo(count("crm", DeliveryState.HELD));
    }

    @Test
    void who_is_disabled_by_hand_is_told_of_each_time_in_its_first_account() {
        subscribe("crm", List.of(), List.of("second", "third"));
        subscribe("other", List.of(), List.of());
        subscriptions.disable("crm");
        subscriptions.disable("crm");
        subscriptions.disable("other");
        teller.tell();
        assertThat(told()).containsExactly("crm SubscriptionDisabled", "other SubscriptionDisabled");
        assertThat(of(EventType.SUBSCRIPTION_DISABLED))
                .extracting(StoredEvent::account)
                .containsExactly("second", "default");
        assertThat(new String(of(EventType.SUBSCRIPTION_DISABLED).getFirst().document(), UTF_8))
                .contains("by hand");
        subscriptions.enable("crm");
        clock.advance(Duration.ofSeconds(1));
        subscriptions.disable("crm");
        teller.tell();
        assertThat(told())
                .containsExactly("crm SubscriptionDisabled", "other SubscriptionDisabled", "crm SubscriptionDisabled");
    }

    @Test
    void a_delivery_that_is_given_up_is_told_of_with_its_id_and_counted() {
        double counted = counter("tidemark.callback.exhausted", "error", "status");
        double toldBefore = counter("tidemark.callback.notices", "type", "DeliveryExhausted");
        server.on("/crm", OddServer.status(503));
        subscribe("crm", List.of(), List.of());
        StoredEvent lost = append("second", 1).getFirst();
        Instant begin = clock.instant();
        exhaust("crm");

        StoredEvent event = only(EventType.DELIVERY_EXHAUSTED);
        Delivery delivery = of("crm").getFirst();
        ObjectNode data = (ObjectNode) Json.readObject(event.document()).path("data");
        assertThat(delivery.state()).isEqualTo(DeliveryState.EXHAUSTED);
        assertThat(event.account()).isEqualTo("second");
        assertThat(event.subject()).isEqualTo("subscriptions/crm");
        assertThat(data.path("delivery").asText()).isEqualTo(Long.toString(delivery.id()));
        assertThat(data.path("event").toString())
                .isEqualTo("{\"id\":\"%s\",\"type\":\"ViewStarted\",\"subject\":\"%s\"}"
                        .formatted(lost.id(), lost.subject()));
        assertThat(data.path("attempts").asInt()).isEqualTo(10);
        assertThat(data.path("last").toString()).isEqualTo("{\"status\":503,\"error\":\"status\"}");
        assertThat(data.path("since").asText()).isEqualTo(begin.toString());
        assertThat(told()).containsExactly("crm SubscriptionFailing", "crm DeliveryExhausted");
        assertThat(counter("tidemark.callback.exhausted", "error", "status")).isEqualTo(counted + 1);
        assertThat(counter("tidemark.callback.notices", "type", "DeliveryExhausted"))
                .isEqualTo(toldBefore + 1);
    }

    @Test
    void a_claim_that_was_lost_gives_nothing_up() {
        AtomicBoolean last = new AtomicBoolean();
        server.on("/crm", (socket, out) -> {
            if (last.get()) {
                QuarkusTransaction.requiringNew().run(() -> sql.update("update delivery set claim = 'another'"));
            }
            OddServer.status(500).answer(socket, out);
        });
        subscribe("crm", List.of(), List.of());
        append("default", 1);
        QuarkusTransaction.requiringNew().run(() -> sql.update("update delivery set attempts = 9"));
        last.set(true);
        run();
        assertThat(of("crm").getFirst().state()).isEqualTo(DeliveryState.DELIVERING);
        assertThat(told()).isEmpty();
    }

    @Test
    void an_event_for_operators_that_is_given_up_is_told_of_to_nobody() {
        server.on("/pager", OddServer.status(500));
        subscribe("pager", List.of("SourceUnauthorized"), List.of());
        subscribe("other", NOTICES, List.of());
        ChangeEvent event = new EventCatalogue("https://t").exampleEvent(EventType.SOURCE_UNAUTHORIZED);
        QuarkusTransaction.requiringNew().run(() -> log.append(List.of(event)));
        exhaust("pager");
        assertThat(of("pager").getFirst().state()).isEqualTo(DeliveryState.EXHAUSTED);
        assertThat(told()).containsExactly("pager SubscriptionFailing");
        assertThat(received("/other")).hasSize(1);
    }

    @Test
    void what_is_told_fits_its_schema_and_is_due_on_kafka() {
        server.on("/crm", OddServer.status(500));
        server.on("/gone", OddServer.status(410));
        AtomicBoolean well = new AtomicBoolean();
        server.on(
                "/ill",
                (socket, out) -> OddServer.status(well.get() ? 200 : 503).answer(socket, out));
        for (String one : List.of("crm", "gone", "ill")) {
            subscribe(one, List.of(), List.of());
        }
        append("default", 5);
        QuarkusTransaction.requiringNew()
                .run(() -> sql.update("update delivery set attempts = 9 where subscription_id = 'crm'"));
        run();
        well.set(true);
        clock.advance(Duration.ofSeconds(6));
        run();

        List<StoredEvent> all = noticed();
        assertThat(all.stream().map(one -> one.type().shortName()).distinct())
                .containsExactlyInAnyOrderElementsOf(NOTICES);
        EventCatalogue catalogue = new EventCatalogue(outbox.publicUrl());
        assertThat(all)
                .allSatisfy(one -> assertThat(SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12)
                                .getSchema(
                                        new String(Json.write(catalogue.schema(one.type())), UTF_8), InputFormat.JSON)
                                .validate(new String(one.document(), UTF_8), InputFormat.JSON))
                        .isEmpty());
        assertThat(QuarkusTransaction.requiringNew()
                        .call(() -> sql.query(
                                "select topic from publication where event_sequence = any(?)",
                                row -> row.getString(1),
                                all.stream().map(StoredEvent::sequence).toList())))
                .hasSameSizeAs(all)
                .containsOnly("mindstamp.operations");
    }

    private double counter(String name, String tag, String value) {
        return registry.get(name).tag(tag, value).counter().count();
    }

    /** Turns the clock until the subscription's first delivery is not tried again. */
    private void exhaust(String subscription) {
        run();
        while (of(subscription).getLast().state() == DeliveryState.RETRYING) {
            Health health = subscriptions.find(subscription).orElseThrow().health();
            Instant due = of(subscription).getLast().dueAt();
            clock.set(health.probeAt().isAfter(due) ? health.probeAt() : due);
            run();
        }
    }
}
