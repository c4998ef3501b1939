package dev.tidemark.api.subscription;

import static io.restassured.RestAssured.given;
import static io.restassured.RestAssured.when;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.aMapWithSize;
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

import dev.tidemark.callback.credential.Credentials;
import dev.tidemark.callback.subscriber.Subscribers;
import dev.tidemark.platform.Sql;
import dev.tidemark.testing.KafkaResource;
import io.quarkus.narayana.jta.QuarkusTransaction;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.http.ContentType;
import jakarta.inject.Inject;
import java.nio.charset.StandardCharsets;
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
    void everything_it_was_given_is_shown_but_its_secrets() {
        String body = """
                {"id": "crm", "url": "%s", "format": "cloudevents",
                 "headers": {"X-Tenant": "acme", "X-Api-Key": "hidden"},
                 "authentication": {"type": "basic", "username": "tidemark", "password": "hidden"},
                 "rate": {"perSecond": 10}, "concurrency": 3, "ordering": "key", "timeout": "PT20S",
                 "schedule": ["PT0S", "PT1M"]}""".formatted(URL);
        create(body).statusCode(201);
        String shown = when().get(PATH + "/crm")
                .then()
                .statusCode(200)
                .body("format", is("cloudevents"))
                .body("headers.X-Tenant", is("acme"))
                .body("headers.X-Api-Key", is("***"))
                .body("authentication.type", is("basic"))
                .body("authentication.username", is("tidemark"))
                .body("rate.perSecond", is(10.0f))
                .body("concurrency", is(3))
                .body("ordering", is("key"))
                .body("timeout", is("PT20S"))
                .body("schedule", contains("PT0S", "PT1M"))
                .extract()
                .asString();
        assertThat(shown).doesNotContain("hidden");
        // What is shown may be written back, and means the same.
        put("crm", shown).statusCode(200);
        assertThat(when().get(PATH + "/crm").asString().replaceAll("\"updated_at\":\"[^\"]*\"", ""))
                .isEqualTo(shown.replaceAll("\"updated_at\":\"[^\"]*\"", ""));
        assertThat(subscribers.enabled().getFirst().envelope())
                .satisfies(envelope -> assertThat(envelope.headers()).containsEntry("X-Api-Key", "hidden"))
                .satisfies(envelope ->
                        assertThat(envelope.credentials()).contains(new Credentials.Basic("tidemark", "hidden")));
        assertThat(stored()).doesNotContain("hidden");
    }

    @Test
    void secrets_do_not_follow_to_another_host() {
        create("""
                {"id": "crm", "url": "%s", "headers": {"X-Api-Key": "hidden"},
                 "authentication": {"type": "bearer", "token": "hidden"}}""".formatted(URL)).statusCode(201);
        patch("crm", "{\"url\": \"http://127.0.0.1:10/hook\"}")
                .statusCode(422)
                .body("errors.field", contains("headers.X-Api-Key", "authentication.token"));
        patch("crm", "{\"url\": \"" + URL + "/elsewhere\"}").statusCode(200);
        assertThat(subscribers.enabled().getFirst().envelope().headers()).containsEntry("X-Api-Key", "hidden");
    }

    @Test
    void another_signature_brings_another_secret() {
        create("{\"id\": \"crm\", \"url\": \"" + URL + "\", \"signature\": \"v1a\"}")
                .statusCode(201)
                .body("signature", is("v1a"))
                .body("secret", matchesPattern("whpk_.*"));
        patch("crm", "{\"signature\": \"v1\"}").statusCode(200).body("signature", is("v1"));
        assertThat(subscribers.enabled().getFirst().envelope().secrets())
                .extracting(one -> one.scheme().text())
                .containsExactly("v1", "v1a");
        patch("crm", "{\"signature\": \"v2\"}").statusCode(422).body("errors.field", contains("signature"));
    }

    @Test
    void the_url_of_a_slack_webhook_is_its_secret() {
        String url = "http://127.0.0.1:9/services/T00/B00/secret";
        create("{\"id\": \"sales\", \"url\": \"" + url + "\", \"format\": \"slack\"}")
                .statusCode(201)
                .body("url", is("http://127.0.0.1:9/…"));
        String shown = when().get(PATH + "/sales").asString();
        assertThat(shown).doesNotContain("B00");
        assertThat(stored()).doesNotContain("B00");
        put("sales", shown).statusCode(200);
        assertThat(subscribers.enabled().getFirst().envelope().url()).isEqualTo(url);
        patch("sales", "{\"format\": \"json\"}").statusCode(200).body("url", is("http://127.0.0.1:9/…"));
        assertThat(stored()).doesNotContain("B00");
        assertThat(subscribers.enabled().getFirst().envelope().url()).isEqualTo(url);
        create("{\"url\": \"http://127.0.0.1:9/…\"}").statusCode(422).body("errors.field", contains("url"));
    }

    @Test
    void put_creates_under_an_id_of_the_callers_choice_and_then_replaces() {
        put("crm", "{\"url\": \"" + URL + "\", \"name\": \"CRM\", \"concurrency\": 2}")
                .statusCode(201)
                .header("Location", endsWith(PATH + "/crm"))
                .body("secret", matchesPattern("whsec_.*"));
        when().post(PATH + "/crm/disable").then().statusCode(200);
        put("crm", "{\"id\": \"crm\", \"url\": \"" + URL + "/other\"}")
                .statusCode(200)
                .body("url", is(URL + "/other"))
                .body("$", not(hasKey("name")))
                .body("concurrency", is(10))
                .body("enabled", is(false))
                .body("$", not(hasKey("secret")));
        put("crm", "{\"url\": \"" + URL + "\", \"enabled\": true}")
                .statusCode(200)
                .body("enabled", is(true));
        put("crm", "{\"id\": \"other\", \"url\": \"" + URL + "\"}")
                .statusCode(422)
                .body("errors.field", contains("id"));
    }

    @Test
    void patch_changes_what_it_names() {
        create("""
                {"id": "crm", "url": "%s", "name": "CRM", "types": ["ViewEnded"], "headers": {"X-A": "1", "X-B": "2"},
                 "authentication": {"type": "bearer", "token": "hidden"}}""".formatted(URL)).statusCode(201);
        patch("crm", "{\"name\": null, \"headers\": {\"X-A\": null, \"X-C\": \"3\"}, \"rate\": {\"perSecond\": 2}}")
                .statusCode(200)
                .body("$", not(hasKey("name")))
                .body("types", contains("ViewEnded"))
                .body("headers", aMapWithSize(2))
                .body("headers.X-B", is("2"))
                .body("headers.X-C", is("3"))
                .body("authentication.type", is("bearer"))
                .body("rate.perSecond", is(2.0f))
                .body("enabled", is(true));
        assertThat(subscribers.enabled().getFirst().envelope().credentials())
                .contains(new Credentials.Bearer("hidden"));
        patch("crm", "{\"enabled\": false}").statusCode(200).body("enabled", is(false));
        patch("crm", "{\"rate\": null}").statusCode(200).body("$", not(hasKey("rate")));
        patch("crm", "{\"id\": \"other\"}").statusCode(422).body("errors.field", contains("id"));
        patch("crm", "{\"concurency\": 3}").statusCode(422).body("detail", containsString("concurency"));
        patch("crm", "[]").statusCode(400);
        patch("nobody", "{}").statusCode(404);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "\"format\": \"xml\"                                      | format",
                "\"format\": \"template\"                                 | template",
                "\"template\": \"x\"                                      | template",
                "\"headers\": {\"Webhook-Id\": \"x\"}                     | headers.Webhook-Id",
                "\"headers\": {\"Authorization\": \"x\"}                  | headers.Authorization",
                "\"headers\": {\"X-A\": null}                           | headers.X-A",
                "\"headers\": {\"X-A\": \"a\\r\\nb\"}                     | headers.X-A",
                "\"authentication\": {\"type\": \"digest\"}               | authentication.type",
                "\"authentication\": {\"type\": \"basic\"}                | authentication.username",
                "\"authentication\": {\"type\": \"bearer\", \"token\": \"a b\"} | authentication.token",
                "\"rate\": {\"perSecond\": 0}                           | rate.perSecond",
                "\"rate\": {}                                           | rate.perSecond",
                "\"concurrency\": 0                                     | concurrency",
                "\"ordering\": \"fifo\"                                   | ordering",
                "\"timeout\": \"15\"                                      | timeout",
                "\"timeout\": \"PT31S\"                                   | timeout",
                "\"schedule\": []                                       | schedule",
                "\"schedule\": [\"PT0S\", null]                         | schedule[1]",
            })
    void a_setting_that_cannot_be_used_is_named(String member, String field) {
        create("{\"url\": \"" + URL + "\", " + member + "}").statusCode(422).body("errors.field", hasItem(field));
    }

    private String stored() {
        return QuarkusTransaction.requiringNew()
                .call(() -> sql.query("select url, headers, credentials, sealed_url from subscription", row -> {
                    StringBuilder all = new StringBuilder(row.getString(1));
                    for (int i = 2; i <= 4; i++) {
                        byte[] bytes = row.getBytes(i);
                        all.append(bytes == null ? "" : new String(bytes, StandardCharsets.ISO_8859_1));
                    }
                    return all.toString();
                }))
                .toString();
    }

    private static io.restassured.response.ValidatableResponse put(String id, String body) {
        return given().contentType(ContentType.JSON)
                .body(body)
                .put(PATH + "/" + id)
                .then();
    }

    private static io.restassured.response.ValidatableResponse patch(String id, String body) {
        return given().contentType("application/merge-patch+json")
                .body(body)
                .patch(PATH + "/" + id)
                .then();
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
