package dev.tidemark.callback.delivery;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.standardwebhooks.Webhook;
import dev.tidemark.callback.exchange.ErrorClass;
import dev.tidemark.callback.history.Delivery;
import dev.tidemark.callback.history.DeliveryAttempt;
import dev.tidemark.callback.history.DeliveryFilter;
import dev.tidemark.callback.history.DeliveryState;
import dev.tidemark.callback.history.DeliveryStore;
import dev.tidemark.callback.subscription.Subscriptions;
import dev.tidemark.event.ChangeEvent;
import dev.tidemark.event.EventType;
import dev.tidemark.event.catalogue.EventCatalogue;
import dev.tidemark.outbox.StoredEvent;
import io.quarkus.narayana.jta.QuarkusTransaction;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** What delivering means, on every database: real events, a real receiver, a clock turned by hand. */
abstract class CallbackDeliveryContract extends CallbackScene {
    @Test
    void an_event_arrives_signed_byte_for_byte_as_it_is_stored() throws Exception {
        Subscriptions.Created crm = subscribe("/crm");
        StoredEvent event = append(1).getFirst();

        assertThat(dispatcher.runOnce()).isEqualTo(1);

        OddServer.Received request = server.received("/crm").getFirst();
        String timestamp = Long.toString(clock.instant().getEpochSecond());
        assertThat(request.body()).isEqualTo(event.document());
        assertThat(request.headers())
                .containsEntry("content-type", "application/json")
                .containsEntry("webhook-id", event.id())
                .containsEntry("webhook-timestamp", timestamp)
                .containsEntry("webhook-signature", reference(crm, event, clock.instant()))
                .containsEntry("host", server.url("").substring("http://".length()))
                .doesNotContainKey("accept-encoding");
        assertThat(request.headers().get("user-agent")).startsWith("Tidemark/");
        assertThat(only().state()).isEqualTo(DeliveryState.DELIVERED);
        assertThat(only().settledAt()).contains(clock.instant());
        DeliveryAttempt attempt = attempts().getFirst();
        assertThat(attempt.status()).contains(200);
        assertThat(attempt.error()).isEmpty();
        assertThat(new String(attempt.body(), UTF_8)).isEqualTo("ok");
        assertThat(dispatcher.runOnce()).isZero();
    }

    @Test
    void a_retry_keeps_the_id_and_has_a_timestamp_and_a_signature_of_its_own() throws Exception {
        server.on("/crm", OddServer.status(500), OddServer.status(503), OddServer.status(200));
        Subscriptions.Created crm = subscribe("/crm");
        StoredEvent event = append(1).getFirst();
        List<Instant> sentAt = new ArrayList<>();
        for (Duration wait : List.of(Duration.ZERO, Duration.ofSeconds(6), Duration.ofMinutes(6))) {
            clock.advance(wait);
            sentAt.add(clock.instant());
            assertThat(dispatcher.runOnce()).isEqualTo(1);
        }
        List<OddServer.Received> requests = server.received("/crm");
        for (int i = 0; i < 3; i++) {
            assertThat(requests.get(i).headers())
                    .containsEntry("webhook-id", event.id())
                    .containsEntry(
                            "webhook-timestamp", Long.toString(sentAt.get(i).getEpochSecond()))
                    .containsEntry("webhook-signature", reference(crm, event, sentAt.get(i)));
            assertThat(requests.get(i).body()).isEqualTo(event.document());
        }
        assertThat(only().state()).isEqualTo(DeliveryState.DELIVERED);
        assertThat(attempts()).extracting(DeliveryAttempt::number).containsExactly(1, 2, 3);
        assertThat(attempts()).extracting(DeliveryAttempt::startedAt).isEqualTo(sentAt);
    }

    @Test
    void a_retry_is_never_early_and_the_last_failure_exhausts() {
        server.on("/crm", OddServer.status(500));
        subscribe("/crm");
        append(1);
        List<Duration> waits = new ArrayList<>();
        assertThat(dispatcher.runOnce()).isEqualTo(1);
        while (only().state() == DeliveryState.RETRYING) {
            waits.add(Duration.between(clock.instant(), only().dueAt()));
            clock.set(only().dueAt().minusMillis(1));
            assertThat(dispatcher.runOnce()).isZero();
            clock.set(only().dueAt());
            assertThat(dispatcher.runOnce()).isEqualTo(1);
        }
        List<Duration> schedule = List.of(
                Duration.ofSeconds(5),
                Duration.ofMinutes(5),
                Duration.ofMinutes(30),
                Duration.ofHours(2),
                Duration.ofHours(5),
                Duration.ofHours(10),
                Duration.ofHours(14),
                Duration.ofHours(20),
                Duration.ofHours(24));
        assertThat(waits).hasSameSizeAs(schedule);
        for (int i = 0; i < waits.size(); i++) {
            assertThat(waits.get(i))
                    .isBetween(schedule.get(i), schedule.get(i).multipliedBy(6).dividedBy(5));
        }
        assertThat(only().state()).isEqualTo(DeliveryState.EXHAUSTED);
        assertThat(attempts()).hasSize(10);
    }

    @Test
    void no_more_requests_than_the_window_are_under_way_and_a_backlog_drains() {
        server.on("/crm", OddServer.slow(20));
        subscribe("/crm");
        append(45);
        int attempts = 0;
        for (int made = dispatcher.runOnce(); made > 0; made = dispatcher.runOnce()) {
            attempts += made;
        }
        assertThat(attempts).isEqualTo(45);
        assertThat(server.mostAtOnce("/crm")).isBetween(2, 10);
        assertThat(server.received("/crm"))
                .extracting(one -> one.headers().get("webhook-id"))
                .doesNotHaveDuplicates();
    }

    @Test
    void only_wanted_types_and_accounts_are_delivered_and_a_disabled_subscription_holds() {
        subscriptions.create(draft("all", "/all", List.of(), List.of(), true));
        subscriptions.create(draft("views", "/views", List.of("ViewStarted", "ViewEnded"), List.of(), true));
        subscriptions.create(draft("answers", "/answers", List.of("ResponseSubmitted"), List.of(), true));
        subscriptions.create(draft("other", "/other", List.of(), List.of("elsewhere"), true));
        subscriptions.create(draft("off", "/off", List.of(), List.of(), false));
        append(1);
        while (dispatcher.runOnce() > 0) {}
        assertThat(all())
                .extracting(one -> one.subscription() + " " + one.state().text())
                .containsExactlyInAnyOrder("all delivered", "views delivered", "off held");
    }

    @Test
    void an_event_for_operators_goes_only_to_who_names_it() {
        subscriptions.create(draft("all", "/all", List.of(), List.of(), true));
        subscriptions.create(draft("pager", "/pager", List.of("SourceUnauthorized"), List.of(), true));
        ChangeEvent event = new EventCatalogue("https://t").exampleEvent(EventType.SOURCE_UNAUTHORIZED);
        QuarkusTransaction.requiringNew().run(() -> log.append(List.of(event)));
        assertThat(all()).extracting(Delivery::subscription).containsExactly("pager");
    }

    @Test
    void an_event_appended_again_is_not_delivered_again() {
        subscribe("/crm");
        ChangeEvent event = event(UUID.randomUUID().toString());
        QuarkusTransaction.requiringNew().run(() -> log.append(List.of(event)));
        QuarkusTransaction.requiringNew().run(() -> log.append(List.of(event)));
        assertThat(all()).hasSize(1);
    }

    @Test
    void deleting_a_subscription_cancels_what_is_open_and_keeps_what_was() {
        server.on("/crm", OddServer.status(200), OddServer.status(500));
        Subscriptions.Created crm = subscribe("/crm");
        append(1);
        dispatcher.runOnce();
        append(1);
        dispatcher.runOnce();
        append(1);
        assertThat(subscriptions.delete(crm.subscription().id())).isTrue();
        assertThat(subscriptions.delete(crm.subscription().id())).isFalse();
        clock.advance(Duration.ofDays(1));
        assertThat(dispatcher.runOnce()).isZero();
        assertThat(all())
                .extracting(Delivery::state)
                .containsExactly(DeliveryState.CANCELLED, DeliveryState.CANCELLED, DeliveryState.DELIVERED);
        assertThat(deliveries.attempts(all().get(1).id())).hasSize(1);
    }

    @Test
    void the_list_pages_newest_first_and_narrows() {
        server.on("/crm", OddServer.status(500), OddServer.status(200));
        subscribe("/crm");
        List<StoredEvent> appended = append(1);
        dispatcher.runOnce();
        clock.advance(Duration.ofSeconds(1));
        append(4);
        while (dispatcher.runOnce() > 0) {}
        List<Delivery> paged = new ArrayList<>();
        DeliveryStore.Place place = DeliveryStore.Place.START;
        for (List<Delivery> page = deliveries.after(place, DeliveryFilter.ALL, 2);
                !page.isEmpty();
                page = deliveries.after(place, DeliveryFilter.ALL, 2)) {
            paged.addAll(page);
            place = new DeliveryStore.Place(
                    page.getLast().sequence(), page.getLast().id());
        }
        assertThat(paged).hasSize(5).isEqualTo(all());
        assertThat(paged).extracting(Delivery::sequence).isSortedAccordingTo((a, b) -> Long.compare(b, a));
        Optional<String> any = Optional.empty();
        assertThat(deliveries.after(
                        DeliveryStore.Place.START,
                        new DeliveryFilter(
                                any,
                                Optional.of(DeliveryState.RETRYING),
                                Optional.of(EventType.VIEW_STARTED),
                                Optional.of(500),
                                Optional.of(ErrorClass.STATUS),
                                Optional.of(appended.getFirst().id()),
                                Optional.of(clock.instant().minusSeconds(2)),
                                Optional.of(clock.instant())),
                        10))
                .singleElement()
                .satisfies(one ->
                        assertThat(one.event()).isEqualTo(appended.getFirst().id()));
        assertThat(deliveries.after(
                        DeliveryStore.Place.START,
                        new DeliveryFilter(
                                Optional.of("nobody"),
                                Optional.empty(),
                                Optional.empty(),
                                Optional.empty(),
                                Optional.empty(),
                                any,
                                Optional.empty(),
                                Optional.empty()),
                        10))
                .isEmpty();
    }

    /** What the official library makes of the same id, time and body. */
    private static String reference(Subscriptions.Created subscription, StoredEvent event, Instant time)
            throws Exception {
        return new Webhook(subscription.secret().text())
                .sign(event.id(), time.getEpochSecond(), new String(event.document(), UTF_8));
    }
}
