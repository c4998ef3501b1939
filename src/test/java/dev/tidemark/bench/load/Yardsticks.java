package dev.tidemark.bench.load;

import static org.awaitility.Awaitility.await;

import dev.tidemark.bench.load.receiver.Arrival;
import dev.tidemark.bench.load.receiver.Arrivals;
import dev.tidemark.bench.load.receiver.Receiver;
import dev.tidemark.bench.load.yardstick.Yardstick;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/**
 * The same by db-scheduler: as many deliveries to ten callbacks, scheduled before its process starts; then events to one
 * callback, a hundred a second, which the process schedules itself.
 */
final class Yardsticks {
    private static final int CALLBACKS = 10;

    private final Databases databases;
    private final Receiver receiver;
    private final List<String> faults = new ArrayList<>();

    Yardsticks(Databases databases, Receiver receiver) {
        this.databases = databases;
        this.receiver = receiver;
    }

    List<String> faults() {
        return faults;
    }

    Result drain(String name, int deliveries, boolean tuned) {
        receiver.reset();
        Documents documents = new Documents();
        byte[] body = documents.document(documents.event(1), 1).bytes();
        try (Yardstick yardstick =
                Yardstick.draining(databases.fresh().url(), receiver.url(), CALLBACKS, deliveries, body, tuned)) {
            double cpu = yardstick.cpuSeconds();
            double databaseCpu = databases.cpuSeconds();
            long transactions = databases.transactions();
            yardstick.begin();
            awaitTaken(deliveries);
            Result.Costs costs = new Result.Costs(
                    yardstick.cpuSeconds() - cpu,
                    databases.cpuSeconds() - databaseCpu,
                    databases.transactions() - transactions,
                    deliveries,
                    yardstick.peakRss());
            return Result.burst(name, once(name, deliveries), 0, costs).withoutLateness();
        }
    }

    Result paced(String name, int events, int warmUp) {
        receiver.reset();
        try (Yardstick yardstick = Yardstick.paced(databases.fresh().url(), receiver.url(), events)) {
            yardstick.begin();
            List<Long> began = yardstick.scheduledAt(events);
            awaitTaken(events);
            Arrivals measured = once(name, events).only(one -> number(one) >= warmUp);
            return Result.paced(name, measured, one -> began.get(number(one)));
        }
    }

    private static int number(Arrival one) {
        return Integer.parseInt(one.id().substring("paced-".length()));
    }

    private void awaitTaken(int expected) {
        await().pollInterval(Duration.ofMillis(50))
                .atMost(Duration.ofMinutes(30))
                .until(() -> receiver.counts().taken() >= expected);
    }

    private Arrivals once(String name, int expected) {
        Arrivals arrivals = receiver.arrivals();
        int different = arrivals.all().stream()
                .map(one -> one.callback() + " " + one.id())
                .collect(Collectors.toSet())
                .size();
        if (different != expected
                || arrivals.all().size() != expected
                || receiver.counts().forged() > 0) {
            faults.add("%s: %d of %d came, %d requests, %s"
                    .formatted(name, different, expected, arrivals.all().size(), receiver.counts()));
        }
        return arrivals;
    }
}
