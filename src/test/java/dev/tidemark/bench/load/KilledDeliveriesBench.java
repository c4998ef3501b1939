package dev.tidemark.bench.load;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tidemark.bench.load.Databases.Database;
import dev.tidemark.bench.load.receiver.Arrivals;
import dev.tidemark.bench.load.receiver.Receiver;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import java.nio.file.Path;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.IntStream;
import java.util.stream.Stream;
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
    private static final int KEYS = 100;

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
                Service service = new Service(database, folder.resolve("service"), Map.of(), List.of())) {
            Map<String, Map<String, Object>> subscriptions = subscriptions(receiver.url());
            subscriptions.forEach(service::put);
            service.kill();
            receiver.reset();
            int events = deliveries / subscriptions.size();
            new EventStock(database, new Documents(KEYS)).store(events);
            service.start();
            List<Long> killed = killAndStart(service, receiver);
            service.awaitAll(receiver, deliveries);
            service.kill();

            Arrivals arrivals = receiver.arrivals();
            Repeats repeats = new Repeats(arrivals, killed);
            KilledBooks books = new KilledBooks(database, arrivals, events * subscriptions.size(), kills);
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
            killed.add(ChronoUnit.MICROS.between(Instant.EPOCH, Instant.now()));
            service.kill();
            service.start();
        }
        return killed;
    }

    /** Eight that take at once, of which one is ordered by key; one that is slow, one that refuses some. */
    private Map<String, Map<String, Object>> subscriptions(String receiver) {
        Map<String, Map<String, Object>> all = new HashMap<>();
        Stream.concat(
                        IntStream.range(0, 7).mapToObj(number -> "ok/c" + number),
                        Stream.of("ok/" + KilledBooks.ORDERED, "lagging/lagging", "flaky/flaky"))
                .forEach(path -> all.put(path.substring(path.indexOf('/') + 1), subscription(receiver + "/" + path)));
        return all;
    }

    private Map<String, Object> subscription(String url) {
        Map<String, Object> subscription = new HashMap<>();
        subscription.put("url", url);
        subscription.put("secret", Receiver.SECRET);
        subscription.put("timeout", "PT5S");
        subscription.put("schedule", List.of("PT0S", "PT1S", "PT1S", "PT1S", "PT1S", "PT2S", "PT2S", "PT4S"));
        if (url.endsWith("/" + KilledBooks.ORDERED)) {
            subscription.put("ordering", "key");
        }
        if (rate > 0) {
            subscription.put("rate", Map.of("perSecond", rate));
        }
        return subscription;
    }
}
