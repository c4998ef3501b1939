package dev.tidemark.bench.load;

import static org.awaitility.Awaitility.await;

import dev.tidemark.bench.load.Databases.Database;
import dev.tidemark.bench.load.process.Pace;
import dev.tidemark.bench.load.receiver.Arrivals;
import dev.tidemark.bench.load.receiver.Receiver;
import dev.tidemark.event.ChangeEvent;
import dev.tidemark.outbox.EventLog;
import io.quarkus.narayana.jta.QuarkusTransaction;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * A hundred events a second, each in a transaction of its own, to one callback. They are stored by the application in this
 * JVM, for whoever stores wakes the dispatcher: as in production, where both are one process. Lateness counts from before
 * the event is stored, its commit included.
 */
final class Paced {
    private final Databases databases;
    private final Receiver receiver;
    private final EventLog log;
    private final Documents documents = new Documents();
    /** Its sequence, of the rounds before. */
    private long last;

    private final List<String> faults = new ArrayList<>();

    Paced(Databases databases, Receiver receiver, EventLog log) {
        this.databases = databases;
        this.receiver = receiver;
        this.log = log;
    }

    List<String> faults() {
        return faults;
    }

    /** @param warmUp of the events, that do not count */
    Result run(String name, int events, int warmUp) {
        receiver.reset();
        Map<String, Integer> numbers = new HashMap<>();
        List<Long> storing = new ArrayList<>();
        List<Long> began = Pace.hundredASecond(events, number -> {
            ChangeEvent event = documents.event(last + number + 1);
            numbers.put(event.id().value(), number);
            long begun = System.nanoTime();
            QuarkusTransaction.requiringNew().run(() -> log.append(List.of(event)));
            storing.add(System.nanoTime() - begun);
        });
        Database database = databases.own();
        await().atMost(Duration.ofMinutes(2))
                .until(() -> books(database, events).states().equals(Map.of("delivered", events)));
        books(database, events).faults().forEach(fault -> faults.add(name + ": " + fault));
        if (receiver.counts().forged() > 0) {
            faults.add(name + ": wrong signatures");
        }
        last += events;
        Arrivals measured = receiver.arrivals().only(one -> numbers.get(one.id()) >= warmUp);
        return Result.paced(name, measured, one -> began.get(numbers.get(one.id())))
                .with(Double.NaN, "of which storing " + told(storing.subList(warmUp, events)));
    }

    private static String told(List<Long> nanos) {
        List<Long> sorted = nanos.stream().sorted().toList();
        return "p50 %.1f, p99 %.1f ms"
                .formatted(sorted.get(sorted.size() / 2) / 1e6, sorted.get(sorted.size() * 99 / 100) / 1e6);
    }

    private Books books(Database database, int events) {
        return new Books(database, last, receiver.arrivals(), events);
    }
}
