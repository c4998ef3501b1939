package dev.tidemark.api;

import static io.restassured.RestAssured.given;
import static io.restassured.RestAssured.when;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.endsWith;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.hasKey;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.matchesPattern;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.nullValue;

import dev.tidemark.callback.subscriber.Subscribers;
import dev.tidemark.platform.Sql;
import dev.tidemark.testing.KafkaResource;
import io.quarkus.narayana.jta.QuarkusTransaction;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.http.ContentType;
import jakarta.inject.Inject;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@QuarkusTest
@WithTestResource(KafkaResource.class)
class SubscriptionResourceIT {
    private static final String PATH = "/api/v1/subscriptions";
    private static final String URL = "http://127.0.0.1:9/hook";

    @Inject
    Sql sql;

    @Inject
    Subscribers subscribers;

    @BeforeEach
    void none() {
        QuarkusTransaction.requiringNew()
                .run(() -> List.of("delivery_attempt", "delivery", "subscription")
                        .forEach(table -> sql.update("delete from " + table)));
        subscribers.changed();
    }

    @Test
    void the_secret_is_shown_once() {
        String location = given().contentType(ContentType.JSON)
                .body("{\"id\": \"crm\", \"name\": \"CRM\", \"url\": \"" + URL + "\", \"types\": [\"ViewEnded\"]}")
                .post(PATH)
                .then()
                .statusCode(201)
                .header("Location", endsWith(PATH + "/crm"))
                .body("id", is("crm"))
                .body("name", is("CRM"))
                .body("url", is(URL))
                .body("types", contains("ViewEnded"))
                .body("accounts", hasSize(0))
                .body("enabled", is(true))
                .body("secret", matchesPattern("whsec_[A-Za-z0-9+/]{43}="))
                .body("$", hasKey("created_at"))
                .body("$", hasKey("updated_at"))
                .extract()
                .header("Location");
        when().get(location).then().statusCode(200).body("id", is("crm")).body("$", not(hasKey("secret")));
        when().get(PATH).then().statusCode(200).body("items[0]", not(hasKey("secret")));
    }

    @Test
    void an_id_of_ours_is_given_where_none_is_asked_for() {
        create("{\"url\": \"" + URL + "\"}").statusCode(201).body("id", matchesPattern("sub_[0-9a-z]{20}"));
    }

    @Test
    void a_subscription_can_be_switched_off_and_on() {
        create("{\"id\": \"crm\", \"url\": \"" + URL + "\"}").statusCode(201);
        for (int i = 0; i < 2; i++) {
            when().post(PATH + "/crm/disable")
                    .then()
                    .statusCode(200)
                    .body("enabled", is(false))
                    .body("problem", containsString("by hand"))
                    .body("$", not(hasKey("secret")));
        }
        when().post(PATH + "/crm/enable")
                .then()
                .statusCode(200)
                .body("enabled", is(true))
                .body("$", not(hasKey("problem")));
        when().post(PATH + "/nobody/enable").then().statusCode(404);
        when().post(PATH + "/nobody/disable").then().statusCode(404);
    }

    @Test
    void a_receiver_that_fails_is_shown() {
        create("{\"id\": \"crm\", \"url\": \"" + URL + "\"}").statusCode(201).body("$", not(hasKey("failing")));
        QuarkusTransaction.requiringNew()
                .run(() -> sql.update(
                        "update subscription set failures = 7, failing_since = ?, probe_at = ?",
                        Instant.parse("2026-03-01T10:00:00Z"),
                        Instant.parse("2026-03-01T11:00:00Z")));
        when().get(PATH + "/crm")
                .then()
                .body("failing.failures", is(7))
                .body("failing.since", is("2026-03-01T10:00:00Z"))
                .body("failing.next_try_at", is("2026-03-01T11:00:00Z"));
        when().post(PATH + "/crm/enable").then().body("$", not(hasKey("failing")));
    }

    @Test
    void all_mistakes_are_told_by_field() {
        create(
                        "{\"id\": \"a/b\", \"url\": \"https://10.1.2.3/\", \"types\": [\"Nothing\", null], \"accounts\": [\"\"]}")
                .statusCode(422)
                .contentType("application/problem+json")
                .body("errors.field", contains("id", "url", "types[0]", "types[1]", "accounts[0]"))
                .body("errors[1].detail", containsString("10.1.2.3"));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{\"uri\": \"https://x/\"}           | uri",
                "{\"url\": {}}                       | url",
                "{\"url\": \"x\", \"types\": \"all\"} | types",
                "{\"enabled\": \"perhaps\"}          | enabled",
            })
    void a_member_that_cannot_be_read_is_named(String body, String member) {
        create(body).statusCode(422).contentType("application/problem+json").body("detail", containsString(member));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "null", "{\"url\": ", "no json"})
    void what_is_no_object_is_a_bad_request(String body) {
        create(body).statusCode(400).contentType("application/problem+json");
    }

    @Test
    void an_id_that_is_taken_is_a_conflict() {
        create("{\"id\": \"crm\", \"url\": \"" + URL + "\"}").statusCode(201);
        create("{\"id\": \"crm\", \"url\": \"" + URL + "\"}").statusCode(409).body("errors.field", hasItem("id"));
    }

    @Test
    void the_list_goes_on_after_a_cursor() {
        List.of("c", "a", "b")
                .forEach(id -> create("{\"id\": \"" + id + "\", \"url\": \"" + URL + "\"}")
                        .statusCode(201));
        String next = given().queryParam("limit", 2)
                .get(PATH)
                .then()
                .statusCode(200)
                .body("items.id", contains("a", "b"))
                .extract()
                .path("next");
        given().queryParam("limit", 2)
                .queryParam("after", next)
                .get(PATH)
                .then()
                .body("items.id", contains("c"))
                .body("$", hasKey("next"))
                .body("next", nullValue());
    }

    @ParameterizedTest
    @ValueSource(strings = {"0", "201", "-1", "many", "9999999999"})
    void a_limit_out_of_range_is_refused_by_name(String limit) {
        given().queryParam("limit", limit).get(PATH).then().statusCode(400).body("errors.field", contains("limit"));
    }

    @Test
    void a_deleted_subscription_is_not_found() {
        create("{\"id\": \"crm\", \"url\": \"" + URL + "\"}").statusCode(201);
        when().delete(PATH + "/crm").then().statusCode(204);
        when().delete(PATH + "/crm").then().statusCode(404).contentType("application/problem+json");
        when().get(PATH + "/crm").then().statusCode(404).body("detail", containsString("crm"));
    }

    private static io.restassured.response.ValidatableResponse create(String body) {
        return given().contentType(ContentType.JSON).body(body).post(PATH).then();
    }
}
