package dev.tidemark.api.through;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.matchesPattern;
import static org.hamcrest.Matchers.nullValue;

import dev.tidemark.account.Account;
import dev.tidemark.account.AccountStore;
import dev.tidemark.mindstamp.pass.DocumentedCall;
import dev.tidemark.mindstamp.pass.DocumentedCalls;
import dev.tidemark.platform.Json;
import dev.tidemark.platform.Sql;
import dev.tidemark.poll.PollTick;
import dev.tidemark.poll.removal.AccountRemoval;
import dev.tidemark.poll.store.StreamStore;
import dev.tidemark.testing.CapturedLog;
import dev.tidemark.testing.KafkaResource;
import dev.tidemark.testing.MindstampStub;
import dev.tidemark.testing.TestClock;
import io.quarkus.narayana.jta.QuarkusTransaction;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.RestAssured;
import io.restassured.http.ContentType;
import io.restassured.response.Response;
import io.restassured.specification.RequestSpecification;
import jakarta.inject.Inject;
import java.io.IOException;
import java.io.OutputStream;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.logging.Level;
import java.util.logging.Logger;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Calls of other programs through Tidemark, over real HTTP on both sides. */
@QuarkusTest
@WithTestResource(KafkaResource.class)
class ThroughIT {
    private static final String ID = "passed-on";
    private static final String PATH = "/api/v1/accounts/" + ID;

    @Inject
    AccountStore accounts;

    @Inject
    AccountRemoval removal;

    @Inject
    StreamStore streams;

    @Inject
    PollTick poll;

    @Inject
    Sql sql;

    @Inject
    TestClock clock;

    private final MindstampStub mindstamp = new MindstampStub();

    @BeforeEach
    void watch() {
        accounts.put(ID, ID, mindstamp.url(), MindstampStub.TOKEN);
    }

    @AfterEach
    void remove() {
        mindstamp.close();
        removal.begin(ID);
        removal.work(ID, Duration.ofMinutes(1));
        clock.advance(Duration.ofHours(2));
    }

    static Stream<DocumentedCall> documented() {
        return DocumentedCalls.all().stream();
    }

    @ParameterizedTest
    @MethodSource("documented")
    void every_documented_call_is_passed_on_as_it_stands(DocumentedCall call) {
        String path = call.path().replace(":id", "9bce33d1-120c");
        String body = call.isWrite() ? "{ \"name\":\"Zoë\",\"n\":1.0 }" : "";
        mindstamp.on(
                path,
                MindstampStub.with(
                        201,
                        Map.of(
                                "Content-Type",
                                "application/vnd.x+json; charset=utf-8",
                                "Set-Cookie",
                                "a=b",
                                "X-Own",
                                "1"),
                        "{\"a\" :1}"));
        RequestSpecification request = given().header("Authorization", "Bearer our-api-key")
                .header("X-Trace", "mine")
                .header("Cookie", "session=mine")
                .urlEncodingEnabled(false);
        if (call.isWrite()) {
            request.contentType(ContentType.JSON).body(body.getBytes(StandardCharsets.UTF_8));
        }

        Response answer = request.request(call.method(), PATH + "/mindstamp/" + path + "?limit=2&q=a%20b%26c&q=%C3%A9");

        assertThat(answer.statusCode()).isEqualTo(201);
        assertThat(answer.asString()).isEqualTo("{\"a\" :1}");
        assertThat(answer.contentType()).startsWith("application/vnd.x+json").contains("utf-8");
        assertThat(answer.header("Set-Cookie")).isNull();
        assertThat(answer.header("X-Own")).isNull();
        MindstampStub.Request passed = mindstamp.last();
        assertThat(passed.method()).isEqualTo(call.method());
        assertThat(passed.path()).isEqualTo(path);
        assertThat(passed.query()).isEqualTo("limit=2&q=a%20b%26c&q=%C3%A9");
        assertThat(passed.body()).isEqualTo(body);
        assertThat(passed.headers()).doesNotContainKeys("X-trace", "Cookie");
        assertThat(passed.headers().toString()).doesNotContain("our-api-key");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "GET nothing",
                "GET views/1/2/3",
                "POST views",
                "DELETE groups/1",
                "GET views/%2e%2e/user/me",
                "GET plink/a%2fb",
                "GET http://example.com/"
            })
    void what_is_not_documented_is_not_passed_on(String call) {
        String[] words = call.split(" ");
        given().urlEncodingEnabled(false)
                .contentType(ContentType.JSON)
                .request(words[0], PATH + "/mindstamp/" + words[1])
                .then()
                .statusCode(404)
                .contentType("application/problem+json")
                .body("detail", containsString("openapi"));
        assertThat(mindstamp.requests()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"views/../user/me", "views//interactions", "./views", "views/."})
    void a_path_is_not_made_another_on_its_way(String path) throws IOException {
        assertThat(raw("GET " + PATH + "/mindstamp/" + path + " HTTP/1.1")).contains(" 404 ");
        assertThat(mindstamp.requests()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"{\"name\": ", "name=x", "{} {}", " "})
    void a_body_that_is_not_json_spends_no_call(String body) {
        given().contentType(ContentType.JSON)
                .body(body)
                .post(PATH + "/mindstamp/groups/create")
                .then()
                .statusCode(400)
                .body("errors[0].field", equalTo("body"));
        assertThat(mindstamp.requests()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(ints = {200, 302, 400, 404, 422, 429, 500, 503})
    void every_status_comes_back_with_its_body(int status) {
        mindstamp.on(
                "videos",
                MindstampStub.with(
                        status, Map.of("Content-Type", "text/plain", "Retry-After", "7", "Location", "/x"), "why"));
        given().redirects()
                .follow(false)
                .get(PATH + "/mindstamp/videos")
                .then()
                .statusCode(status)
                .header("Retry-After", "7")
                .header("Location", nullValue())
                .header("X-Content-Type-Options", "nosniff")
                .body(equalTo("why"));
    }

    @Test
    void an_empty_answer_stays_empty() {
        mindstamp.on("accessLists/1/delete", MindstampStub.with(204, Map.of(), ""));
        Response answer = given().delete(PATH + "/mindstamp/accessLists/1/delete");
        assertThat(answer.statusCode()).isEqualTo(204);
        assertThat(answer.asByteArray()).isEmpty();
    }

    @Test
    void an_unknown_account_is_not_found() {
        given().get("/api/v1/accounts/nobody/mindstamp/views").then().statusCode(404);
    }

    @Test
    void a_401_comes_back_and_parks_the_account_until_a_call_works() {
        mindstamp.knows("a-newer-token");
        given().get(PATH + "/mindstamp/videos").then().statusCode(401).body("error", equalTo("not authorized"));
        given().get(PATH).then().body("state", equalTo("unauthorized")).body("problem", containsString("401"));

        mindstamp.knows(MindstampStub.TOKEN);
        given().get(PATH + "/mindstamp/user/me").then().statusCode(200);
        given().get(PATH).then().body("state", equalTo("active"));
    }

    @Test
    void a_401_of_one_call_alone_parks_nothing() {
        mindstamp.on("series", MindstampStub.json(401, "{\"error\": \"not your plan\"}"));
        given().get(PATH + "/mindstamp/series").then().statusCode(401).body("error", equalTo("not your plan"));
        given().get(PATH).then().body("state", equalTo("active"));
    }

    @Test
    void no_answer_in_time_is_told_and_a_write_is_looked_after() {
        pollAll();
        mindstamp.on("groups/create", mindstamp.silence());
        write("groups/create").then().statusCode(504).body("detail", containsString("may have done"));
        assertAskedNow();
    }

    @Test
    void nobody_there_is_told() {
        mindstamp.close();
        given().get(PATH + "/mindstamp/views")
                .then()
                .statusCode(502)
                .contentType("application/problem+json")
                .body("detail", containsString("cannot be reached"));
        write("groups/create").then().statusCode(502).body("detail", containsString("may have done"));
    }

    @Test
    void detection_looks_at_once_after_a_write_and_only_then() {
        pollAll();
        mindstamp.on("groups/create", MindstampStub.json(422, "{}"));
        write("groups/create").then().statusCode(422);
        mindstamp.on("videos", MindstampStub.json(200, "[]"));
        given().get(PATH + "/mindstamp/videos").then().statusCode(200);
        assertThat(streams.askedAt(ID)).isEmpty();

        mindstamp.on("groups/create", MindstampStub.json(200, "{}"));
        write("groups/create").then().statusCode(200);
        assertAskedNow();
        long walks = mindstamp.requests("views");
        poll.runOnce();
        assertThat(mindstamp.requests("views")).isGreaterThan(walks);
    }

    @Test
    void a_walk_that_began_before_the_write_does_not_count() {
        pollAll();
        mindstamp.on("groups/create", MindstampStub.json(200, "{}"));
        mindstamp.on("views", (exchange, request) -> {
            clock.advance(Duration.ofSeconds(1));
            write("groups/create").then().statusCode(200);
            MindstampStub.json(200, "[]").write(exchange, request);
        });
        clock.advance(Duration.ofMinutes(10));
        poll.runOnce();

        mindstamp.on("views", MindstampStub.json(200, "[]"));
        long walks = mindstamp.requests("views");
        poll.runOnce();
        assertThat(mindstamp.requests("views")).isGreaterThan(walks);
    }

    @Test
    void callers_have_their_share_and_detection_keeps_its_own() {
        mindstamp.on("videos", MindstampStub.json(200, "[]"));
        for (int i = 0; i < 20; i++) {
            given().get(PATH + "/mindstamp/videos").then().statusCode(200);
        }
        String wait = given().get(PATH + "/mindstamp/videos")
                .then()
                .statusCode(503)
                .contentType("application/problem+json")
                .header("Retry-After", matchesPattern("[1-9]\\d*"))
                .body("detail", containsString("tidemark.mindstamp.callers-share"))
                .extract()
                .header("Retry-After");
        assertThat(mindstamp.requests("videos")).isEqualTo(20);

        long walks = mindstamp.requests("views");
        poll.runOnce();
        assertThat(mindstamp.requests("views")).isGreaterThan(walks);

        clock.advance(Duration.ofSeconds(Long.parseLong(wait)));
        given().get(PATH + "/mindstamp/videos").then().statusCode(200);
    }

    @Test
    void an_address_that_leads_into_a_private_network_by_now_is_not_called() {
        QuarkusTransaction.requiringNew()
                .run(() -> sql.update("update account set url = 'https://10.1.2.3/api' where id = ?", ID));
        given().get(PATH + "/mindstamp/views").then().statusCode(409).body("detail", containsString("10.1.2.3"));
    }

    @Test
    void a_token_that_cannot_be_opened_is_told() {
        QuarkusTransaction.requiringNew()
                .run(() -> sql.update("update account set token = ? where id = ?", new byte[60], ID));
        given().get(PATH + "/mindstamp/views")
                .then()
                .statusCode(409)
                .body("detail", containsString("tidemark.secrets.key"));
        assertThat(accounts.find(ID).orElseThrow().state()).isEqualTo(Account.State.UNAUTHORIZED);
    }

    @Test
    void no_log_line_and_no_answer_holds_a_token_a_payload_or_a_query() {
        mindstamp.on(
                "videos",
                (exchange, request) -> MindstampStub.with(
                                200,
                                Map.of("Content-Type", "text/plain", "Retry-After", MindstampStub.TOKEN),
                                "you are " + request.headers().get("Authorization"))
                        .write(exchange, request));
        mindstamp.on("groups/create", (exchange, request) -> {
            exchange.getResponseHeaders().set("X-" + MindstampStub.TOKEN, MindstampStub.TOKEN);
            MindstampStub.json(500, request.headers().toString()).write(exchange, request);
        });
        Logger ours = org.jboss.logmanager.LogContext.getLogContext().getLogger("dev.tidemark");
        ours.setLevel(Level.FINE);
        StringBuilder told = new StringBuilder();
        try (CapturedLog log = CapturedLog.start()) {
            told.append(
                    given().get(PATH + "/mindstamp/videos?secret=in-the-query").asString());
            told.append(given().get(PATH + "/mindstamp/videos").headers());
            told.append(write("groups/create").asString());
            poll.runOnce();
            assertThat(log.text())
                    .contains("mindstamp.passed account=passed-on key=anyone method=GET call=videos outcome=200 ms=")
                    .doesNotContain(MindstampStub.TOKEN, "in-the-query", "a-name", "you are");
        } finally {
            ours.setLevel(null);
        }
        assertThat(told.toString()).contains("you are [Bearer ***]").doesNotContain(MindstampStub.TOKEN);
    }

    @Test
    void the_description_lists_every_call() {
        String openapi = given().get("/q/openapi?format=json").asString();
        com.fasterxml.jackson.databind.JsonNode operations = Json.read(openapi.getBytes(StandardCharsets.UTF_8))
                .at("/paths/~1api~1v1~1accounts~1{id}~1mindstamp~1{path}");
        assertThat(DocumentedCalls.all())
                .allSatisfy(call -> assertThat(operations
                                .path(call.method().toLowerCase(java.util.Locale.ROOT))
                                .path("description")
                                .asText())
                        .contains("`" + call.path() + "`"));
        assertThat(operations
                        .at("/post/requestBody/content/application~1json/examples")
                        .isEmpty())
                .isFalse();
    }

    private void pollAll() {
        poll.runOnce();
        clock.advance(Duration.ofSeconds(10));
        assertThat(streams.askedAt(ID)).isEmpty();
    }

    private void assertAskedNow() {
        assertThat(streams.askedAt(ID)).contains(clock.instant());
    }

    private static Response write(String path) {
        return given().contentType(ContentType.JSON)
                .body("{\"name\": \"a-name\"}")
                .post(PATH + "/mindstamp/" + path);
    }

    private static String raw(String requestLine) throws IOException {
        try (Socket socket = new Socket("localhost", RestAssured.port)) {
            OutputStream out = socket.getOutputStream();
            out.write((requestLine + "\r\nHost: localhost\r\nConnection: close\r\n\r\n")
                    .getBytes(StandardCharsets.US_ASCII));
            return new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        }
    }
}
