package dev.tidemark.mainjob;

import static io.restassured.RestAssured.given;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.standardwebhooks.Webhook;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.tidemark.account.AccountStore;
import dev.tidemark.callback.delivery.Dispatcher;
import dev.tidemark.kafka.KafkaRelay;
import dev.tidemark.mainjob.truth.Ledger;
import dev.tidemark.poll.PollTick;
import dev.tidemark.testing.BrokerPower;
import dev.tidemark.testing.Receiver;
import dev.tidemark.testing.TestClock;
import dev.tidemark.testing.Topics;
import io.restassured.RestAssured;
import io.restassured.http.ContentType;
import io.restassured.path.json.JsonPath;
import jakarta.inject.Inject;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.eclipse.microprofile.config.ConfigProvider;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The main job on real parts; the subclasses say on which database. The clock is turned by hand. */
abstract class MainJobContract {
    private static final List<String> TOPICS = List.of("mindstamp.views", "mindstamp.interactions");
    private static final Duration QUIET = Duration.ofMinutes(15);

    @Inject
    TestClock clock;

    @Inject
    AccountStore accounts;

    @Inject
    PollTick poll;

    @Inject
    KafkaRelay relay;

    @Inject
    Dispatcher dispatcher;

    @BrokerPower
    Consumer<String> brokerPower;

    private final List<String> subscriptions = new ArrayList<>();
    private Receiver receiver;
    private String account;
    private boolean brokerAway;

    @BeforeEach
    void open_a_receiver() {
        receiver = new Receiver();
        // Worlds of one seed differ by when they begin.
        clock.advance(Duration.ofHours(3));
    }

    @AfterEach
    void close_it() {
        if (brokerAway) {
            brokerPower.accept("start");
        }
        subscriptions.forEach(
                id -> given().delete("/api/v1/subscriptions/{id}", id).then().statusCode(204));
        accounts.put(account, account, "http://127.0.0.1:9/nowhere", "none");
        accounts.unauthorized(account, "the test is over");
        receiver.close();
    }

    @Test
    void what_happened_is_told_once_on_the_topic_and_the_callback() throws Exception {
        // Given simulated viewers, an account that watches them, and a callback
        watch("told-once", "sandbox-token");
        String secret = subscribe();
        startViewers(7, 30);

        // When all have watched, left, and been quiet for long enough
        untilAllIsQuiet(() -> {
            relay.runOnce();
            deliver();
        });

        // Then every channel told what the ledger says, each thing once
        Ledger ledger = Ledger.read(sandbox());
        assertThat(ledger.views()).isEqualTo(30);
        assertThat(ledger.interactions()).isGreaterThan(10);
        List<String> expected = ledger.expected(QUIET);
        List<Told> onTopic = onTopic();
        List<Told> called = receiver.received().stream().map(Told::of).toList();
        assertThat(Told.lines(called)).isEqualTo(expected);
        assertThat(Told.lines(onTopic)).isEqualTo(expected);
        assertThat(called).extracting(Told::id).doesNotHaveDuplicates();
        assertThat(onTopic).extracting(Told::id).doesNotHaveDuplicates();
        assertThat(ids(onTopic)).isEqualTo(ids(called));
        Told.assertOrderPerKey(onTopic);
        assertSameBytesEverywhere(onTopic, called);
        assertSigned(secret);
        assertHeaders();
    }

    @Test
    void what_happens_during_the_first_walk_of_one_stream_is_news_in_the_next() throws IOException {
        // Given a Mindstamp whose list of views takes its time, and meanwhile a viewer answers
        String answered = clock.instant().plus(Duration.ofMinutes(10)).toString();
        String answer = "[{\"id\":\"i1\",\"view_id\":\"v1\",\"viewer_id\":\"w1\",\"parent_type\":\"question\","
                + "\"created_at\":\"" + answered + "\",\"updated_at\":\"" + answered + "\"}]";
        HttpServer slow = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 10);
        slow.createContext("/views", exchange -> {
            clock.advance(Duration.ofMinutes(30));
            respond(exchange, "[]");
        });
        slow.createContext("/interactions", exchange -> respond(exchange, answer));
        slow.start();
        account = "slow-start";
        accounts.put(account, account, "http://127.0.0.1:" + slow.getAddress().getPort(), "any");
        subscribe();

        // When the account is looked at for the first time
        poll.runOnce();
        deliver();
        slow.stop(0);

        // Then the answer is told, though its list was read only afterwards
        assertThat(Told.lines(receiver.received().stream().map(Told::of).toList()))
                .containsExactly("interactions/i1 ResponseSubmitted");
    }

    private static void respond(HttpExchange exchange, String json) throws IOException {
        try (exchange) {
            byte[] body = json.getBytes(UTF_8);
            exchange.sendResponseHeaders(200, body.length);
            exchange.getResponseBody().write(body);
        }
    }

    @Test
    void a_broker_that_is_away_delays_kafka_alone() throws Exception {
        watch("broker-away", "sandbox-token");
        subscribe();
        startViewers(11, 12);
        rounds(6, () -> relay.runOnce());
        assertThat(onTopic()).isNotEmpty();

        // When the broker goes away while viewers go on
        brokerAway = true;
        brokerPower.accept("stop");
        CompletableFuture<Void> relaying = CompletableFuture.runAsync(relay::runOnce);
        untilAllIsQuiet(this::deliver);

        // Then callbacks have told everything meanwhile
        List<String> expected = Ledger.read(sandbox()).expected(QUIET);
        assertThat(Told.lines(receiver.received().stream().map(Told::of).toList()))
                .isEqualTo(expected);

        // And when it comes back the topic is complete, and in order per key
        brokerPower.accept("start");
        brokerAway = false;
        relaying.get(60, TimeUnit.SECONDS);
        await().atMost(Duration.ofSeconds(60)).until(() -> {
            relay.runOnce();
            return Told.lines(Told.firstOfEach(onTopic())).equals(expected);
        });
        Told.assertOrderPerKey(Told.firstOfEach(onTopic()));
    }

    @Test
    void a_wrong_token_parks_the_account_with_the_reason_and_without_a_storm() {
        watch("wrong-token", "not-the-token");
        startViewers(13, 3);

        rounds(300, () -> {});

        JsonPath shown = given().get("/api/v1/accounts/{id}", account)
                .then()
                .statusCode(200)
                .extract()
                .jsonPath();
        assertThat(shown.getString("state")).isEqualTo("unauthorized");
        assertThat(shown.getString("problem")).contains("401").contains("wrong-token");
        assertThat(shown.getString("problem")).doesNotContain("not-the-token");
        // Twenty minutes: asked at once, and again after a quarter of an hour.
        assertThat(control().getInt("unauthorized")).isEqualTo(1);
        given().get("/q/health").then().statusCode(200);

        // And with the right token it goes on, and what happened meanwhile is told
        accounts.put(account, account, sandbox() + "/sandbox/api/v1", "sandbox-token");
        String secret = subscribe();
        assertThat(secret).startsWith("whsec_");
        untilAllIsQuiet(this::deliver);
        assertThat(state()).isEqualTo("active");
        assertThat(Told.lines(receiver.received().stream().map(Told::of).toList()))
                .isEqualTo(Ledger.read(sandbox()).expected(QUIET));
    }

    private String state() {
        return given().get("/api/v1/accounts/{id}", account).jsonPath().getString("state");
    }

    private void watch(String id, String token) {
        account = id;
        accounts.put(id, id, sandbox() + "/sandbox/api/v1", token);
        poll.runOnce();
    }

    private String subscribe() {
        JsonPath created = given().contentType(ContentType.JSON)
                .body(Map.of("url", receiver.url(), "accounts", List.of(account), "types", Told.TYPES))
                .post("/api/v1/subscriptions")
                .then()
                .statusCode(201)
                .extract()
                .jsonPath();
        subscriptions.add(created.getString("id"));
        return created.getString("secret");
    }

    private void startViewers(long seed, int viewers) {
        given().contentType(ContentType.JSON)
                .body(Map.of("seed", seed, "speed", 4, "viewers", viewers))
                .post("/sandbox/control/reset")
                .then()
                .statusCode(200);
    }

    private void untilAllIsQuiet(Runnable channels) {
        while (control().getInt("watching") > 0 || control().getBoolean("arrivals")) {
            rounds(1, channels);
        }
        for (int minute = 0; minute < QUIET.toMinutes() + 2; minute++) {
            clock.advance(Duration.ofMinutes(1));
            poll.runOnce();
            channels.run();
        }
        while (relayedOrDelivered(channels)) {
            // until nothing is left to do
        }
    }

    private boolean relayedOrDelivered(Runnable channels) {
        int before = receiver.received().size();
        channels.run();
        return receiver.received().size() > before;
    }

    private void rounds(int times, Runnable channels) {
        for (int i = 0; i < times; i++) {
            clock.advance(Duration.ofSeconds(4));
            poll.runOnce();
            channels.run();
        }
    }

    private void deliver() {
        while (dispatcher.runOnce() > 0) {
            // until nothing is due
        }
    }

    private JsonPath control() {
        return given().get("/sandbox/control").jsonPath();
    }

    /** Not injected: applications of other test classes have no broker, and would not start. */
    private static String bootstrapServers() {
        return ConfigProvider.getConfig().getValue("kafka.bootstrap.servers", String.class);
    }

    private String sandbox() {
        return "http://localhost:" + RestAssured.port;
    }

    private List<Told> onTopic() {
        return records().stream().map(Told::of).filter(Told::isInLedger).toList();
    }

    private List<ConsumerRecord<String, byte[]>> records() {
        return Topics.all(bootstrapServers(), TOPICS).stream()
                .filter(written -> Told.header(written, "ce_source").equals("mindstamp/" + account))
                .toList();
    }

    private static List<String> ids(Collection<Told> told) {
        return told.stream().map(Told::id).sorted().toList();
    }

    private static void assertSameBytesEverywhere(List<Told> onTopic, List<Told> called) {
        Map<String, byte[]> values = onTopic.stream().collect(Collectors.toMap(Told::id, Told::data));
        assertThat(called).allSatisfy(told -> {
            assertThat(told.data()).isEqualTo(values.get(told.id()));
            byte[] logged = given().get("/api/v1/events/{id}", told.id()).asByteArray();
            assertThat(new String(logged)).contains(new String(told.data()));
        });
    }

    private void assertSigned(String secret) throws Exception {
        Webhook official = new Webhook(secret);
        for (Receiver.Received request : receiver.received()) {
            String expected =
                    official.sign(request.id(), Long.parseLong(request.timestamp()), new String(request.body()));
            assertThat(request.signature()).isEqualTo(expected);
        }
    }

    private void assertHeaders() {
        ConsumerRecord<String, byte[]> any = records().getFirst();
        assertThat(Told.headerNames(any))
                .containsExactly(
                        "ce_dataschema",
                        "ce_id",
                        "ce_partitionkey",
                        "ce_sequence",
                        "ce_source",
                        "ce_specversion",
                        "ce_subject",
                        "ce_time",
                        "ce_type",
                        "content-type");
        assertThat(Told.header(any, "ce_specversion")).isEqualTo("1.0");
        assertThat(Told.header(any, "content-type")).isEqualTo("application/json");
        assertThat(Told.header(any, "ce_partitionkey")).isEqualTo(any.key());
    }
}
