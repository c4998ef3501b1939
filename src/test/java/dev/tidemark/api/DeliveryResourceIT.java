package dev.tidemark.api;

import static io.restassured.RestAssured.given;
import static io.restassured.RestAssured.when;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.hasKey;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.notNullValue;
import static org.hamcrest.Matchers.nullValue;

import dev.tidemark.callback.delivery.Dispatcher;
import dev.tidemark.callback.subscriber.Subscribers;
import dev.tidemark.callback.subscription.Drafts;
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
import dev.tidemark.testing.KafkaResource;
import dev.tidemark.testing.Receiver;
import dev.tidemark.testing.TestClock;
import io.quarkus.narayana.jta.QuarkusTransaction;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@QuarkusTest
@WithTestResource(KafkaResource.class)
class DeliveryResourceIT {
    private static final String PATH = "/api/v1/deliveries";

    @Inject
    Sql sql;

    @Inject
    Subscriptions subscriptions;

    @Inject
    Subscribers subscribers;

    @Inject
    Dispatcher dispatcher;

    @Inject
    EventLog log;

    @Inject
    TestClock clock;

    private final Receiver receiver = new Receiver();

    @BeforeEach
    void oneDelivered() {
        QuarkusTransaction.requiringNew()
                .run(() -> List.of("delivery_attempt", "delivery", "subscription", "event")
                        .forEach(table -> sql.update("delete from " + table)));
        subscribers.changed();
        subscriptions.create(Drafts.draft(
                Optional.of("crm"), Optional.empty(), Optional.of(receiver.url()), List.of(), List.of(), true));
    }

    @AfterEach
    void stop() {
        receiver.close();
    }

    @Test
    void a_delivery_shows_with_every_attempt() {
        StoredEvent event = append();
        dispatcher.runOnce();
        String id = when().get(PATH)
                .then()
                .statusCode(200)
                .body("items", hasSize(1))
                .body("next", nullValue())
                .body("items[0].subscription", is("crm"))
                .body("items[0].event", is(event.id()))
                .body("items[0].type", is("ViewStarted"))
                .body("items[0].state", is("delivered"))
                .body("items[0].attempts", is(1))
                .body("items[0].due_at", notNullValue())
                .body("items[0].settled_at", is(clock.instant().toString()))
                .body("items[0]", not(hasKey("attempt_log")))
                .extract()
                .path("items[0].id");
        when().get(PATH + "/" + id)
                .then()
                .statusCode(200)
                .body("id", is(id))
                .body("attempts", is(1))
                .body("attempt_log", hasSize(1))
                .body("attempt_log[0].number", is(1))
                .body("attempt_log[0].status", is(204))
                .body("attempt_log[0].error", nullValue())
                .body("attempt_log[0].body", is(""))
                .body("attempt_log[0].body_cut", is(false))
                .body("attempt_log[0].request_headers.webhook-id", is(event.id()))
                .body("attempt_log[0].response_headers", hasKey("Date"))
                .body("attempt_log[0].started_at", is(clock.instant().toString()));
    }

    @Test
    void a_delivery_is_sent_again_by_hand() {
        receiver.answer(() -> 500);
        append();
        dispatcher.runOnce();
        String id = when().get(PATH)
                .then()
                .body("items[0].state", is("retrying"))
                .extract()
                .path("items[0].id");
        receiver.answer(() -> 204);
        when().post(PATH + "/" + id + "/retry")
                .then()
                .statusCode(202)
                .body("id", is(id))
                .body("due_at", is(clock.instant().toString()))
                .body("attempt_log", hasSize(1));
        dispatcher.runOnce();
        when().get(PATH + "/" + id).then().body("state", is("delivered")).body("attempts", is(2));
        subscriptions.disable("crm");
        when().post(PATH + "/" + id + "/retry")
                .then()
                .statusCode(409)
                .contentType("application/problem+json")
                .body("detail", containsString("enable it first"));
        when().post(PATH + "/999999999/retry").then().statusCode(404);
        when().post(PATH + "/none/retry").then().statusCode(404);
    }

    @Test
    void the_list_narrows_and_goes_on_newest_first() {
        StoredEvent first = append();
        dispatcher.runOnce();
        StoredEvent second = append();
        StoredEvent third = append();
        String next = given().queryParam("limit", 2)
                .get(PATH)
                .then()
                .body("items.event", contains(third.id(), second.id()))
                .extract()
                .path("next");
        given().queryParam("after", next).get(PATH).then().body("items.event", contains(first.id()));
        for (Map.Entry<String, String> filter : Map.of("status", "delivered", "code", "204", "event", first.id())
                .entrySet()) {
            given().queryParam(filter.getKey(), filter.getValue())
                    .get(PATH)
                    .then()
                    .statusCode(200)
                    .body("items.event", contains(first.id()));
        }
        given().queryParam("error", "timeout").get(PATH).then().body("items", hasSize(0));
        given().queryParam("subscription", "other").get(PATH).then().body("items", hasSize(0));
        given().queryParam("type", "ViewEnded").get(PATH).then().body("items", hasSize(0));
        given().queryParam("to", clock.instant().toString()).get(PATH).then().body("items", hasSize(0));
        given().queryParam("from", clock.instant().toString()).get(PATH).then().body("items", hasSize(3));
    }

    @ParameterizedTest
    @CsvSource({
        "status, done, cancelled",
        "type, Nothing, ViewStarted",
        "code, 2xx, 503",
        "error, late, timeout",
        "from, yesterday, 2026",
        "to, 1, 2026",
        "after, first, next",
        "limit, 0, 200",
    })
    void a_parameter_that_cannot_be_used_is_named_with_what_may_stand_there(String name, String value, String hint) {
        given().queryParam(name, value)
                .get(PATH)
                .then()
                .statusCode(400)
                .contentType("application/problem+json")
                .body("errors.field", contains(name))
                .body("errors[0].detail", containsString(hint));
    }

    @ParameterizedTest
    @ValueSource(strings = {"0", "x", "99999999999999999999", "-1"})
    void an_unknown_delivery_is_not_found(String id) {
        when().get(PATH + "/" + id).then().statusCode(404).contentType("application/problem+json");
    }

    private StoredEvent append() {
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
        return QuarkusTransaction.requiringNew()
                .call(() -> log.append(List.of(event)))
                .getFirst();
    }
}
