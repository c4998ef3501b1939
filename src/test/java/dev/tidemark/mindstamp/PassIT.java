package dev.tidemark.mindstamp;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tidemark.mindstamp.RawServer.Behaviour;
import dev.tidemark.mindstamp.budget.CallClass;
import dev.tidemark.mindstamp.budget.CallLimits;
import dev.tidemark.mindstamp.pass.PassedAnswer;
import dev.tidemark.mindstamp.pass.PassedCall;
import dev.tidemark.testing.TestClock;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Calls that are passed on: what goes over the wire, and what comes back. */
@QuarkusTest
class PassIT {
    @Inject
    MindstampClients clients;

    @Inject
    TestClock clock;

    /** One token a test: each has a budget of its own. */
    private final String token = "token-" + UUID.randomUUID();

    private RawServer server;

    @AfterEach
    void close() {
        server.close();
    }

    @Test
    void a_get_goes_out_with_its_path_and_query_and_nothing_of_the_caller() {
        Map<String, List<String>> query = new LinkedHashMap<>();
        query.put("limit", List.of("50"));
        query.put("tag[]", List.of("a b+c", "50%", "{x}&y=ü"));

        PassedAnswer answer = answer(RawServer.ok("[]"), call("GET", "views/a%20b%7Bc/interactions", query, null));

        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.contentType()).contains("application/json");
        assertThat(server.request().line())
                .isEqualTo("GET /api/v1/views/a%20b%7Bc/interactions"
                        + "?limit=50&tag%5B%5D=a%20b%2Bc&tag%5B%5D=50%25&tag%5B%5D=%7Bx%7D%26y%3D%C3%BC HTTP/1.1");
        assertThat(server.request().head())
                .contains("authorization: Bearer " + token + "\r\n")
                .contains("accept: application/json\r\n")
                .doesNotContain("content-type");
        assertThat(server.request().body()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"POST groups/create", "PATCH plink/7", "DELETE accessLists/7/delete", "POST plink/"})
    void a_write_goes_out_with_its_body(String line) {
        String[] words = line.split(" ");
        String body = "{\"name\": \"Grüße\",  \"status\":null}";

        PassedAnswer answer =
                answer(RawServer.whole("201 Created", "", "{\"id\":7}"), call(words[0], words[1], Map.of(), body));

        assertThat(answer.status()).isEqualTo(201);
        assertThat(answer.body()).asString(UTF_8).isEqualTo("{\"id\":7}");
        assertThat(server.request().line()).isEqualTo(words[0] + " /api/v1/" + words[1] + " HTTP/1.1");
        assertThat(server.request().body()).isEqualTo(body);
        assertThat(server.request().head()).contains("content-type: application/json\r\n");
    }

    @ParameterizedTest
    @ValueSource(strings = {"POST groups/create", "PATCH plink/7", "DELETE accessLists/7/delete"})
    void a_write_without_a_body_has_no_content_type(String line) {
        String[] words = line.split(" ");

        PassedAnswer answer =
                answer(RawServer.whole("204 No Content", "", ""), call(words[0], words[1], Map.of(), null));

        assertThat(answer.status()).isEqualTo(204);
        assertThat(answer.body()).isEmpty();
        assertThat(server.request().head()).doesNotContain("content-type");
    }

    @ParameterizedTest
    @ValueSource(strings = {"401 No", "404 No", "422 No", "500 Oops", "418 Teapot", "302 Found", "301 Moved"})
    void every_status_comes_back_as_it_is(String status) {
        PassedAnswer answer = answer(
                RawServer.whole(status, "Location: http://127.0.0.1:1/\r\nContent-Type: text/plain\r\n", "why"),
                call("GET", "views/7", Map.of(), null));

        assertThat(answer.status()).isEqualTo(Integer.parseInt(status.substring(0, 3)));
        assertThat(answer.contentType()).contains("text/plain");
        assertThat(answer.body()).asString(UTF_8).isEqualTo("why");
        assertThat(server.requests()).hasSize(1);
    }

    @ParameterizedTest
    @ValueSource(strings = {"503 Busy", "429 Slow"})
    void a_throttled_answer_comes_back_and_makes_everybody_wait(String status) {
        PassedAnswer answer =
                answer(RawServer.whole(status, "Retry-After: 30\r\n", "slow"), call("GET", "views", Map.of(), null));

        assertThat(answer.retryAfter()).contains("30");
        assertThat(client().views(100, 0))
                .isEqualTo(new Reply.Failed<>(
                        new MindstampFailure.OverBudget(clock.instant().plusSeconds(30))));
    }

    @Test
    void a_server_error_makes_everybody_wait_too() {
        answer(RawServer.whole("502 Bad", "", ""), call("GET", "views", Map.of(), null));

        assertThat(client().views(100, 0)).isInstanceOf(Reply.Failed.class);
        assertThat(server.requests()).hasSize(1);
        clock.advance(Duration.ofMinutes(10));
    }

    @Test
    void no_whole_answer_is_a_failure() {
        Reply<PassedAnswer> reply = pass(
                out -> out.write("HTTP/1.1 200 OK\r\nContent-Length: 50\r\n\r\n[".getBytes(UTF_8)),
                call("GET", "views", Map.of(), null));

        assertThat(((Reply.Failed<?>) reply).failure()).isInstanceOf(MindstampFailure.Unavailable.class);
    }

    @Test
    void the_token_never_comes_back() {
        PassedAnswer answer = answer(
                RawServer.whole("200 OK", "Retry-After: " + token + "\r\n", "{\"echo\":\"Bearer " + token + "\"}"),
                call("GET", "user/me", Map.of(), null));

        assertThat(answer.body()).asString(UTF_8).isEqualTo("{\"echo\":\"Bearer ***\"}");
        assertThat(answer.retryAfter()).contains("***");
    }

    @Test
    void an_ordinary_body_comes_back_byte_for_byte() {
        byte[] odd = {'[', (byte) 0xff, 0, (byte) 0xc3, '\r', '\n', ']'};

        PassedAnswer answer = answer(
                out -> {
                    out.write("HTTP/1.1 200 OK\r\nConnection: close\r\nContent-Length: 7\r\n\r\n".getBytes(UTF_8));
                    out.write(odd);
                },
                call("GET", "user/me", Map.of(), null));

        assertThat(answer.body()).isEqualTo(odd);
    }

    private PassedAnswer answer(Behaviour behaviour, PassedCall call) {
        return ((Reply.Ok<PassedAnswer>) pass(behaviour, call)).value();
    }

    private Reply<PassedAnswer> pass(Behaviour behaviour, PassedCall call) {
        server = new RawServer(behaviour);
        return client().as(CallClass.CALLERS).pass(call);
    }

    private MindstampClient client() {
        return clients.of(token, server.url(), token, new CallLimits(100, 1000));
    }

    private static PassedCall call(String method, String path, Map<String, List<String>> query, String body) {
        return new PassedCall(method, path, query, Optional.ofNullable(body).map(text -> text.getBytes(UTF_8)));
    }
}
