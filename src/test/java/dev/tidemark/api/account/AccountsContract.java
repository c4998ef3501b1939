package dev.tidemark.api.account;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.endsWith;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.hasItems;
import static org.hamcrest.Matchers.hasKey;
import static org.hamcrest.Matchers.matchesPattern;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.nullValue;

import dev.tidemark.account.AccountStore;
import dev.tidemark.poll.PollTick;
import dev.tidemark.testing.CapturedLog;
import dev.tidemark.testing.MindstampStub;
import dev.tidemark.testing.TestClock;
import io.restassured.RestAssured;
import io.restassured.http.ContentType;
import io.restassured.response.ValidatableResponse;
import jakarta.inject.Inject;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Accounts by API, on every database: real HTTP, a Mindstamp that misbehaves, and the sandbox. */
abstract class AccountsContract {
    private static final String PATH = "/api/v1/accounts";
    private static final String ID = "by-api";

    @Inject
    AccountStore accounts;

    @Inject
    PollTick poll;

    @Inject
    TestClock clock;

    private final MindstampStub mindstamp = new MindstampStub();

    @AfterEach
    void remove() {
        mindstamp.close();
        given().delete(PATH + "/" + ID + "?confirm=" + ID);
        // What one test spent or was refused does not count for the next.
        clock.advance(Duration.ofHours(2));
    }

    @Test
    void an_account_is_watched_from_the_moment_it_is_made() {
        create(Map.of("id", ID, "name", "By API", "url", sandbox() + "//", "token", "sandbox-token"))
                .statusCode(201)
                .header("Location", endsWith(PATH + "/" + ID))
                .body("id", equalTo(ID))
                .body("name", equalTo("By API"))
                .body("url", equalTo(sandbox()))
                .body("state", equalTo("active"))
                .body("declared", equalTo(false))
                .body("$", not(hasKey("token")));
        poll.runOnce();

        given().get(PATH + "/" + ID + "/streams")
                .then()
                .statusCode(200)
                .body("items.stream", hasItems("interactions", "views", "viewers", "accessLists"));
        assertThat(accounts.token(ID)).isEqualTo("sandbox-token");
        given().get(PATH + "?limit=200").then().body("items.id", hasItem(ID));
    }

    @Test
    void an_id_of_ours_is_given_where_none_is_asked_for() {
        String id = create(Map.of("url", mindstamp.url(), "token", MindstampStub.TOKEN))
                .statusCode(201)
                .body("id", matchesPattern("acc_[0-9a-z]{20}"))
                .extract()
                .path("id");
        given().get(PATH + "/" + id).then().body("name", equalTo(id));
        given().delete(PATH + "/" + id + "?confirm=" + id).then().statusCode(204);
    }

    @Test
    void an_id_that_is_taken_is_a_conflict_before_a_call_is_spent() {
        make();
        long asked = mindstamp.requests("user/me");

        create(Map.of("id", ID, "url", mindstamp.url(), "token", MindstampStub.TOKEN))
                .statusCode(409)
                .body("errors.field", hasItem("id"));
        assertThat(mindstamp.requests("user/me")).isEqualTo(asked);
    }

    @Test
    void a_token_that_mindstamp_refuses_is_not_stored() {
        create(Map.of("id", ID, "url", mindstamp.url(), "token", "wrong"))
                .statusCode(422)
                .contentType("application/problem+json")
                .body("errors.field", contains("token"))
                .body("detail", containsString("401"));
        given().get(PATH + "/" + ID).then().statusCode(404);
    }

    @ParameterizedTest
    @CsvSource({
        "503, 17, 503",
        "429, 17, 503",
        "500, , 502",
        "302, , 422",
        "404, , 422",
    })
    void what_cannot_be_checked_is_not_stored(int status, String retryAfter, int told) {
        Map<String, String> headers = new HashMap<>();
        if (retryAfter != null) {
            headers.put("Retry-After", retryAfter);
        }
        mindstamp.on("user/me", MindstampStub.with(status, headers, ""));

        create(Map.of("id", ID, "url", mindstamp.url(), "token", MindstampStub.TOKEN))
                .statusCode(told)
                .contentType("application/problem+json")
                .header("Retry-After", retryAfter == null ? nullValue() : equalTo(retryAfter))
                .body("detail", containsString("Nothing was stored"));
        given().get(PATH + "/" + ID).then().statusCode(404);
    }

    @Test
    void what_answers_but_is_no_mindstamp_is_named() {
        mindstamp.on("user/me", MindstampStub.with(200, Map.of("Content-Type", "text/html"), "<p>Welcome</p>"));
        create(Map.of("id", ID, "url", mindstamp.url(), "token", MindstampStub.TOKEN))
                .statusCode(502)
                .body("detail", containsString("user/me"));
        given().get(PATH + "/" + ID).then().statusCode(404);
    }

    @Test
    void nobody_there_is_told_as_such() throws Exception {
        int free;
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            free = socket.getLocalPort();
        }
        create(Map.of("id", ID, "url", "http://127.0.0.1:" + free, "token", MindstampStub.TOKEN))
                .statusCode(502)
                .body("detail", containsString("cannot be reached"));
    }

    @Test
    void nobody_who_answers_is_told_as_such() {
        mindstamp.on("user/me", mindstamp.silence());
        create(Map.of("id", ID, "url", mindstamp.url(), "token", MindstampStub.TOKEN))
                .statusCode(503)
                .body("detail", containsString("did not answer in time"));
    }

    @Test
    void all_mistakes_are_told_by_field() {
        create(Map.of("id", "a/b", "name", " ", "url", "https://10.1.2.3/api", "token", "two words"))
                .statusCode(422)
                .contentType("application/problem+json")
                .body("errors.field", contains("id", "name", "url", "token"))
                .body("errors[2].detail", containsString("10.1.2.3"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "https://169.254.169.254/latest",
                "https://[::ffff:10.0.0.1]/",
                "https://2130706433/",
                "https://user:pw@api.mindstamp.com/",
                "https://api.mindstamp.com/api/v1?x=1",
                "ftp://api.mindstamp.com/",
                "api.mindstamp.com"
            })
    void a_url_that_must_not_be_called_is_refused(String url) {
        create(Map.of("id", ID, "url", url, "token", MindstampStub.TOKEN))
                .statusCode(422)
                .body("errors.field", contains("url"));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{\"tokn\": \"x\"}                      | tokn",
                "{\"token\": {\"a\": 1}}                | token",
                "{\"token\": [\"a\"]}                   | token",
                "{\"token\": 12345}                     | token",
                "{\"token\": true}                      | token",
                "{\"token\": \"\"}                      | token",
                "{\"token\": null}                      | token",
                "{\"token\": \"a\\u0007b\"}             | token",
                "{\"id\": 7, \"token\": \"x\"}          | id",
                "{}                                     | token",
            })
    void a_member_that_cannot_be_used_is_named(String body, String member) {
        given().contentType(ContentType.JSON)
                .body(body)
                .post(PATH)
                .then()
                .statusCode(422)
                .contentType("application/problem+json")
                .body("detail", containsString(member));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "null", "{\"token\": ", "no json", "[]"})
    void what_is_no_object_is_refused(String body) {
        int status = given().contentType(ContentType.JSON).body(body).post(PATH).statusCode();
        assertThat(status).isIn(400, 422);
    }

    @Test
    void a_token_somebody_forgot_to_quote_does_not_come_back() {
        String answer = given().contentType(ContentType.JSON)
                .body("{\"token\": eyJhbGciOiJub25lIn0}")
                .post("/api/v1/accounts")
                .then()
                .statusCode(400)
                .extract()
                .asString();
        assertThat(answer).contains("line 1").doesNotContain("eyJhbGci");
    }

    @Test
    void a_new_token_lets_a_parked_account_go_on_at_once() {
        make();
        poll.runOnce();
        mindstamp.knows("a-newer-token");
        clock.advance(Duration.ofMinutes(1));
        poll.runOnce();
        given().get(PATH + "/" + ID).then().body("state", equalTo("unauthorized"));

        change("{\"token\": \"still-wrong\"}").statusCode(422).body("errors.field", contains("token"));
        assertThat(accounts.token(ID)).isEqualTo(MindstampStub.TOKEN);
        change("{\"token\": \"a-newer-token\"}")
                .statusCode(200)
                .body("state", equalTo("active"))
                .body("problem", nullValue())
                .body("$", not(hasKey("token")));
        long walks = mindstamp.requests("views");
        poll.runOnce();

        assertThat(mindstamp.requests("views")).isGreaterThan(walks);
        given().get(PATH + "/" + ID).then().body("state", equalTo("active"));
    }

    @Test
    void an_answer_to_the_old_token_says_nothing_about_the_new_one() {
        make();
        dev.tidemark.account.Account before = accounts.find(ID).orElseThrow();
        mindstamp.knows("a-newer-token");
        change("{\"token\": \"a-newer-token\"}").statusCode(200);

        accounts.unauthorized(before, "the old token");

        given().get(PATH + "/" + ID).then().body("state", equalTo("active"));
    }

    @Test
    void a_name_is_changed_without_a_call() {
        make();
        long asked = mindstamp.requests("user/me");
        change("{\"name\": \"Another\"}").statusCode(200).body("name", equalTo("Another"));
        assertThat(mindstamp.requests("user/me")).isEqualTo(asked);
        change("{}").statusCode(200).body("name", equalTo("Another"));
        change("{\"id\": \"x\"}").statusCode(422).body("errors.field", contains("id"));
        change("").statusCode(400);
        given().contentType(ContentType.JSON)
                .body("{}")
                .patch(PATH + "/nobody")
                .then()
                .statusCode(404);
    }

    @Test
    void the_stored_token_is_not_sent_to_another_host() {
        make();
        try (MindstampStub other = new MindstampStub()) {
            change("{\"url\": \"" + other.url() + "\"}").statusCode(422).body("errors.field", contains("token"));
            assertThat(other.requests()).isEmpty();

            change("{\"url\": \"" + other.url() + "/\", \"token\": \"" + MindstampStub.TOKEN + "\"}")
                    .statusCode(200)
                    .body("url", equalTo(other.url()));
            poll.runOnce();
            assertThat(other.requests("views")).isPositive();
        }
    }

    @Test
    void another_path_at_the_same_host_is_checked_with_the_stored_token() {
        make();
        String wrong = mindstamp.url() + "/v2";
        change("{\"url\": \"" + wrong + "\"}").statusCode(422).body("errors.field", contains("url"));
        assertThat(mindstamp.last().path()).isEqualTo("v2/user/me");
        given().get(PATH + "/" + ID).then().body("url", equalTo(mindstamp.url()));
    }

    @Test
    void no_log_line_and_no_answer_holds_a_token() {
        Logger ours = org.jboss.logmanager.LogContext.getLogContext().getLogger("dev.tidemark");
        ours.setLevel(Level.FINE);
        StringBuilder told = new StringBuilder();
        try (CapturedLog log = CapturedLog.start()) {
            mindstamp.on(
                    "user/me",
                    (exchange, request) -> MindstampStub.json(
                                    418, "{\"you\": \"" + request.headers().get("Authorization") + "\"}")
                            .write(exchange, request));
            told.append(create(Map.of("id", ID, "url", mindstamp.url(), "token", MindstampStub.TOKEN))
                    .statusCode(422)
                    .extract()
                    .asString());
            mindstamp.on("user/me", MindstampStub.json(200, "{\"id\":\"u1\"}"));
            make();
            mindstamp.knows("a-newer-token");
            told.append(change("{\"token\": \"" + MindstampStub.TOKEN + "\"}")
                    .statusCode(422)
                    .extract()
                    .asString());
            poll.runOnce();
            told.append(given().get(PATH).asString());
            assertThat(log.text()).contains("account.unauthorized").doesNotContain(MindstampStub.TOKEN);
        } finally {
            ours.setLevel(null);
        }
        assertThat(told.toString()).doesNotContain(MindstampStub.TOKEN);
    }

    private void make() {
        create(Map.of("id", ID, "url", mindstamp.url(), "token", MindstampStub.TOKEN))
                .statusCode(201);
    }

    private static ValidatableResponse create(Map<String, String> body) {
        return given().contentType(ContentType.JSON).body(body).post(PATH).then();
    }

    private static ValidatableResponse change(String body) {
        return given().contentType(ContentType.JSON)
                .body(body)
                .patch(PATH + "/" + ID)
                .then();
    }

    private static String sandbox() {
        return "http://localhost:" + RestAssured.port + "/sandbox/api/v1";
    }
}
