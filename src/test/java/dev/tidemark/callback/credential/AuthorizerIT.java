package dev.tidemark.callback.credential;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.tidemark.callback.credential.Credentials.ClientCredentials;
import dev.tidemark.callback.delivery.OddServer;
import dev.tidemark.callback.delivery.OddServer.Behaviour;
import dev.tidemark.testing.CapturedLog;
import dev.tidemark.testing.KafkaResource;
import dev.tidemark.testing.TestClock;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.Base64;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Tokens from a real endpoint that behaves as badly as told. */
@QuarkusTest
@WithTestResource(KafkaResource.class)
@Timeout(60)
class AuthorizerIT {
    private static final Duration PATIENCE = Duration.ofSeconds(10);
    private static final String SECRET = "S3cret of+nobody%";
    private static final String OTHER_CODE = "my_own_code";

    @Inject
    TokenEndpoint endpoint;

    @Inject
    TestClock clock;

    private final OddServer server = new OddServer();
    private Authorizer authorizer;

    @BeforeEach
    void nothingIsKept() {
        authorizer = new Authorizer(endpoint, clock);
    }

    @AfterEach
    void stop() throws Exception {
        server.close();
    }

    @Test
    void without_credentials_nothing_is_said() {
        assertThat(authorizer.of("crm", Optional.empty(), PATIENCE)).isEqualTo(new Grant.None());
    }

    /** The example of RFC 7617 §2.1. */
    @Test
    void a_user_and_a_password_are_sent_in_utf_8() {
        assertThat(authorizer.of("crm", Optional.of(new Credentials.Basic("test", "123£")), PATIENCE))
                .isEqualTo(new Grant.Header("Basic dGVzdDoxMjPCow=="));
    }

    @Test
    void a_bearer_token_is_sent_as_it_is() {
        assertThat(authorizer.of("crm", Optional.of(new Credentials.Bearer("12|abc")), PATIENCE))
                .isEqualTo(new Grant.Header("Bearer 12|abc"));
    }

    @Test
    void a_token_is_asked_for_as_the_standard_says() {
        server.on("/token", token("t1", 3600));
        ClientCredentials credentials =
                new ClientCredentials(server.url("/token"), "my id", SECRET, "events:write offline");
        assertThat(authorizer.of("crm", Optional.of(credentials), PATIENCE)).isEqualTo(new Grant.Header("Bearer t1"));
        OddServer.Received request = server.received("/token").getFirst();
        assertThat(request.headers())
                .containsEntry("content-type", "application/x-www-form-urlencoded")
                .containsEntry("accept", "application/json")
                .containsEntry("authorization", "Basic " + base64("my+id:S3cret+of%2Bnobody%25"));
        assertThat(new String(request.body(), UTF_8))
                .isEqualTo("grant_type=client_credentials&scope=events%3Awrite+offline");
    }

    @Test
    void without_a_scope_none_is_asked_for() {
        server.on("/token", token("t1", 3600));
        assertThat(ask()).isEqualTo(new Grant.Header("Bearer t1"));
        assertThat(new String(server.received("/token").getFirst().body(), UTF_8))
                .isEqualTo("grant_type=client_credentials");
    }

    @Test
    void a_token_is_kept_until_shortly_before_its_end() {
        Map<String, Duration> kept = Map.of(
                ",\"expires_in\":3600", Duration.ofSeconds(3570),
                ",\"expires_in\":\"3600\"", Duration.ofSeconds(3570),
                ",\"expires_in\":100", Duration.ofSeconds(90),
                "", Duration.ofSeconds(270),
                ",\"expires_in\":null", Duration.ofSeconds(270),
                ",\"expires_in\":\"soon\"", Duration.ofSeconds(270),
                ",\"expires_in\":0", Duration.ofMillis(900),
                ",\"expires_in\":-5", Duration.ofMillis(900),
                ",\"expires_in\":99999999999999999999", Duration.ofDays(1).minusSeconds(30));
        kept.forEach((member, time) -> {
            nothingIsKept();
            server.on(
                    "/token",
                    answer("{\"access_token\":\"t1\",\"token_type\":\"Bearer\"" + member + "}"),
                    token("t2", 9));
            assertThat(ask()).as(member).isEqualTo(new Grant.Header("Bearer t1"));
            clock.advance(time.minusMillis(1));
            assertThat(ask()).as(member).isEqualTo(new Grant.Header("Bearer t1"));
            clock.advance(Duration.ofMillis(1));
            assertThat(ask()).as(member).isEqualTo(new Grant.Header("Bearer t2"));
        });
    }

    @Test
    void a_token_type_is_bearer_in_any_case_or_left_out() {
        for (String type : List.of(",\"token_type\":\"BEARER\"", ",\"token_type\":\"bearer\"", "")) {
            nothingIsKept();
            server.on("/token", answer("{\"access_token\":\"t1\"" + type + "}"));
            assertThat(ask()).as(type).isEqualTo(new Grant.Header("Bearer t1"));
        }
    }

    @Test
    void a_hundred_requests_at_once_fetch_one_token() throws Exception {
        CountDownLatch asked = new CountDownLatch(100);
        server.on("/token", (socket, out) -> {
            asked.await();
            token("t1", 3600).answer(socket, out);
        });
        assertThat(atOnce(100, asked::countDown)).hasSize(100).containsOnly(new Grant.Header("Bearer t1"));
        assertThat(server.received("/token")).hasSize(1);
    }

    @Test
    void a_hundred_requests_at_once_ask_an_endpoint_in_trouble_once() throws Exception {
        server.on("/token", OddServer.status(503));
        assertThat(atOnce(100))
                .hasSize(100)
                .allSatisfy(grant -> assertThat(grant).isInstanceOf(Grant.Refused.class));
        assertThat(server.received("/token")).hasSize(1);
    }

    @Test
    void an_endpoint_in_trouble_is_left_alone_for_five_seconds() {
        server.on("/token", OddServer.status(500), token("t1", 3600));
        assertThat(refusal()).isEqualTo("the token endpoint answered 500");
        clock.advance(Duration.ofMillis(4999));
        assertThat(refusal()).isEqualTo("the token endpoint answered 500");
        assertThat(server.received("/token")).hasSize(1);
        clock.advance(Duration.ofMillis(1));
        assertThat(ask()).isEqualTo(new Grant.Header("Bearer t1"));
    }

    @Test
    void of_a_refusal_the_status_and_the_standards_code_are_told_and_nothing_else() {
        assertRefused(
                "the token endpoint answered 401 invalid_client",
                json(401, "{\"error\":\"invalid_client\",\"error_description\":\"not " + SECRET + "\"}"));
        assertRefused("the token endpoint answered 400", json(400, "{\"error\":\"" + SECRET + "\"}"));
        assertRefused("the token endpoint answered 400", json(400, "{\"error\":\"" + OTHER_CODE + "\"}"));
        assertRefused("the token endpoint answered 400", json(400, "{\"error\":{\"a\":1}}"));
        assertRefused("the token endpoint answered 403", json(403, "<html>" + SECRET));
    }

    @Test
    void an_answer_that_is_no_token_is_refused_in_words() {
        assertRefused("the token endpoint's answer is not a JSON object", answer("{\"access_token\":"));
        assertRefused("the token endpoint's answer is not a JSON object", answer("[\"t1\"]"));
        assertRefused("the token endpoint's answer is not a JSON object", answer(""));
        for (String token : List.of("1", "null", "\"\"", "\"a b\"", "\"a\\r\\nX-Admin: 1\"", "\"\\u00e9\"", "{}")) {
            assertRefused(
                    "the token endpoint's answer has no usable access_token",
                    answer("{\"access_token\":" + token + "}"));
        }
        assertRefused(
                "the token endpoint's token_type is not bearer",
                answer("{\"access_token\":\"t1\",\"token_type\":\"mac\"}"));
        assertRefused(
                "the token endpoint's access_token is longer than 6000 characters",
                answer("{\"access_token\":\"" + "x".repeat(6001) + "\"}"));
    }

    @Test
    void a_huge_or_endless_answer_is_refused_and_costs_nothing() {
        assertRefused("the token endpoint's answer is longer than 16384 bytes", OddServer.body(20_000));
        assertRefused("the token endpoint's answer is longer than 16384 bytes", OddServer.endless());
    }

    @Test
    void a_redirect_is_not_followed() {
        server.on("/elsewhere", token("stolen", 3600));
        assertRefused(
                "the token endpoint answered 302", OddServer.status(302, "location: " + server.url("/elsewhere")));
        assertThat(server.received("/elsewhere")).isEmpty();
    }

    @Test
    void an_endpoint_that_hangs_up_says_nothing_or_is_away_is_refused() throws Exception {
        server.on("/token", OddServer.reset());
        assertThat(refusal()).startsWith("the token endpoint cannot be used: ");
        nothingIsKept();
        server.on("/token", OddServer.silence());
        assertThat(refusal()).startsWith("the token endpoint cannot be used: not finished in time");
        nothingIsKept();
        server.on("/token", OddServer.drip());
        assertThat(refusal()).startsWith("the token endpoint cannot be used: not finished in time");
        nothingIsKept();
        server.close();
        assertThat(refusal()).startsWith("the token endpoint cannot be used: ");
    }

    @Test
    void who_cannot_wait_goes_without_and_the_token_that_comes_is_for_the_next() {
        CountDownLatch refused = new CountDownLatch(1);
        server.on("/token", (socket, out) -> {
            refused.await();
            token("t1", 3600).answer(socket, out);
        });
        assertThat(authorizer.of("crm", Optional.of(credentials()), Duration.ofMillis(50)))
                .isEqualTo(new Grant.Refused("the token endpoint did not answer in the time there is for a request"));
        assertThat(authorizer.of("crm", Optional.of(credentials()), Duration.ZERO))
                .isInstanceOf(Grant.Refused.class);
        refused.countDown();
        assertThat(ask()).isEqualTo(new Grant.Header("Bearer t1"));
        assertThat(server.received("/token")).hasSize(1);
    }

    @Test
    void a_token_that_was_not_accepted_is_forgotten_only_while_it_is_the_one_that_is_sent() {
        server.on("/token", token("t1", 3600), token("t2", 3600), token("t3", 3600));
        Grant.Header first = (Grant.Header) ask();
        authorizer.forget("another", first);
        assertThat(ask()).isEqualTo(first);
        authorizer.forget("crm", first);
        assertThat(ask()).isEqualTo(new Grant.Header("Bearer t2"));
        authorizer.forget("crm", first);
        assertThat(ask()).isEqualTo(new Grant.Header("Bearer t2"));
        assertThat(server.received("/token")).hasSize(2);
    }

    @Test
    void each_subscription_has_its_own_token_and_so_have_changed_credentials() {
        server.on("/token", token("t1", 3600), token("t2", 3600), token("t3", 3600));
        assertThat(ask()).isEqualTo(new Grant.Header("Bearer t1"));
        assertThat(authorizer.of("other", Optional.of(credentials()), PATIENCE))
                .isEqualTo(new Grant.Header("Bearer t2"));
        ClientCredentials changed = new ClientCredentials(server.url("/token"), "id", "another", "");
        assertThat(authorizer.of("crm", Optional.of(changed), PATIENCE)).isEqualTo(new Grant.Header("Bearer t3"));
        assertThat(ask()).isEqualTo(new Grant.Header("Bearer t1"));
    }

    @Test
    void an_endpoint_in_a_network_that_callbacks_may_not_reach_is_refused() {
        for (String url :
                List.of("http://10.0.0.1/token", "https://169.254.169.254/latest", "https://nowhere.invalid/")) {
            ClientCredentials credentials = new ClientCredentials(url, "id", SECRET, "");
            assertThat(authorizer.of("crm", Optional.of(credentials), PATIENCE))
                    .isInstanceOfSatisfying(
                            Grant.Refused.class,
                            refused -> assertThat(refused.why())
                                    .startsWith("the token endpoint is ")
                                    .doesNotContain(SECRET));
        }
    }

    @Test
    void neither_a_token_nor_a_secret_reaches_the_log() {
        try (CapturedLog log = CapturedLog.start()) {
            server.on(
                    "/token",
                    answer("{\"access_token\":\"t0ken-of-nobody\",\"token_type\":\"mac\"}"),
                    answer("{\"access_token\":\"t0ken-of-nobody\",,}"),
                    json(401, "{\"error\":\"t0ken-of-nobody " + SECRET + "\"}"),
                    OddServer.raw("t0ken-of-nobody\r\n\r\n"),
                    token("t0ken-of-nobody", 9));
            for (int i = 0; i < 5; i++) {
                Grant grant = ask();
                assertThat(grant.toString()).doesNotContain("t0ken", SECRET);
                clock.advance(Duration.ofSeconds(6));
            }
            assertThat(server.received("/token")).hasSize(5);
            assertThat(log.text()).doesNotContain("t0ken", SECRET, base64("id:S3cret+of%2Bnobody%25"));
        }
    }

    private Grant ask() {
        return authorizer.of("crm", Optional.of(credentials()), PATIENCE);
    }

    private String refusal() {
        return ((Grant.Refused) ask()).why();
    }

    private void assertRefused(String why, Behaviour behaviour) {
        nothingIsKept();
        server.on("/token", behaviour);
        assertThat(refusal()).isEqualTo(why);
    }

    private List<Grant> atOnce(int count) throws Exception {
        return atOnce(count, () -> {});
    }

    private List<Grant> atOnce(int count, Runnable before) throws Exception {
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            Callable<Grant> call = () -> {
                before.run();
                return ask();
            };
            List<Future<Grant>> grants = threads.invokeAll(Collections.nCopies(count, call));
            await().until(() -> grants.stream().allMatch(Future::isDone));
            return grants.stream().map(Future::resultNow).toList();
        }
    }

    private ClientCredentials credentials() {
        return new ClientCredentials(server.url("/token"), "id", SECRET, "");
    }

    private static Behaviour token(String token, int seconds) {
        return answer("{\"access_token\":\"" + token + "\",\"token_type\":\"Bearer\",\"expires_in\":" + seconds + "}");
    }

    private static Behaviour answer(String body) {
        return json(200, body);
    }

    private static Behaviour json(int status, String body) {
        return OddServer.raw("HTTP/1.1 " + status + " X\r\ncontent-type: application/json\r\ncontent-length: "
                + body.length() + "\r\n\r\n" + body);
    }

    private static String base64(String text) {
        return Base64.getEncoder().encodeToString(text.getBytes(UTF_8));
    }
}
