package dev.tidemark.mainjob;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.standardwebhooks.Webhook;
import com.standardwebhooks.exceptions.WebhookVerificationException;
import dev.tidemark.mainjob.truth.Ledger;
import dev.tidemark.testing.Broker;
import dev.tidemark.testing.Receiver;
import dev.tidemark.testing.Topics;
import io.restassured.http.ContentType;
import java.net.http.HttpHeaders;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The packaged jar, killed in the middle and started again on the same files; the subclasses say on which database. */
abstract class KilledContract {
    private static final String SECRET = "whsec_a2lsbGVkIGluIHRoZSBtaWRkbGUgb2YgaXQgYWxsISE=";
    private static final Duration QUIET = Duration.ofSeconds(12);
    private static final int VIEWERS = 30;
    private static final int KILLS = 3;

    @TempDir
    Path folder;

    /** Where the build put the jar, and what it needs to reach its database. */
    abstract Path jar();

    abstract Map<String, String> database();

    @Test
    void nothing_is_lost_and_repeats_carry_the_same_id() {
        String account = getClass().getSimpleName();
        Path sandboxJar = Path.of("target/quarkus-app/quarkus-run.jar");
        try (ServiceProcess sandbox = new ServiceProcess(sandboxJar, folder.resolve("sandbox"), sandboxSettings());
                Receiver receiver = new Receiver()) {
            // Given a service that watches an account and calls a receiver which fails now and then
            AtomicInteger calls = new AtomicInteger();
            receiver.answer(() -> calls.incrementAndGet() % 17 == 0 ? 500 : 204);
            Map<String, String> settings = serviceSettings(account, sandbox.url(), receiver.url());
            try (ServiceProcess service = new ServiceProcess(jar(), folder.resolve("service"), settings)) {
                await().atMost(Duration.ofSeconds(60))
                        .until(() ->
                                service.log().contains("poll.learned account=" + account + " stream=interactions"));
                startViewers(sandbox);

                // When it is killed again and again while viewers go on
                for (int kill = 1; kill <= KILLS; kill++) {
                    int enough = receiver.received().size() + 25;
                    await().atMost(Duration.ofSeconds(60))
                            .pollInterval(Duration.ofMillis(20))
                            .until(() -> receiver.received().size() >= enough);
                    service.kill();
                    service.start();
                }

                // Then the ledger holds
                assertLedger(account, sandbox, service, receiver);
            }
        }
    }

    /** No token, secret, signature or payload; no stack trace either, since all that happens is foreseen. */
    private static void assertNothingConfidentialIn(String log) {
        assertThat(log).contains("delivery.attempted", "poll.learned");
        assertThat(log).doesNotContain("sandbox-token", SECRET, SECRET.substring(6), "v1,", "percentage", "@example");
        assertThat(log.lines().filter(line -> line.startsWith("\tat "))).isEmpty();
    }

    private void assertLedger(String account, ServiceProcess sandbox, ServiceProcess service, Receiver receiver) {
        await().atMost(Duration.ofSeconds(120))
                .until(() -> given().baseUri(sandbox.url())
                                .get("/sandbox/control")
                                .jsonPath()
                                .getInt("watching")
                        == 0);
        List<String> expected = Ledger.read(sandbox.url()).expected(QUIET);
        await().atMost(Duration.ofSeconds(120))
                .untilAsserted(() -> assertThat(Told.lines(ofThisWorld(
                                receiver.received().stream().map(Told::of).toList(), expected)))
                        .isEqualTo(expected));
        await().atMost(Duration.ofSeconds(60))
                .untilAsserted(() -> assertThat(Told.lines(ofThisWorld(onTopic(account), expected)))
                        .isEqualTo(expected));
        Told.assertOrderPerKey(Told.firstOfEach(onTopic(account)));
        assertRepeatsAreTheSame(onTopic(account));
        assertRepeatsAreTheSame(receiver.received().stream().map(Told::of).toList());
        assertThat(receiver.received()).allSatisfy(KilledContract::verify);
        assertNothingConfidentialIn(service.log());
        assertThat(sandbox.log().lines().filter(line -> line.contains("kafka") && line.contains("WARN")))
                .as("a service without brokers")
                .isEmpty();
        await().atMost(Duration.ofSeconds(60))
                .untilAsserted(() -> assertThat(given().baseUri(service.url())
                                .get("/api/v1/deliveries?limit=200")
                                .jsonPath()
                                .getList("items.state"))
                        .containsOnly("delivered"));
        assertThat(expected.size() + VIEWERS).isGreaterThan(VIEWERS * 2);
    }

    private static void startViewers(ServiceProcess sandbox) {
        given().baseUri(sandbox.url())
                .contentType(ContentType.JSON)
                .body(Map.of("scenario", "steady", "seed", 5, "speed", 20, "viewers", VIEWERS))
                .post("/sandbox/control/reset")
                .then()
                .statusCode(200);
    }

    private static Map<String, String> sandboxSettings() {
        return Map.of(
                "tidemark.sandbox.enabled", "true",
                // Nobody comes before the test starts its viewers: what they do would be told, and is in no ledger.
                "tidemark.sandbox.scenario", "quiet",
                "tidemark.api.auth", "none",
                "tidemark.secrets.key", "MDEyMzQ1Njc4OTAxMjM0NTY3ODkwMTIzNDU2Nzg5MDE=");
    }

    private Map<String, String> serviceSettings(String account, String sandboxUrl, String receiverUrl) {
        Map<String, String> settings = new HashMap<>(database());
        settings.putAll(Map.ofEntries(
                Map.entry("tidemark.api.auth", "none"),
                Map.entry("tidemark.secrets.key", "MDEyMzQ1Njc4OTAxMjM0NTY3ODkwMTIzNDU2Nzg5MDE="),
                Map.entry("tidemark.accounts." + account + ".url", sandboxUrl + "/sandbox/api/v1"),
                Map.entry("tidemark.accounts." + account + ".token", "sandbox-token"),
                Map.entry("tidemark.subscriptions.crm.url", receiverUrl),
                Map.entry("tidemark.subscriptions.crm.secret", SECRET),
                Map.entry("tidemark.subscriptions.crm.types", String.join(",", Told.TYPES)),
                Map.entry("tidemark.callbacks.allow-http", "true"),
                Map.entry("tidemark.callbacks.allow-networks", "127.0.0.0/8"),
                Map.entry("tidemark.callbacks.schedule", "0s,1s,1s,1s,1s,1s,1s"),
                Map.entry("tidemark.views.quiet-after", QUIET.toSeconds() + "s"),
                // The pace follows the hour's budget; two minutes of it stay far below what the sandbox allows.
                Map.entry("tidemark.mindstamp.calls-per-hour", "5000"),
                Map.entry("tidemark.mindstamp.calls-per-minute", "95"),
                Map.entry("tidemark.poll.head-interval", "1s"),
                Map.entry("kafka.bootstrap.servers", Broker.shared().bootstrapServers())));
        return settings;
    }

    private static List<Told> onTopic(String account) {
        return Topics.all(Broker.shared().bootstrapServers(), List.of("mindstamp.views", "mindstamp.interactions"))
                .stream()
                .filter(written -> Told.header(written, "ce_source").equals("mindstamp/" + account))
                .map(Told::of)
                .filter(Told::isInLedger)
                .toList();
    }

    /** Each once; somebody may have begun to watch in the world before, of which no ledger tells any more. */
    private static List<Told> ofThisWorld(List<Told> told, List<String> expected) {
        List<String> subjects = expected.stream().map(KilledContract::subject).toList();
        return Told.firstOfEach(told).stream()
                .filter(one -> subjects.contains(subject(one.line())))
                .toList();
    }

    private static String subject(String line) {
        return line.substring(0, line.indexOf(' '));
    }

    private static void assertRepeatsAreTheSame(List<Told> told) {
        Map<String, byte[]> first = new HashMap<>();
        assertThat(told).allSatisfy(one -> {
            byte[] before = first.putIfAbsent(one.id(), one.data());
            assertThat(before == null ? one.data() : before).isEqualTo(one.data());
        });
    }

    private static void verify(Receiver.Received request) {
        HttpHeaders headers = HttpHeaders.of(
                Map.of(
                        "webhook-id", List.of(request.id()),
                        "webhook-timestamp", List.of(request.timestamp()),
                        "webhook-signature", List.of(request.signature())),
                (name, value) -> true);
        try {
            new Webhook(SECRET).verify(new String(request.body(), java.nio.charset.StandardCharsets.UTF_8), headers);
        } catch (WebhookVerificationException e) {
            throw new AssertionError("bad signature on " + request.id(), e);
        }
    }
}
