package dev.tidemark.bench.load;

import static io.restassured.RestAssured.given;
import static org.awaitility.Awaitility.await;

import dev.tidemark.bench.load.Databases.Database;
import dev.tidemark.bench.load.process.Jvm;
import dev.tidemark.bench.load.process.Usage;
import dev.tidemark.bench.load.receiver.Counts;
import dev.tidemark.bench.load.receiver.Receiver;
import dev.tidemark.mainjob.ServiceProcess;
import io.restassured.http.ContentType;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Predicate;

/** The packaged jar in its own JVM, without an account: it delivers what lies in its database, and does nothing else. */
final class Service implements AutoCloseable {
    private static final List<String> OPEN = List.of("pending", "delivering", "retrying");
    private static final Duration LOST_AFTER = Duration.ofMinutes(2);
    private static final Duration QUIET = Duration.ofSeconds(2);

    private final ServiceProcess process;

    /** @param jvm more options */
    Service(Database database, Path folder, Map<String, String> settings, List<String> jvm) {
        if (!Files.exists(database.jar())) {
            throw new IllegalStateException(database.jar() + " is missing: run ./mvnw package -DskipTests first");
        }
        Map<String, String> all = new HashMap<>(database.settings());
        all.putAll(Map.of(
                "tidemark.api.auth", "none",
                "tidemark.secrets.key", "MDEyMzQ1Njc4OTAxMjM0NTY3ODkwMTIzNDU2Nzg5MDE=",
                "tidemark.callbacks.allow-http", "true",
                "tidemark.callbacks.allow-networks", "127.0.0.0/8"));
        all.putAll(settings);
        List<String> options = new ArrayList<>(Jvm.OPTIONS);
        options.addAll(jvm);
        process = new ServiceProcess(database.jar(), folder, all, options);
    }

    /** Changes what is not declared of a subscription. */
    void change(String id, Map<String, Object> settings) {
        given().baseUri(process.url())
                .contentType(ContentType.JSON)
                .body(settings)
                .patch("/api/v1/subscriptions/" + id)
                .then()
                .statusCode(200);
    }

    /** SIGKILL. */
    void kill() {
        process.kill();
    }

    /** Anew, on the same database. */
    void start() {
        process.start();
    }

    double cpuSeconds() {
        return Usage.cpuSeconds(process.pid());
    }

    int peakRss() {
        return Usage.peakRss(process.pid());
    }

    /** How often something is in its log. */
    int logged(String words) {
        return process.log().split(words, -1).length - 1;
    }

    /** Waits until the receiver has taken so many of the fast callbacks. */
    void awaitFast(Receiver receiver, int expected) {
        await().pollInterval(Duration.ofMillis(50))
                .atMost(Duration.ofHours(1))
                .until(progress(receiver, counts -> counts.fast() >= expected)::isOver);
    }

    /** Waits until the receiver has taken so many, repeats included. */
    void awaitTaken(Receiver receiver, int expected) {
        await().pollInterval(Duration.ofMillis(5))
                .atMost(Duration.ofHours(1))
                .until(progress(receiver, counts -> counts.taken() >= expected)::isOver);
    }

    /** Waits until nothing is open any more: everything was taken and is settled, or was given up. */
    void awaitAll(Receiver receiver, int expected) {
        await().pollInterval(Duration.ofMillis(50))
                .atMost(Duration.ofHours(1))
                .until(progress(receiver, counts -> counts.taken() >= expected)::isOverOrQuiet);
    }

    private Progress progress(Receiver receiver, Predicate<Counts> enough) {
        return new Progress(receiver, enough);
    }

    private boolean nothingOpen() {
        return OPEN.stream()
                .allMatch(status -> given().baseUri(process.url())
                        .queryParam("status", status)
                        .queryParam("limit", 1)
                        .get("/api/v1/deliveries")
                        .then()
                        .statusCode(200)
                        .extract()
                        .jsonPath()
                        .getList("items")
                        .isEmpty());
    }

    @Override
    public void close() {
        process.close();
    }

    /** Looks whether it goes on. */
    private final class Progress {
        private final Receiver receiver;
        private final Predicate<Counts> enough;
        private final AtomicReference<Counts> last = new AtomicReference<>(new Counts(0, 0, 0, 0));
        private long changedAt = System.nanoTime();

        Progress(Receiver receiver, Predicate<Counts> enough) {
            this.receiver = receiver;
            this.enough = enough;
        }

        boolean isOver() {
            Counts counts = receiver.counts();
            if (!counts.equals(last.getAndSet(counts))) {
                changedAt = System.nanoTime();
            }
            if (quiet() > LOST_AFTER.toNanos()) {
                throw new AssertionError("nothing came for " + LOST_AFTER + ", so far " + counts);
            }
            return enough.test(counts);
        }

        /** Asks the service only when there is reason to believe that it is through: asking costs. */
        boolean isOverOrQuiet() {
            return (isOver() || quiet() > QUIET.toNanos()) && nothingOpen();
        }

        private long quiet() {
            return System.nanoTime() - changedAt;
        }
    }
}
