package dev.tidemark.api.subscription;

import static io.restassured.RestAssured.given;
import static io.restassured.RestAssured.when;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.notNullValue;
import static org.hamcrest.Matchers.nullValue;
import static org.hamcrest.Matchers.startsWith;

import dev.tidemark.api.LoggedEvents;
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
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@QuarkusTest
@WithTestResource(KafkaResource.class)
class TrialResourceIT {
    private static final String PATH = "/api/v1/subscriptions";

    @Inject
    Sql sql;

    @Inject
    Subscriptions subscriptions;

    @Inject
    Subscribers subscribers;

    @Inject
    LoggedEvents logged;

    private final Receiver receiver = new Receiver();

    @BeforeEach
    void oneSubscription() {
        QuarkusTransaction.requiringNew()
                .run(() -> List.of("delivery_attempt", "delivery", "subscription", "event")
                        .forEach(table -> sql.update("delete from " + table)));
        subscribers.changed();
        // Its id is the name of a call; both are reached.
        subscriptions.create(Drafts.draft(
                Optional.of("preview"), Optional.empty(), Optional.of(receiver.url()), List.of(), List.of(), true));
    }

    @AfterEach
    void stop() {
        receiver.close();
    }

    @Test
    void a_test_answers_with_the_attempt() {
        when().post(PATH + "/preview/test")
                .then()
                .statusCode(200)
                .body("delivered", is(true))
                .body("type", is("ViewCompleted"))
                .body("status", is(204))
                .body("error", nullValue())
                .body("duration_ms", notNullValue())
                .body("body", is(""))
                .body("event", is(receiver.received().getFirst().id()));
        receiver.answer(() -> 404);
        given().contentType(ContentType.JSON)
                .body("{\"type\": \"QuizScored\"}")
                .post(PATH + "/preview/test")
                .then()
                .statusCode(200)
                .body("delivered", is(false))
                .body("type", is("QuizScored"))
                .body("status", is(404))
                .body("error", is("status"))
                .body("detail", is("answered 404"));
        given().contentType(ContentType.JSON)
                .body("{\"type\": \"Quiz\"}")
                .post(PATH + "/preview/test")
                .then()
                .statusCode(422)
                .body("errors[0].field", is("type"));
        given().contentType(ContentType.JSON)
                .body("[]")
                .post(PATH + "/preview/test")
                .then()
                .statusCode(422);
        when().post(PATH + "/nobody/test").then().statusCode(404);
    }

    @Test
    void a_preview_answers_counts_and_samples() {
        logged.append("default", EventType.VIEW_STARTED, EventType.VIEW_COMPLETED);
        preview("{\"types\": [\"ViewCompleted\"], \"filter\": \"data.view.percentage >= 50\"}")
                .statusCode(200)
                .body("looked_at", is(2))
                .body("matched", is(1))
                .body("samples", hasSize(2))
                .body("samples[0].type", is("ViewCompleted"))
                .body("samples[0].matched", is(true))
                .body("samples[0].steps[0].expression", is("data.view.percentage >= 50"))
                .body("samples[0].steps[0].outcome", startsWith("true: data.view.percentage is "))
                .body("samples[0].content_type", is("application/json"))
                .body("samples[0].body", startsWith("{\"specversion\":\"1.0\""))
                .body("samples[0].reason", nullValue())
                .body("samples[1].matched", is(false))
                .body("samples[1].reason", is("type ViewStarted is not among its types"))
                .body("samples[1].body", nullValue());
        preview("{\"limit\": 1}").statusCode(200).body("looked_at", is(1));
        preview("{\"to\": \"2020-01-01T00:00:00Z\"}").statusCode(200).body("looked_at", is(0));
        when().get(PATH + "/preview").then().statusCode(200).body("id", is("preview"));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            value = {
                "{\"limit\": 1001}; 422; limit",
                "{\"limit\": 0}; 422; limit",
                "{\"limit\": \"5\"}; 422; limit",
                "{\"from\": \"yesterday\"}; 422; from",
                "{\"filter\": \"data.(\"}; 422; filter",
                "{\"format\": \"pdf\"}; 422; format",
                "[]; 400; body",
                "{\"filtre\": \"true\"}; 422; filtre"
            })
    void what_cannot_be_previewed_is_named(String body, int status, String field) {
        preview(body).statusCode(status).body("errors[0].field", is(field));
    }

    private static ValidatableResponse preview(String body) {
        return given().contentType(ContentType.JSON)
                .body(body)
                .post(PATH + "/preview")
                .then();
    }
}
