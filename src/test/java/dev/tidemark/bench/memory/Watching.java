package dev.tidemark.bench.memory;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.tidemark.mainjob.ServiceProcess;
import io.restassured.http.ContentType;
import io.restassured.response.Response;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;

/** A service that watches a {@link LargeAccount} as fast as it can, while somebody reads how it fares. */
final class Watching implements AutoCloseable {
    private static final String ACCOUNT = "large";
    private static final int STREAMS = 8;
    /** Rows that are missing, not by chance. */
    private static final int MANY = 5_000;

    private static final int VIEWERS = 150_000;
    private static final int WARM_UP = 100;
    /** Seconds. */
    private static final int MOST_PATIENCE = 300;

    private final LargeAccount mindstamp;
    private final ServiceProcess service;
    private final Gauge gauge;
    private int refused;

    /** Which jar, what it needs to reach its database, and how that is reached beside it. */
    record Database(Path jar, Map<String, String> settings, String url, String user) {}

    Watching(Database database, Path folder, int rows) {
        ManyViews views = new ManyViews(rows, Instant.now());
        mindstamp = new LargeAccount(views);
        Map<String, String> settings = settings(database);
        try (ServiceProcess learner = new ServiceProcess(database.jar(), folder, settings)) {
            await().atMost(Duration.ofSeconds(60))
                    .until(() -> learner.log().split("poll.learned", -1).length > STREAMS);
        }
        long began = System.nanoTime();
        new KnownViews(ACCOUNT, views, Instant.now()).store(database.url(), database.user());
        System.out.printf("%,d rows stored in %d s%n", rows, seconds(began));
        mindstamp.empty(false);
        Path log = folder.resolve("gc.log").toAbsolutePath();
        service = new ServiceProcess(
                database.jar(), folder, settings, List.of("-Xlog:gc:" + log, "-XX:TieredStopAtLevel=4"));
        gauge = new Gauge(log, service.pid());
    }

    /** Rounds one after the other, told silently; @return MiB in use after it. */
    int fullPace(Duration length) {
        resync();
        await().atMost(Duration.ofSeconds(60)).until(() -> mindstamp.pages() >= WARM_UP);
        int before = gauge.live();
        mindstamp.takeNanosAPage();
        look(length, true);
        pages("full pace");
        int after = gauge.live();
        System.out.printf("%d MiB in use at first, %d MiB after it%n", before, after);
        return after;
    }

    /** All rows are missing at once. */
    void listComesEmpty() {
        mindstamp.takeNanosAPage();
        mindstamp.empty(true);
        long began = System.nanoTime();
        while (rows("views", "suspect") < MANY && seconds(began) < MOST_PATIENCE) {
            look(Duration.ofSeconds(5), false);
        }
        System.out.printf(
                "the list comes empty: %,d rows suspect within %d s%n", rows("views", "suspect"), seconds(began));
        pages("while it is empty");
        System.out.printf("%d MiB in use%n", gauge.live());
    }

    void listIsBack(Duration length) {
        mindstamp.empty(false);
        mindstamp.takeNanosAPage();
        look(length, true);
        pages("the list is back");
        System.out.printf("%d MiB in use%n", gauge.live());
    }

    /** The longest list that is read whole, as far as a byte goes. */
    void viewersComeWhole() {
        mindstamp.viewers(VIEWERS);
        long began = System.nanoTime();
        while (rows("viewers", "known") < VIEWERS && seconds(began) < MOST_PATIENCE) {
            look(Duration.ofSeconds(5), false);
        }
        System.out.printf(
                "%,d viewers in one answer of %d MiB: %,d known within %d s, %d MiB in use%n",
                VIEWERS, mindstamp.viewersBytes() >> 20, rows("viewers", "known"), seconds(began), gauge.live());
    }

    /** Fails when something was logged that must not be, or when not all of it became known. */
    void sumUp() {
        List<String> errors = service.log()
                .lines()
                .filter(line -> line.contains("OutOfMemoryError") || line.contains(" ERROR "))
                .toList();
        System.out.printf(
                "%s; resident %d MiB at most; %d errors logged, %d reads refused%n",
                gauge.peak(), gauge.peakRss(), errors.size(), refused);
        if (!errors.isEmpty()) {
            System.out.println(gauge.histogram());
        }
        assertThat(errors).isEmpty();
        assertThat(rows("viewers", "known")).as("viewers known").isGreaterThanOrEqualTo(VIEWERS);
    }

    @Override
    public void close() {
        service.close();
        mindstamp.close();
    }

    /** What people do meanwhile, once a second. */
    private void look(Duration length, boolean rounds) {
        long end = System.nanoTime() + length.toNanos();
        AtomicLong pages = new AtomicLong(mindstamp.pages());
        await().pollInterval(Duration.ofSeconds(1))
                .atMost(length.plusSeconds(MOST_PATIENCE))
                .until(() -> {
                    lookOnce();
                    long now = mindstamp.pages();
                    // The round of a short list is soon over: then another one.
                    if (rounds && pages.getAndSet(now) == now) {
                        resync();
                    }
                    return System.nanoTime() >= end;
                });
    }

    private void lookOnce() {
        streams();
        given().baseUri(service.url()).get("/q/metrics").asByteArray();
        given().baseUri(service.url())
                .contentType(ContentType.JSON)
                .body(Map.of("stream", "views", "offset", LargeAccount.ANOTHERS_OFFSET))
                .post("/api/v1/accounts/" + ACCOUNT + "/dry-run")
                .asByteArray();
    }

    private Response streams() {
        Response response = given().baseUri(service.url()).get("/api/v1/accounts/" + ACCOUNT + "/streams");
        if (response.statusCode() == 200) {
            assertThat(response.jsonPath().getList("items.stream"))
                    .as(response.asString())
                    .hasSize(STREAMS);
        } else {
            refused++;
        }
        return response;
    }

    /** At most a minute old; -1 when nobody says. */
    private int rows(String stream, String which) {
        Response response = streams();
        if (response.statusCode() != 200) {
            return -1;
        }
        String number =
                response.jsonPath().getString("items.find { it.stream == '%s' }.rows.%s".formatted(stream, which));
        assertThat(number)
                .as("%s rows of %s in %s", which, stream, response.asString())
                .isNotNull();
        return Integer.parseInt(number);
    }

    private void resync() {
        given().baseUri(service.url())
                .contentType(ContentType.JSON)
                .body(Map.of("stream", "views", "emit", false))
                .post("/api/v1/accounts/" + ACCOUNT + "/resync")
                .then()
                .statusCode(202);
    }

    private void pages(String when) {
        List<Long> nanos = mindstamp.takeNanosAPage().stream().sorted().toList();
        if (nanos.isEmpty()) {
            System.out.printf("%s: no page%n", when);
            return;
        }
        System.out.printf(
                "%s: %d pages, from a page's answer to the next question p50 %.1f ms, p95 %.1f ms, at most %.0f ms%n",
                when,
                nanos.size(),
                nanos.get(nanos.size() / 2) / 1e6,
                nanos.get(nanos.size() * 95 / 100) / 1e6,
                nanos.getLast() / 1e6);
    }

    private Map<String, String> settings(Database database) {
        Map<String, String> settings = new HashMap<>(database.settings());
        settings.putAll(Map.of(
                "tidemark.api.auth",
                "none",
                "tidemark.secrets.key",
                "MDEyMzQ1Njc4OTAxMjM0NTY3ODkwMTIzNDU2Nzg5MDE=",
                "tidemark.accounts." + ACCOUNT + ".url",
                mindstamp.url(),
                "tidemark.accounts." + ACCOUNT + ".token",
                "token-of-the-large-account",
                // As fast as it can.
                "tidemark.mindstamp.calls-per-hour",
                "400000",
                "tidemark.mindstamp.calls-per-minute",
                "10000"));
        return settings;
    }

    private static long seconds(long since) {
        return Duration.ofNanos(System.nanoTime() - since).toSeconds();
    }
}
