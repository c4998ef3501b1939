package dev.tidemark.callback.delivery;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.standardwebhooks.Webhook;
import dev.tidemark.callback.history.Delivery;
import dev.tidemark.callback.history.DeliveryFilter;
import dev.tidemark.callback.history.DeliveryState;
import dev.tidemark.callback.history.DeliveryStore;
import dev.tidemark.callback.subscriber.Subscribers;
import dev.tidemark.callback.subscription.SubscriptionDraft;
import dev.tidemark.callback.subscription.SubscriptionSecrets;
import dev.tidemark.callback.subscription.Subscriptions;
import dev.tidemark.event.ChangeEvent;
import dev.tidemark.event.EventData;
import dev.tidemark.event.EventId;
import dev.tidemark.event.EventType;
import dev.tidemark.event.RowFacts;
import dev.tidemark.outbox.EventLog;
import dev.tidemark.platform.Json;
import dev.tidemark.platform.Sql;
import dev.tidemark.testing.TestClock;
import io.quarkus.narayana.jta.QuarkusTransaction;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A secret is exchanged while a delivery is being tried: its receiver never has to refuse one. */
abstract class RotationContract {
    private static final Duration OVERLAP = Duration.ofHours(1);

    @Inject
    Dispatcher dispatcher;

    @Inject
    Subscriptions subscriptions;

    @Inject
    SubscriptionSecrets secrets;

    @Inject
    Subscribers subscribers;

    @Inject
    DeliveryStore deliveries;

    @Inject
    EventLog log;

    @Inject
    Sql sql;

    @Inject
    TestClock clock;

    private final OddServer server = new OddServer();

    @BeforeEach
    void emptyTables() {
        QuarkusTransaction.requiringNew()
                .run(() -> List.of("delivery_attempt", "delivery", "subscription", "event")
                        .forEach(table -> sql.update("delete from " + table)));
        subscribers.changed();
    }

    @AfterEach
    void stop() throws Exception {
        server.close();
    }

    @Test
    void three_tries_with_a_rotation_between_all_verify_with_the_old_secret_and_from_then_on_with_the_new_one()
            throws Exception {
        server.on("/crm", OddServer.status(500), OddServer.status(503), OddServer.status(200));
        String old = subscribe();
        append();
        assertThat(dispatcher.runOnce()).isEqualTo(1);
        clock.advance(Duration.ofSeconds(6));
        String now = secrets.rotate("crm", OVERLAP).getFirst().secret().text();
        assertThat(dispatcher.runOnce()).isEqualTo(1);
        clock.advance(Duration.ofMinutes(6));
        assertThat(dispatcher.runOnce()).isEqualTo(1);

        List<OddServer.Received> tries = server.received("/crm");
        assertThat(tries)
                .hasSize(3)
                .extracting(one -> one.headers().get("webhook-id"))
                .containsOnly(id(tries.getFirst()));
        assertThat(tries)
                .extracting(one -> one.headers().get("webhook-timestamp"))
                .doesNotHaveDuplicates();
        assertThat(tries).allSatisfy(one -> assertThat(isVerified(one, old)).isTrue());
        assertThat(tries).extracting(one -> isVerified(one, now)).containsExactly(false, true, true);
        assertThat(all()).extracting(Delivery::state).containsExactly(DeliveryState.DELIVERED);
    }

    @Test
    void a_receiver_that_checks_signatures_refuses_none_through_a_rotation() throws Exception {
        String old = subscribe();
        append();
        dispatcher.runOnce();
        String now = secrets.rotate("crm", OVERLAP).getFirst().secret().text();
        // up to the last moment that the old one is live, and from the first that it is not
        for (Duration step : List.of(Duration.ZERO, OVERLAP.minusMillis(1), Duration.ofMillis(1), Duration.ofDays(1))) {
            clock.advance(step);
            append();
            assertThat(dispatcher.runOnce()).isEqualTo(1);
        }
        List<OddServer.Received> requests = server.received("/crm");
        assertThat(requests).extracting(one -> isVerified(one, old)).containsExactly(true, true, true, false, false);
        assertThat(requests).extracting(one -> isVerified(one, now)).containsExactly(false, true, true, true, true);
        assertThat(requests.getLast().headers().get("webhook-signature")).doesNotContain(" ");
        assertThat(all()).hasSize(5).extracting(Delivery::state).containsOnly(DeliveryState.DELIVERED);
    }

    private static String id(OddServer.Received request) {
        return request.headers().get("webhook-id");
    }

    /** Whether one of its signatures is what the official library makes of the same id, time and body. */
    private static boolean isVerified(OddServer.Received request, String secret) {
        try {
            String right = new Webhook(secret)
                    .sign(
                            id(request),
                            Long.parseLong(request.headers().get("webhook-timestamp")),
                            new String(request.body(), UTF_8));
            return Arrays.asList(request.headers().get("webhook-signature").split(" "))
                    .contains(right);
        } catch (Exception e) {
            throw new AssertionError(e);
        }
    }

    private String subscribe() {
        return subscriptions
                .create(SubscriptionDraft.plain(
                        Optional.of("crm"), Optional.empty(), Optional.of(server.url("/crm")), List.of()))
                .secret()
                .text();
    }

    private void append() {
        String row = UUID.randomUUID().toString();
        RowFacts facts = new RowFacts(
                "view",
                Json.object().put("id", row).put("name", "Zoë 🚀"),
                new RowFacts.Viewer(null, null, null, null, null),
                new RowFacts.Video(null, null, null),
                Map.of(),
                null,
                clock.instant(),
                false);
        ChangeEvent event = new ChangeEvent(
                EventId.of("default", "views", row, EventType.VIEW_STARTED, ""),
                "default",
                "views/" + row,
                row,
                clock.instant(),
                new EventData.Plain(EventType.VIEW_STARTED, facts));
        QuarkusTransaction.requiringNew().run(() -> log.append(List.of(event)));
    }

    private List<Delivery> all() {
        return deliveries.after(DeliveryStore.Place.START, DeliveryFilter.ALL, 100);
    }
}
