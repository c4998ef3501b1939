package dev.tidemark.bench.load;

import dev.tidemark.bench.load.Databases.Database;
import dev.tidemark.bench.load.receiver.Arrivals;
import dev.tidemark.bench.load.receiver.Receiver;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * Many events at once for the packaged service in a JVM of its own that has sent nothing before. They are stored in one
 * transaction beside it, so up to a second of what is late is its tick; rates count from the first to the last arrival.
 * Processor time counts from the commit until everything is settled, that of compiling included.
 */
final class Bursts {
    /** Ten tries within a minute. */
    private static final String SHORT_SCHEDULE = "0s,1s,1s,1s,2s,2s,2s,4s,4s,8s";

    private final Databases databases;
    private final Receiver receiver;
    private final Path folder;
    private final List<String> faults = new ArrayList<>();

    Bursts(Databases databases, Receiver receiver, Path folder) {
        this.databases = databases;
        this.receiver = receiver;
        this.folder = folder;
    }

    /** What does not add up, of all runs. */
    List<String> faults() {
        return faults;
    }

    Result fast(String name, int callbacks, int deliveries) {
        return withHistory(name, callbacks, deliveries, 0);
    }

    /** @param history events delivered long ago */
    Result withHistory(String name, int callbacks, int deliveries, int history) {
        Callbacks all = Callbacks.of(callbacks, "ok");
        Database database = databases.fresh();
        try (Service service = start(database, name, all, Map.of())) {
            EventStock stock = new EventStock(database);
            if (history > 0) {
                stock.storeOld(history);
            }
            return drained(
                    name,
                    database,
                    service,
                    all,
                    stock.store(each(deliveries, callbacks)),
                    each(deliveries, callbacks));
        }
    }

    /** Ten fast callbacks beside one that takes two seconds; ends when the ten have theirs. */
    Result besideSlow(String name, int deliveries) {
        Callbacks all = Callbacks.of(10, "ok").and("slow", "slow");
        Database database = databases.fresh();
        int events = each(deliveries, all.count("ok"));
        Service service = start(database, name, all, Map.of());
        try (service) {
            long stored = new EventStock(database).store(events);
            Meter meter = new Meter(service);
            service.awaitFast(receiver, events * all.count("ok"));
            Result result = Result.burst(
                    name,
                    receiver.arrivals().only(one -> !one.callback().equals("slow")),
                    stored,
                    meter.costs(receiver.counts().taken()));
            service.close();
            return balanced(result, database, events * all.count());
        }
    }

    /** Thirty of a hundred tries are refused, by ten callbacks. */
    Result failing(String name, int deliveries) {
        Callbacks all = Callbacks.of(10, "failing");
        Database database = databases.fresh();
        int events = each(deliveries, all.count());
        try (Service service = start(database, name, all, Map.of("tidemark.callbacks.schedule", SHORT_SCHEDULE))) {
            Result result = drained(name, database, service, all, new EventStock(database).store(events), events);
            return result.with(
                    result.attempts(),
                    result.remark() + ", breaker opened " + service.logged("subscription.failing") + " times");
        }
    }

    /** What waits when the service starts. */
    Result backlog(String name, boolean h2, int deliveries) {
        Callbacks all = Callbacks.of(10, "ok");
        Database database = h2 ? databases.h2(folder.resolve(name)) : databases.fresh();
        start(database, name, all, Map.of()).close();
        int events = each(deliveries, all.count());
        long stored = new EventStock(database).store(events);
        receiver.reset();
        try (Service service = start(database, name, all, Map.of())) {
            return drained(name, database, service, all, stored, events).withoutLateness();
        }
    }

    private Service start(Database database, String name, Callbacks callbacks, Map<String, String> settings) {
        Map<String, String> all = callbacks.declared(receiver.url(), Receiver.SECRET);
        all.putAll(settings);
        receiver.reset();
        return new Service(database, folder.resolve(name), all);
    }

    private Result drained(
            String name, Database database, Service service, Callbacks callbacks, long stored, int events) {
        int expected = events * callbacks.count();
        Meter meter = new Meter(service);
        service.awaitAll(receiver, expected);
        Arrivals arrivals = receiver.arrivals();
        Result result = Result.burst(name, arrivals.only(one -> one.taken()), stored, meter.costs(expected));
        // Only one process has the file.
        if (!database.isPostgresql()) {
            service.close();
        }
        return balanced(result, database, expected);
    }

    private Result balanced(Result result, Database database, int expected) {
        Books books = new Books(database, receiver.arrivals(), expected);
        books.faults().forEach(fault -> faults.add(result.name() + ": " + fault));
        int forged = receiver.counts().forged();
        if (forged > 0) {
            faults.add(result.name() + ": " + forged + " wrong signatures");
        }
        return result.with(books.attemptsADelivery(), books.states().toString());
    }

    private static int each(int deliveries, int callbacks) {
        return Math.max(1, deliveries / callbacks);
    }

    /** Processor time from here on. */
    private final class Meter {
        private final Service service;
        private final double serviceBefore;
        private final double databaseBefore;

        Meter(Service service) {
            this.service = service;
            this.serviceBefore = service.cpuSeconds();
            this.databaseBefore = databases.cpuSeconds();
        }

        Result.Costs costs(int deliveries) {
            return new Result.Costs(
                    service.cpuSeconds() - serviceBefore,
                    databases.cpuSeconds() - databaseBefore,
                    deliveries,
                    service.peakRss());
        }
    }
}
