package dev.tidemark.callback.delivery;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tidemark.callback.credential.Credentials;
import dev.tidemark.callback.history.Delivery;
import dev.tidemark.callback.history.DeliveryFilter;
import dev.tidemark.callback.history.DeliveryState;
import dev.tidemark.callback.history.DeliveryStore;
import dev.tidemark.callback.subscriber.SettingsSeal;
import dev.tidemark.callback.subscriber.Subscribers;
import dev.tidemark.callback.subscription.SubscriptionDraft;
import dev.tidemark.callback.subscription.Subscriptions;
import dev.tidemark.event.ChangeEvent;
import dev.tidemark.event.EventData;
import dev.tidemark.event.EventId;
import dev.tidemark.event.EventType;
import dev.tidemark.event.RowFacts;
import dev.tidemark.outbox.EventLog;
import dev.tidemark.platform.Json;
import dev.tidemark.platform.SecretBox;
import dev.tidemark.platform.Sql;
import dev.tidemark.testing.KafkaResource;
import dev.tidemark.testing.TestClock;
import io.quarkus.narayana.jta.QuarkusTransaction;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Requests carry what their receiver knows the sender by. */
@QuarkusTest
@WithTestResource(KafkaResource.class)
class AuthorizedDeliveryIT {
    @Inject
    Dispatcher dispatcher;

    @Inject
    Subscriptions subscriptions;

    @Inject
    Subscribers subscribers;

    @Inject
    SettingsSeal seal;

    @Inject
    SecretBox box;

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
    void a_request_has_the_subscribers_own_headers_and_authorization_and_its_signature() {
        subscribe("crm", new Credentials.Basic("test", "123£"), Map.of("X-Tenant", "acme", "X-Api-Key", "k e y"));
        append();
        assertThat(dispatcher.runOnce()).isEqualTo(1);
        assertThat(server.received("/crm").getFirst().headers())
                .containsEntry("authorization", "Basic dGVzdDoxMjPCow==")
                .containsEntry("x-tenant", "acme")
                .containsEntry("x-api-key", "k e y")
                .containsEntry("content-type", "application/json")
                .containsKeys("webhook-id", "webhook-timestamp", "webhook-signature");
    }

    @Test
    void a_header_of_ours_is_never_replaced() {
        subscribe("crm", new Credentials.Bearer("t1"), Map.of("Webhook-Id", "other", "Authorization", "other"));
        append();
        dispatcher.runOnce();
        assertThat(server.received("/crm").getFirst().headers())
                .containsEntry("authorization", "Bearer t1")
                .containsEntry("webhook-id", only("crm").event());
    }

    @Test
    void after_a_401_the_next_try_has_another_token() {
        server.on("/token", token("t1"), token("t2"));
        server.on("/crm", OddServer.status(200), OddServer.status(401), OddServer.status(200));
        subscribe("crm", oauth(), Map.of());
        for (int i = 0; i < 2; i++) {
            append();
            assertThat(dispatcher.runOnce()).isEqualTo(1);
        }
        clock.advance(Duration.ofSeconds(6));
        assertThat(dispatcher.runOnce()).isEqualTo(1);
        assertThat(server.received("/crm"))
                .extracting(one -> one.headers().get("authorization"))
                .containsExactly("Bearer t1", "Bearer t1", "Bearer t2");
        assertThat(server.received("/token")).hasSize(2);
        assertThat(only("crm").state()).isEqualTo(DeliveryState.DELIVERED);
    }

    @Test
    void another_refusal_costs_no_token() {
        server.on("/token", token("t1"), token("t2"));
        server.on("/crm", OddServer.status(403), OddServer.status(200));
        subscribe("crm", oauth(), Map.of());
        append();
        dispatcher.runOnce();
        clock.advance(Duration.ofSeconds(6));
        dispatcher.runOnce();
        assertThat(server.received("/crm")).hasSize(2);
        assertThat(server.received("/token")).hasSize(1);
    }

    @Test
    void without_a_token_nothing_is_sent_and_it_is_tried_again() {
        server.on("/token", OddServer.status(503), token("t1"));
        subscribe("crm", oauth(), Map.of());
        append();
        assertThat(dispatcher.runOnce()).isEqualTo(1);
        assertThat(server.received("/crm")).isEmpty();
        Delivery delivery = only("crm");
        assertThat(delivery.state()).isEqualTo(DeliveryState.RETRYING);
        assertThat(deliveries.attempts(delivery.id()).getFirst()).satisfies(attempt -> {
            assertThat(attempt.error()).contains("authentication");
            assertThat(attempt.detail()).contains("the token endpoint answered 503");
            assertThat(attempt.status()).isEmpty();
        });
        clock.advance(Duration.ofSeconds(6));
        assertThat(dispatcher.runOnce()).isEqualTo(1);
        assertThat(server.received("/crm")).hasSize(1);
        assertThat(only("crm").state()).isEqualTo(DeliveryState.DELIVERED);
    }

    @Test
    void credentials_that_cannot_be_read_hold_up_nobody_and_are_shown() {
        subscribe("broken", new Credentials.Bearer("t1"), Map.of());
        subscribe("crm", new Credentials.Bearer("t1"), Map.of());
        QuarkusTransaction.requiringNew()
                .run(() -> sql.update(
                        "update subscription set credentials = ? where id = 'broken'",
                        box.seal("subscription/broken/credentials", "{\"type\":\"s3cret\"}")));
        subscribers.changed();
        append();
        assertThat(dispatcher.runOnce()).isEqualTo(1);
        assertThat(server.received("/crm")).hasSize(1);
        assertThat(server.received("/broken")).isEmpty();
        assertThat(subscriptions.find("broken").orElseThrow().problem())
                .hasValueSatisfying(
                        problem -> assertThat(problem).contains("credentials").doesNotContain("s3cret"));
    }

    private Credentials oauth() {
        return new Credentials.ClientCredentials(
                server.url("/token"), "id", UUID.randomUUID().toString(), "");
    }

    private static OddServer.Behaviour token(String token) {
        String body = "{\"access_token\":\"" + token + "\",\"token_type\":\"Bearer\",\"expires_in\":3600}";
        return OddServer.raw(
                "HTTP/1.1 200 OK\r\ncontent-length: " + body.getBytes(ISO_8859_1).length + "\r\n\r\n" + body);
    }

    private void subscribe(String id, Credentials credentials, Map<String, String> headers) {
        subscriptions.create(SubscriptionDraft.plain(
                Optional.of(id), Optional.empty(), Optional.of(server.url("/" + id)), List.of()));
        QuarkusTransaction.requiringNew()
                .run(() -> sql.update(
                        "update subscription set credentials = ?, headers = ? where id = ?",
                        seal.seal(id, credentials),
                        seal.seal(id, headers),
                        id));
        subscribers.changed();
    }

    private void append() {
        String row = UUID.randomUUID().toString();
        RowFacts facts = new RowFacts(
                "view",
                Json.object().put("id", row),
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

    /** The last one there. */
    private Delivery only(String subscription) {
        return deliveries.after(DeliveryStore.Place.START, DeliveryFilter.ALL, 100).stream()
                .filter(one -> one.subscription().equals(subscription))
                .findFirst()
                .orElseThrow();
    }
}
