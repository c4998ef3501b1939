package dev.tidemark.poll.removal;

import static dev.tidemark.event.EventType.INTERACTION_CLICKED;
import static dev.tidemark.event.EventType.VIEW_COMPLETED;
import static dev.tidemark.event.EventType.VIEW_STARTED;
import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;

import dev.tidemark.account.Account;
import dev.tidemark.account.AccountStore;
import dev.tidemark.api.LoggedEvents;
import dev.tidemark.callback.delivery.Dispatcher;
import dev.tidemark.callback.subscriber.Subscribers;
import dev.tidemark.event.EventType;
import dev.tidemark.kafka.KafkaRelay;
import dev.tidemark.outbox.StoredEvent;
import dev.tidemark.platform.Sql;
import dev.tidemark.platform.WorkersConfig;
import dev.tidemark.poll.PollTick;
import dev.tidemark.poll.Poller;
import dev.tidemark.testing.MindstampStub;
import dev.tidemark.testing.Receiver;
import dev.tidemark.testing.TestClock;
import io.quarkus.narayana.jta.QuarkusTransaction;
import io.restassured.RestAssured;
import io.restassured.http.ContentType;
import jakarta.inject.Inject;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Scanner;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What removing an account means, on every database: all of it goes, whatever runs meanwhile. */
@Timeout(60)
abstract class AccountRemovalContract {
    private static final String PATH = "/api/v1/accounts/";
    private static final String GONE = "gone";
    private static final String STAYS = "stays";

    /** Every table, and how to find what it holds of the account; empty where it holds nothing of accounts. */
    private static final Map<String, String> TABLES = Map.ofEntries(
            Map.entry("account", "id = 'gone'"),
            Map.entry("lease", "name = 'poll/gone'"),
            Map.entry("stream", "account_id = 'gone'"),
            Map.entry("stream_call", "account_id = 'gone'"),
            Map.entry("row_state", "account_id = 'gone'"),
            Map.entry("known_fact", "account_id = 'gone'"),
            Map.entry("poison_row", "account_id = 'gone'"),
            Map.entry("video_rules", "account_id = 'gone'"),
            Map.entry("budget_part", "account_id = 'gone'"),
            Map.entry("source_condition", "account_id = 'gone'"),
            Map.entry("event", "account_id = 'gone'"),
            Map.entry("publication", "event_sequence = any(:sequences)"),
            Map.entry("delivery", "event_sequence = any(:sequences)"),
            Map.entry("delivery_attempt", "delivery_id = any(:deliveries)"),
            Map.entry("event_log", ""),
            // Of stretches of the log, whoever its events are of.
            Map.entry("event_stretch", ""),
            Map.entry("subscription", ""),
            Map.entry("pace", ""),
            Map.entry("notice", "account_id = 'gone'"),
            Map.entry("signing_secret", ""),
            Map.entry("replay", ""),
            Map.entry("replay_part", ""),
            Map.entry("pulse", ""),
            // What was spent of a token stays spent, whoever has it.
            Map.entry("mindstamp_budget", ""),
            Map.entry("mindstamp_call", ""),
            Map.entry("mindstamp_demand", ""),
            Map.entry("flyway_schema_history", ""));

    @Inject
    AccountStore accounts;

    @Inject
    AccountRemoval removal;

    @Inject
    WorkersConfig workers;

    @Inject
    SlowSink slow;

    @Inject
    Poller poller;

    @Inject
    PollTick poll;

    @Inject
    LoggedEvents log;

    @Inject
    Dispatcher dispatcher;

    @Inject
    Subscribers subscribers;

    @Inject
    KafkaRelay relay;

    @Inject
    Sql sql;

    @Inject
    TestClock clock;

    private final MindstampStub mindstamp = new MindstampStub();
    private final Receiver receiver = new Receiver();
    private List<Long> sequences = new ArrayList<>();
    private List<Long> deliveries = new ArrayList<>();
    private String subscription;

    @BeforeEach
    void watch_two_accounts() {
        QuarkusTransaction.requiringNew()
                .run(() -> List.of("delivery_attempt", "delivery", "subscription")
                        .forEach(table -> sql.update("delete from " + table)));
        subscribers.changed();
        mindstamp.on("views", MindstampStub.json(200, "[{\"id\":\"v1\"},{\"id\":\"v2\"},{\"id\":\"v3\"}]"));
        accounts.put(GONE, GONE, mindstamp.url(), MindstampStub.TOKEN);
        subscription = given().contentType(ContentType.JSON)
                .body(Map.of("url", receiver.url(), "accounts", List.of(GONE, STAYS)))
                .post("/api/v1/subscriptions")
                .then()
                .statusCode(201)
                .extract()
                .path("id");
        poller.poll(accounts.find(GONE).orElseThrow());
        log.append(STAYS, VIEW_STARTED);
        log.append(GONE, VIEW_STARTED, INTERACTION_CLICKED);
        dispatcher.runOnce();
        log.append(GONE, VIEW_COMPLETED);
        log.append(STAYS, VIEW_COMPLETED);
        sequences = numbers("select sequence from event where account_id = 'gone'");
        deliveries = numbers("select id from delivery where event_sequence = any(?)", sequences);
        assertThat(sequences).hasSize(3);
        assertThat(deliveries).hasSize(3);
        assertThat(left())
                .containsOnlyKeys(
                        "account",
                        "lease",
                        "stream",
                        "stream_call",
                        "row_state",
                        "budget_part",
                        "event",
                        "publication",
                        "delivery",
                        "delivery_attempt");
    }

    @AfterEach
    void clean() {
        slow.takes(Duration.ZERO);
        removal.begin(GONE);
        removal.work(GONE, Duration.ofMinutes(1));
        accounts.put(STAYS, STAYS, "http://127.0.0.1:9", "x");
        removal.begin(STAYS);
        removal.work(STAYS, Duration.ofMinutes(1));
        given().delete("/api/v1/subscriptions/" + subscription);
        mindstamp.close();
        receiver.close();
        clock.advance(Duration.ofHours(2));
    }

    @Test
    void without_the_id_once_more_nothing_is_removed() {
        for (String query : List.of("", "?confirm=", "?confirm=yes", "?confirm=GONE")) {
            given().delete(PATH + GONE + query)
                    .then()
                    .statusCode(400)
                    .body("errors[0].field", equalTo("confirm"))
                    .body("detail", containsString("?confirm=gone"));
        }
        given().delete(PATH + "nobody?confirm=nobody").then().statusCode(404);
        assertThat(accounts.find(GONE).orElseThrow().state()).isEqualTo(Account.State.ACTIVE);
    }

    @Test
    void no_row_of_it_stays_and_no_other_goes() {
        long others = count("event", "account_id = 'stays'");

        given().delete(PATH + GONE + "?confirm=" + GONE).then().statusCode(204);

        assertThat(left()).isEmpty();
        assertThat(count("event", "account_id = 'stays'")).isEqualTo(others);
        given().get("/api/v1/subscriptions/" + subscription)
                .then()
                .statusCode(200)
                .body("accounts", equalTo(List.of(GONE, STAYS)));
        given().get(PATH + GONE).then().statusCode(404);
        given().delete(PATH + GONE + "?confirm=" + GONE).then().statusCode(404);
    }

    @Test
    void the_test_knows_every_table() {
        List<String> tables = QuarkusTransaction.requiringNew()
                .call(() -> sql.query(
                        "select lower(table_name) from information_schema.tables where lower(table_schema) = 'public'",
                        row -> row.getString(1)));
        assertThat(tables)
                .as("say for a new table which of its rows go with an account")
                .containsExactlyInAnyOrderElementsOf(TABLES.keySet());
    }

    @Test
    void what_was_begun_is_ended_by_another_process() {
        removal.begin(GONE);
        assertThat(removal.step(GONE)).isFalse();
        assertThat(left()).containsKeys("account", "row_state").doesNotContainKeys("event", "delivery");

        // Meanwhile it is shown as such, and left alone
        given().get(PATH + GONE).then().statusCode(200).body("state", equalTo("deleting"));
        long asked = mindstamp.requests().size();
        clock.advance(Duration.ofMinutes(30));
        poll.runOnce();
        given().contentType(ContentType.JSON)
                .body("{\"name\": \"x\"}")
                .patch(PATH + GONE)
                .then()
                .statusCode(409);
        given().get(PATH + GONE + "/mindstamp/views").then().statusCode(409);
        accounts.unauthorized(GONE, "late");
        given().get(PATH + GONE).then().body("state", equalTo("deleting"));
        assertThat(mindstamp.requests()).hasSize((int) asked);

        new RemovalLoop(accounts, removal, workers).runOnce();

        assertThat(left()).isEmpty();
    }

    @Test
    void what_takes_longer_goes_on_after_the_answer() {
        slow.takes(Duration.ofSeconds(6));

        given().delete(PATH + GONE + "?confirm=" + GONE)
                .then()
                .statusCode(202)
                .body("id", equalTo(GONE))
                .body("state", equalTo("deleting"));
        assertThat(left()).isNotEmpty();

        new RemovalLoop(accounts, removal, workers).runOnce();
        assertThat(left()).isEmpty();
    }

    @Test
    void a_page_that_is_being_read_brings_nothing_back() throws Exception {
        CountDownLatch asked = new CountDownLatch(1);
        CountDownLatch removed = new CountDownLatch(1);
        mindstamp.on("views", (exchange, request) -> {
            asked.countDown();
            await(removed);
            MindstampStub.json(200, "[{\"id\":\"v9\"},{\"id\":\"v8\"},{\"id\":\"v7\"}]")
                    .write(exchange, request);
        });
        clock.advance(Duration.ofMinutes(5));
        Account before = accounts.find(GONE).orElseThrow();
        CompletableFuture<Void> polling = CompletableFuture.runAsync(poll::runOnce);
        await(asked);

        removal.begin(GONE);
        removed.countDown();
        polling.get(20, TimeUnit.SECONDS);

        assertThat(count("row_state", "account_id = 'gone' and row_id in ('v7', 'v8', 'v9')"))
                .isZero();
        assertThat(removal.work(GONE, Duration.ofMinutes(1))).isTrue();
        assertThat(left()).isEmpty();
        // Nor does a poll that was about to begin
        assertThat(poller.poll(before)).isZero();
        assertThat(left()).isEmpty();
    }

    @Test
    void an_account_that_is_made_again_begins_from_the_start() {
        // Given a walk that waits for the budget somewhere in an endless list
        AtomicInteger rows = new AtomicInteger();
        mindstamp.on(
                "views",
                (exchange, request) -> MindstampStub.json(
                                200,
                                IntStream.range(0, 3)
                                        .mapToObj(_ -> "{\"id\":\"w" + rows.incrementAndGet() + "\"}")
                                        .collect(Collectors.joining(",", "[", "]")))
                        .write(exchange, request));
        clock.advance(Duration.ofMinutes(5));
        poller.poll(accounts.find(GONE).orElseThrow());
        assertThat(mindstamp.requests())
                .anyMatch(request ->
                        request.path().equals("views") && !request.query().contains("offset=0"));

        // When the account is removed and made again
        given().delete(PATH + GONE + "?confirm=" + GONE).then().statusCode(204);
        clock.advance(Duration.ofHours(2));
        accounts.put(GONE, GONE, mindstamp.url(), MindstampStub.TOKEN);
        mindstamp.on("views", MindstampStub.json(200, "[]"));
        long before = mindstamp.requests("views");
        poller.poll(accounts.find(GONE).orElseThrow());

        // Then its list is read from the head, as if it had never been known
        assertThat(mindstamp.requests().stream()
                        .filter(request -> request.path().equals("views"))
                        .skip(before))
                .isNotEmpty()
                .allSatisfy(request -> assertThat(request.query()).contains("offset=0"));
        assertThat(count("row_state", "account_id = 'gone'")).isZero();
    }

    @Test
    void more_than_fits_into_one_step_takes_several() {
        log.append(GONE, Collections.nCopies(1100, VIEW_STARTED).toArray(EventType[]::new));
        removal.begin(GONE);

        assertThat(removal.step(GONE)).isFalse();
        assertThat(count("event", "account_id = 'gone'")).isEqualTo(1103);
        assertThat(removal.step(GONE)).isFalse();
        assertThat(count("event", "account_id = 'gone'")).isEqualTo(103);

        assertThat(removal.work(GONE, Duration.ofMinutes(1))).isTrue();
        assertThat(left()).isEmpty();
    }

    @Test
    void a_callback_that_is_under_way_settles_nothing() throws Exception {
        CountDownLatch called = new CountDownLatch(1);
        CountDownLatch removed = new CountDownLatch(1);
        receiver.answer(() -> {
            called.countDown();
            await(removed);
            return 204;
        });
        CompletableFuture<Integer> sending = CompletableFuture.supplyAsync(dispatcher::runOnce);
        await(called);

        given().delete(PATH + GONE + "?confirm=" + GONE).then().statusCode(204);
        removed.countDown();

        assertThat(sending.get(20, TimeUnit.SECONDS)).isEqualTo(2);
        assertThat(left()).isEmpty();
        assertThat(dispatcher.runOnce()).isZero();
    }

    @Test
    void publications_that_vanish_do_not_stop_the_relay() {
        given().delete(PATH + GONE + "?confirm=" + GONE).then().statusCode(204);

        Awaitility.await().atMost(Duration.ofSeconds(30)).until(() -> {
            relay.runOnce();
            return count("publication", "state = 'pending' and event_sequence in (select sequence from event)") == 0;
        });
        assertThat(left()).isEmpty();
    }

    @Test
    void a_stream_of_events_goes_on_past_what_vanished() throws Exception {
        HttpClient client = HttpClient.newHttpClient();
        HttpRequest request = HttpRequest.newBuilder(
                        URI.create("http://localhost:" + RestAssured.port + "/api/v1/events/stream"))
                .build();
        HttpResponse<InputStream> response = client.send(request, HttpResponse.BodyHandlers.ofInputStream());
        log.append(GONE, VIEW_STARTED);
        sequences = numbers("select sequence from event where account_id = 'gone'");
        given().delete(PATH + GONE + "?confirm=" + GONE).then().statusCode(204);
        StoredEvent next = log.append(STAYS, VIEW_COMPLETED).getFirst();

        try (InputStream body = response.body();
                Scanner lines = new Scanner(body)) {
            boolean found = false;
            while (!found && lines.hasNextLine()) {
                found = lines.nextLine().contains(next.id());
            }
            assertThat(found).isTrue();
        }
    }

    private Map<String, Long> left() {
        Map<String, Long> rows = new TreeMap<>();
        TABLES.forEach((table, where) -> {
            long count = where.isEmpty() ? 0 : count(table, where);
            if (count > 0) {
                rows.put(table, count);
            }
        });
        return rows;
    }

    private long count(String table, String where) {
        Object[] parameters = where.contains(":sequences")
                ? new Object[] {sequences}
                : where.contains(":deliveries") ? new Object[] {deliveries} : new Object[0];
        String text = where.replaceAll(":\\w+", "?");
        return QuarkusTransaction.requiringNew()
                .call(() -> sql.first(
                                "select count(*) from " + table + " where " + text, row -> row.getLong(1), parameters)
                        .orElseThrow());
    }

    private List<Long> numbers(String query, Object... parameters) {
        return QuarkusTransaction.requiringNew().call(() -> sql.query(query, row -> row.getLong(1), parameters));
    }

    private static void await(CountDownLatch latch) {
        try {
            assertThat(latch.await(20, TimeUnit.SECONDS)).isTrue();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
