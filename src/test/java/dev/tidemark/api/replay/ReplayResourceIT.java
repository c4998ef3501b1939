package dev.tidemark.api.replay;

import static io.restassured.RestAssured.given;
import static io.restassured.RestAssured.when;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.endsWith;
import static org.hamcrest.Matchers.hasItems;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.notNullValue;
import static org.hamcrest.Matchers.nullValue;

import dev.tidemark.api.LoggedEvents;
import dev.tidemark.callback.delivery.Dispatcher;
import dev.tidemark.callback.replay.ReplayWorker;
import dev.tidemark.callback.subscriber.Subscribers;
import dev.tidemark.callback.subscription.Drafts;
import dev.tidemark.callback.subscription.Subscriptions;
import dev.tidemark.event.EventType;
import dev.tidemark.platform.Sql;
import dev.tidemark.testing.KafkaResource;
import dev.tidemark.testing.Receiver;
import io.quarkus.narayana.jta.QuarkusTransaction;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.http.ContentType;
import io.restassured.response.ValidatableResponse;
import jakarta.inject.Inject;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@QuarkusTest
@WithTestResource(KafkaResource.class)
class ReplayResourceIT {
    private static final String PATH = "/api/v1/subscriptions/crm";

    @Inject
    Sql sql;

    @Inject
    Subscriptions subscriptions;

    @Inject
    Subscribers subscribers;

    @Inject
    Dispatcher dispatcher;

    @Inject
    ReplayWorker worker;

    @Inject
    LoggedEvents logged;

    private final Receiver receiver = new Receiver();

    @BeforeEach
    void threeEventsFromBefore() {
        QuarkusTransaction.requiringNew()
                .run(() -> List.of("delivery_attempt", "delivery", "replay", "subscription", "event")
                        .forEach(table -> sql.update("delete from " + table)));
        subscribers.changed();
        logged.append("default", EventType.VIEW_STARTED, EventType.VIEW_COMPLETED, EventType.VIEW_COMPLETED);
        subscriptions.create(Drafts.draft(
                Optional.of("crm"), Optional.empty(), Optional.of(receiver.url()), List.of(), List.of(), true));
    }

    @AfterEach
    void stop() {
        receiver.close();
    }

    @Test
    void a_dry_run_counts_and_makes_nothing() {
        replay("{\"status\": \"missing\", \"types\": [\"ViewCompleted\"], \"dryRun\": true}")
                .statusCode(200)
                .body("dryRun", is(true))
                .body("count", is(2));
        worker.runOnce();
        when().get(PATH + "/replays").then().statusCode(200).body("items", hasSize(0));
        when().get("/api/v1/deliveries").then().body("items", hasSize(0));
    }

    @Test
    void a_replay_goes_on_by_itself_and_tells_how_far_it_is() {
        String location = replay("{\"status\": \"all\", \"from\": \"2020-01-01T00:00:00Z\"}")
                .statusCode(202)
                .header("Location", containsString(PATH + "/replays/rep_"))
                .body("count", is(3))
                .body("made", is(0))
                .body("state", is("running"))
                .body("status", is("all"))
                .body("from", is("2020-01-01T00:00:00Z"))
                .body("to", nullValue())
                .body("ended_at", nullValue())
                .extract()
                .header("Location");
        replay("{\"status\": \"all\"}").statusCode(409).body("detail", containsString("goes on"));
        worker.runOnce();
        dispatcher.runOnce();
        when().get(location)
                .then()
                .statusCode(200)
                .body("state", is("done"))
                .body("made", is(3))
                .body("ended_at", notNullValue());
        when().post(location + "/cancel").then().statusCode(409);
        when().get("/api/v1/deliveries").then().body("items.state", hasItems("delivered", "delivered", "delivered"));
        String id = location.substring(location.lastIndexOf('/') + 1);
        when().get(PATH + "/replays").then().body("items.id", contains(id)).body("next", nullValue());
    }

    @Test
    void a_replay_can_be_cancelled() {
        String location =
                replay("{\"status\": \"all\"}").statusCode(202).extract().header("Location");
        when().post(location + "/cancel").then().statusCode(200).body("state", is("cancelled"));
        worker.runOnce();
        when().get(location).then().body("made", is(0));
    }

    @Test
    void the_list_goes_on_where_it_ended() {
        for (int i = 0; i < 3; i++) {
            replay("{\"status\": \"failed\"}").statusCode(202).body("state", is("done"));
        }
        String next = given().queryParam("limit", 2)
                .get(PATH + "/replays")
                .then()
                .body("items", hasSize(2))
                .extract()
                .path("next");
        given().queryParam("after", next).get(PATH + "/replays").then().body("items", hasSize(1));
        given().queryParam("after", "rep_none").get(PATH + "/replays").then().statusCode(400);
    }

    @Test
    void what_cannot_be_replayed_is_named() {
        replay("""
                {"status": "some", "from": "yesterday", "types": ["ViewEnded", "Nothing", null]}""").statusCode(422).body("errors.field", contains("from", "types[1]", "types[2]", "status"));
        replay("""
                {"status": "all", "from": "2026-01-02T00:00:00Z", "to": "2026-01-02T00:00:00Z"}""").statusCode(422).body("errors.field", contains("to"));
        replay("{}").statusCode(422).body("errors.field", contains("status"));
        given().contentType(ContentType.JSON)
                .body("{\"status\": \"all\"}")
                .post("/api/v1/subscriptions/nobody/replay")
                .then()
                .statusCode(404)
                .body("detail", endsWith("'nobody'."));
        when().get(PATH + "/replays/rep_none").then().statusCode(404);
        when().post(PATH + "/replays/rep_none/cancel").then().statusCode(404);
        when().get("/api/v1/subscriptions/nobody/replays").then().statusCode(404);
    }

    private static ValidatableResponse replay(String body) {
        return given().contentType(ContentType.JSON)
                .body(body)
                .post(PATH + "/replay")
                .then();
    }
}
