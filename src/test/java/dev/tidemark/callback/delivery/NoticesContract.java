package dev.tidemark.callback.delivery;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import com.networknt.schema.InputFormat;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import dev.tidemark.callback.health.Health;
import dev.tidemark.callback.history.Delivery;
import dev.tidemark.callback.history.DeliveryFilter;
import dev.tidemark.callback.history.DeliveryState;
import dev.tidemark.callback.history.DeliveryStore;
import dev.tidemark.callback.meter.Standings;
import dev.tidemark.callback.notice.Notice;
import dev.tidemark.callback.notice.Notices;
import dev.tidemark.callback.notice.Teller;
import dev.tidemark.callback.subscriber.Subscribers;
import dev.tidemark.callback.subscription.Drafts;
import dev.tidemark.callback.subscription.Subscriptions;
import dev.tidemark.event.ChangeEvent;
import dev.tidemark.event.EventData;
import dev.tidemark.event.EventId;
import dev.tidemark.event.EventType;
import dev.tidemark.event.RowFacts;
import dev.tidemark.event.catalogue.EventCatalogue;
import dev.tidemark.outbox.EventFilter;
import dev.tidemark.outbox.EventLog;
import dev.tidemark.outbox.EventStore;
import dev.tidemark.outbox.OutboxConfig;
import dev.tidemark.outbox.StoredEvent;
import dev.tidemark.platform.Json;
import dev.tidemark.platform.Sql;
import dev.tidemark.testing.TestClock;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.narayana.jta.QuarkusTransaction;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What operators are told of callbacks, on every database: real receivers, a clock turned by hand. */
abstract class NoticesContract {
    private static final List<String> NOTICES =
            List.of("SubscriptionFailing", "SubscriptionDisabled", "SubscriptionRecovered", "DeliveryExhausted");

    @Inject
    Dispatcher dispatcher;

    @Inject
    Teller teller;

    @Inject
    Notices notices;

    @Inject
    Standings standings;

    @Inject
    Subscribers subscribers;

    @Inject
    Subscriptions subscriptions;

    @Inject
    DeliveryStore deliveries;

    @Inject
    EventLog log;

    @Inject
    EventStore events;

    @Inject
    OutboxConfig outbox;

    @Inject
    MeterRegistry registry;

    @Inject
    Sql sql;

    @Inject
    TestClock clock;

    final OddServer server = new OddServer();

    @BeforeEach
    void emptyTables() {
        QuarkusTransaction.requiringNew()
                .run(() -> List.of("notice", "delivery_attempt", "delivery", "subscription", "publication", "event")
                        .forEach(table -> sql.update("delete from " + table)));
        subscribers.changed();
    }

    @AfterEach
    void stop() throws Exception {
        server.close();
    }

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
    void nobody_is_told_of_oneself() {
        server.on("/crm", OddServer.status(500));
        List<String> types = new ArrayList<>(NOTICES);
        types.add("ViewStarted");
        subscribe("crm", types, List.of());
        subscribe("pager", NOTICES, List.of());
        append("default", 5);
        run();
        assertThat(told()).containsExactly("crm SubscriptionFailing");
        assertThat(of("crm"))
                .hasSize(5)
                .allSatisfy(one -> assertThat(one.type()).isEqualTo(EventType.VIEW_STARTED));
        assertThat(of("pager")).hasSize(1);
    }

    @Test
    void two_broken_listeners_do_not_tell_of_each_other_for_ever() {
        List<String> types = new ArrayList<>(NOTICES);
        types.add("ViewStarted");
        for (String one : List.of("left", "right")) {
            server.on("/" + one, OddServer.status(500));
            subscribe(one, types, List.of());
        }
        append("default", 5);
        for (int hour = 0; hour < 8 * 24; hour++) {
            run();
            clock.advance(Duration.ofHours(1));
        }
        assertThat(told().stream().filter(one -> !one.endsWith("DeliveryExhausted")))
                .containsExactlyInAnyOrder(
                        "left SubscriptionFailing",
                        "right SubscriptionFailing",
                        "left SubscriptionDisabled",
                        "right SubscriptionDisabled");
        assertThat(of(EventType.DELIVERY_EXHAUSTED))
                .as("of views alone")
                .hasSizeLessThanOrEqualTo(10)
                .allSatisfy(one -> assertThat(Json.readObject(one.document())
                                .at("/data/event/type")
                                .asText())
                        .isEqualTo("ViewStarted"));
    }

    @Test
    void two_listeners_that_fail_and_recover_all_the_time_are_told_of_once_an_hour() {
        List<String> types = new ArrayList<>(NOTICES);
        types.add("ViewStarted");
        for (String one : List.of("left", "right")) {
            AtomicInteger tries = new AtomicInteger();
            server.on(
                    "/" + one,
                    (socket, out) -> OddServer.status(tries.incrementAndGet() % 6 == 0 ? 200 : 500)
                            .answer(socket, out));
            subscribe(one, types, List.of());
        }
        for (int minutes = 0; minutes < 180; minutes += 2) {
            append("default", 6);
            run();
            clock.advance(Duration.ofMinutes(2));
        }
        assertThat(told().stream().filter(one -> one.equals("left SubscriptionFailing")))
                .hasSizeBetween(2, 4);
        assertThat(told().stream().filter(one -> !one.endsWith("DeliveryExhausted")))
                .as("%s", told())
                .hasSizeLessThanOrEqualTo(2 * 2 * 4);
    }

    @Test
    void who_fails_again_soon_and_goes_on_failing_is_told_of_an_hour_after_it_recovered() {
        AtomicBoolean well = new AtomicBoolean();
        server.on(
                "/crm",
                (socket, out) -> OddServer.status(well.get() ? 200 : 500).answer(socket, out));
        subscribe("crm", List.of(), List.of());
        for (int time = 0; time < 3; time++) {
            well.set(false);
            append("default", 5);
            run();
            well.set(true);
            clock.advance(Duration.ofSeconds(6));
            run();
        }
        assertThat(told()).containsExactly("crm SubscriptionFailing", "crm SubscriptionRecovered");
        Instant recovered = only(EventType.SUBSCRIPTION_RECOVERED).time();
        well.set(false);
        append("default", 5);
        run();
        Instant failing = clock.instant();
        clock.set(recovered.plus(Duration.ofHours(1)).minusMillis(1));
        teller.tell();
        assertThat(told()).hasSize(2);
        clock.advance(Duration.ofMillis(1));
        teller.tell();
        assertThat(told()).hasSize(3).endsWith("crm SubscriptionFailing");
        assertThat(of(EventType.SUBSCRIPTION_FAILING).getLast().time()).isEqualTo(failing);
    }

    @Test
    void who_is_deleted_while_that_waits_is_not_told_of() {
        server.on("/crm", OddServer.status(500));
        subscribe("crm", List.of(), List.of());
        QuarkusTransaction.requiringNew()
                .run(() -> sql.update("update subscription set recovered_at = ?", clock.instant()));
        append("default", 5);
        run();
        subscriptions.delete("crm");
        clock.advance(Duration.ofHours(2));
        run();
        assertThat(told()).isEmpty();
    }

    @Test
    void what_a_process_left_untold_is_told_by_the_next() {
        server.on("/crm", OddServer.status(500));
        subscribe("crm", List.of(), List.of());
        append("default", 5);
        dispatcher.runOnce();
        assertThat(told()).isEmpty();
        clock.advance(Duration.ofDays(1));
        assertThat(teller.tell()).isEqualTo(1);
        assertThat(told()).containsExactly("crm SubscriptionFailing");
        assertThat(teller.tell()).isZero();
    }

    @Test
    void two_processes_tell_each_notice_once_and_in_order() throws Exception {
        subscribe("crm", List.of(), List.of());
        List<StoredEvent> lost = append("default", 450);
        QuarkusTransaction.requiringNew()
                .run(() -> notices.add(IntStream.range(0, 450)
                        .<Notice>mapToObj(i -> new Notice.Exhausted(
                                "crm", lost.get(i).sequence(), i, 10, Optional.empty(), "dns", "", clock.instant()))
                        .toList()));
        Callable<Integer> tells = () -> {
            int told = 0;
            for (int times = 0; times < 10; times++) {
                int now = teller.tell();
                assertThat(now).isLessThanOrEqualTo(200);
                told += now;
            }
            return told;
        };
        int told = 0;
        try (ExecutorService both = Executors.newFixedThreadPool(2)) {
            // Neither gets on while the log is somebody else's, so that both begin at the same notices.
            List<Future<Integer>> telling = QuarkusTransaction.requiringNew().call(() -> {
                sql.update("update event_log set id = id where id = 1");
                List<Future<Integer>> begun = List.of(both.submit(tells), both.submit(tells));
                TimeUnit.MILLISECONDS.sleep(300);
                return begun;
            });
            for (Future<Integer> one : telling) {
                told += one.get();
            }
        }
        assertThat(told).isEqualTo(450);
        assertThat(of(EventType.DELIVERY_EXHAUSTED))
                .extracting(event ->
                        Json.readObject(event.document()).at("/data/delivery").asInt())
                .isEqualTo(IntStream.range(0, 450).boxed().toList());
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

        List<StoredEvent> all = all();
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

    @Test
    void callbacks_in_trouble_are_shown_as_metrics() {
        server.on("/crm", OddServer.status(500));
        subscribe("crm", List.of(), List.of());
        subscribe("well", List.of(), List.of());
        subscribe("off", List.of(), List.of());
        append("default", 7);
        subscriptions.disable("off");
        dispatcher.runOnce();
        clock.advance(Duration.ofSeconds(90));
        standings.look();
        assertThat(gauge("tidemark.callback.failing", "subscription", "crm")).isEqualTo(90);
        assertThat(gauge("tidemark.callback.disabled", "subscription", "off")).isEqualTo(1);
        assertThat(gauge("tidemark.callback.held", "subscription", "off")).isEqualTo(7);
        assertThat(gauge("tidemark.callback.backlog", "subscription", "crm")).isEqualTo(7);
        assertThat(gauge("tidemark.callback.oldest.due", "subscription", "crm"))
                .as("since the next try after the first failures")
                .isBetween(80.0, 90.0);
        assertThat(registry.find("tidemark.callback.backlog").gauges()).hasSize(1);
        for (String state : List.of("well", "failing", "disabled")) {
            assertThat(gauge("tidemark.callback.subscriptions", "state", state)).isEqualTo(1);
        }
        assertThat(registry.find("tidemark.callback.failing").gauges()).hasSize(1);
        assertThat(registry.find("tidemark.callback.held").gauges()).hasSize(1);
        subscriptions.enable("off");
        dispatcher.runOnce();
        standings.look();
        assertThat(registry.find("tidemark.callback.held").gauges()).isEmpty();
    }

    @Test
    void attempts_are_counted_and_timed_by_what_came_of_them() {
        server.on("/crm", OddServer.status(500), OddServer.status(200));
        subscribe("crm", List.of(), List.of());
        append("default", 1);
        long failed = attempts("status");
        long ok = attempts("ok");
        dispatcher.runOnce();
        clock.advance(Duration.ofSeconds(6));
        dispatcher.runOnce();
        assertThat(attempts("status")).isEqualTo(failed + 1);
        assertThat(attempts("ok")).isEqualTo(ok + 1);
    }

    private long attempts(String outcome) {
        return Optional.ofNullable(registry.find("tidemark.callback.attempt")
                        .tag("outcome", outcome)
                        .timer())
                .map(timer -> timer.count())
                .orElse(0L);
    }

    private double counter(String name, String tag, String value) {
        return registry.get(name).tag(tag, value).counter().count();
    }

    private double gauge(String name, String tag, String value) {
        return registry.get(name).tag(tag, value).gauge().value();
    }

    /** Sends what is due, tells what is to be told, until nothing is. */
    private void run() {
        while (dispatcher.runOnce() + teller.tell() > 0) {}
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

    private void subscribe(String id, List<String> types, List<String> accounts) {
        subscriptions.create(Drafts.draft(
                Optional.of(id),
                Optional.of("Name of " + id),
                Optional.of(server.url("/" + id)),
                types,
                accounts,
                true));
    }

    private List<StoredEvent> append(String account, int count) {
        List<ChangeEvent> changes = IntStream.range(0, count)
                .mapToObj(_ -> event(account, UUID.randomUUID().toString()))
                .toList();
        return QuarkusTransaction.requiringNew().call(() -> log.append(changes));
    }

    private ChangeEvent event(String account, String row) {
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
                EventId.of(account, "views", row, EventType.VIEW_STARTED, ""),
                account,
                "views/" + row,
                row,
                clock.instant(),
                new EventData.Plain(EventType.VIEW_STARTED, facts));
    }

    /** Those for operators, about callbacks, in the order of the log. */
    private List<StoredEvent> all() {
        return events.after(0, EventFilter.ALL, 10_000).stream()
                .filter(event -> NOTICES.contains(event.type().shortName()))
                .toList();
    }

    private List<String> told() {
        return all().stream()
                .map(event -> event.partitionKey() + " " + event.type().shortName())
                .toList();
    }

    private List<StoredEvent> of(EventType type) {
        return all().stream().filter(event -> event.type() == type).toList();
    }

    private StoredEvent only(EventType type) {
        assertThat(of(type)).hasSize(1);
        return of(type).getFirst();
    }

    /** Newest first. */
    private List<Delivery> of(String subscription) {
        return deliveries.after(DeliveryStore.Place.START, DeliveryFilter.ALL, 10_000).stream()
                .filter(one -> one.subscription().equals(subscription))
                .toList();
    }

    private long count(String subscription, DeliveryState state) {
        return of(subscription).stream().filter(one -> one.state() == state).count();
    }

    private List<String> received(String path) {
        return server.received(path).stream()
                .map(one -> one.headers().get("webhook-id"))
                .toList();
    }
}
