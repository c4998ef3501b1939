package dev.tidemark.bench.load;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tidemark.bench.load.Databases.Database;
import dev.tidemark.bench.load.receiver.Arrivals;
import dev.tidemark.bench.load.receiver.Receiver;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The packaged service is killed with SIGKILL again and again while it delivers, and started again at once: nothing is
 * lost, the order of keys is kept, and few are repeated. {@code ./mvnw package -DskipTests} makes the jars first.
 *
 * <p>{@code -Dkilled.deliveries} to ten subscriptions, {@code -Dkills}, {@code -Dkilled.seed} of the moments, {@code
 * -Dkilled.rate} requests a second to each subscription at most, 0 = as fast as it goes.
 */
@QuarkusTest
@TestProfile(LoadProfile.class)
class KilledDeliveriesBench {
    /** Fewer than a window is wide: who did not wait would overtake. */
    private static final int KEYS = 7;

    private static final Duration WITHIN = Duration.ofMillis(300);

    private static final Callbacks CALLBACKS = Callbacks.of(7, "ok")
            .and(KilledBooks.ORDERED, "ok")
            .and("lagging", "lagging")
            .and("flaky", "flaky");

    @TempDir
    Path folder;

    private final int kills = Integer.getInteger("kills", 20);
    private final int deliveries = Integer.getInteger("killed.deliveries", 20_000);
    private final int rate = Integer.getInteger("killed.rate", 0);
    private final long seed = Long.getLong("killed.seed", System.nanoTime());

    @Test
    void nothing_is_lost_on_h2() {
        run(new Databases().h2(folder.resolve("h2")));
    }

    @Test
    void nothing_is_lost_on_postgresql() {
        run(new Databases().fresh());
    }

    private void run(Database database) {
        System.out.printf("%s: %d kills in %d deliveries, seed %d%n", database.name(), kills, deliveries, seed);
        try (Receiver receiver = new Receiver();
                Service service = new Service(
                        database,
                        folder.resolve("service"),
                        CALLBACKS.declared(receiver.url(), Receiver.SECRET),
                        List.of())) {
            CALLBACKS.manners().keySet().forEach(id -> service.change(id, pacing(id)));
            service.kill();
            receiver.reset();
            int events = deliveries / CALLBACKS.count();
            new EventStock(database, new Documents(KEYS)).store(events);
            service.start();
            List<Long> killed = killAndStart(service, receiver);
            service.awaitAll(receiver, deliveries);
            service.kill();

            Arrivals arrivals = receiver.arrivals();
            Repeats repeats = new Repeats(arrivals, killed);
            KilledBooks books = new KilledBooks(database, arrivals, events * CALLBACKS.count(), kills);
            System.out.printf(
                    "%s: %.0f deliveries/s, %s%n%s%n",
                    database.name(), arrivals.rate(), books.states(), repeats.told());
            assertThat(books.faults()).isEmpty();
            assertThat(receiver.counts().forged()).as("wrong signatures").isZero();
            assertThat(repeats.withoutKill()).as("repeats without a crash").isZero();
        }
    }

    /** At random moments, one in each of equal parts of the work. @return when, in microseconds since 1970 */
    private List<Long> killAndStart(Service service, Receiver receiver) {
        Random random = new Random(seed);
        List<Long> killed = new ArrayList<>();
        for (int kill = 1; kill <= kills; kill++) {
            double share = (kill + random.nextDouble(-0.4, 0.4)) / (kills + 1);
            service.awaitTaken(receiver, (int) (deliveries * share));
            // Not just when something came: its result would be on its way each time.
            LockSupport.parkNanos(random.nextLong(WITHIN.toNanos()));
            killed.add(ChronoUnit.MICROS.between(Instant.EPOCH, Instant.now()));
            service.kill();
            service.start();
        }
        return killed;
    }

    private Map<String, Object> pacing(String subscription) {
        Map<String, Object> pacing = new HashMap<>();
        pacing.put("timeout", "PT5S");
        pacing.put("schedule", List.of("PT0S", "PT1S", "PT1S", "PT1S", "PT1S", "PT2S", "PT2S", "PT4S"));
        pacing.put("ordering", subscription.equals(KilledBooks.ORDERED) ? "key" : "none");
        if (rate > 0) {
            pacing.put("rate", Map.of("perSecond", rate));
        }
        return pacing;
    }
}
