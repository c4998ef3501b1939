package dev.tidemark.bench.load;

import dev.tidemark.bench.load.Databases.Database;
import dev.tidemark.bench.load.receiver.Arrival;
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
    private final List<String> jvm;
    private int started;
    private final List<String> faults = new ArrayList<>();

    /** @param jvm more options of the service's JVM */
    Bursts(Databases databases, Receiver receiver, Path folder, List<String> jvm) {
        this.databases = databases;
        this.receiver = receiver;
        this.folder = folder;
        this.jvm = jvm;
    }

    /** What does not add up, of all runs. */
    List<String> faults() {
        return faults;
    }

    /**
     * One run.
     *
     * @param history events delivered long ago
     * @param events new ones, for each callback
     */
    private record Plan(String name, Database database, Callbacks callbacks, int history, int events) {
        int deliveries() {
            return events * callbacks.count();
        }
    }

    Result fast(String name, int callbacks, int deliveries) {
        return withHistory(name, callbacks, deliveries, 0);
    }

    /** @param history events delivered long ago */
    Result withHistory(String name, int callbacks, int deliveries, int history) {
        Plan plan =
                new Plan(name, databases.fresh(), Callbacks.of(callbacks, "ok"), history, each(deliveries, callbacks));
        try (Service service = start(plan, Map.of())) {
            EventStock stock = new EventStock(plan.database());
            if (history > 0) {
                stock.storeOld(history);
            }
            return drained(plan, service, stock.store(plan.events()));
        }
    }

    /** Ten fast callbacks beside one that is not; ends when the ten have theirs. */
    Result beside(String manner, String name, int deliveries) {
        Callbacks all = Callbacks.of(10, "ok").and("other", manner);
        Plan plan = new Plan(name, databases.fresh(), all, 0, each(deliveries, all.count("ok")));
        Result result;
        try (Service service = start(plan, Map.of())) {
            long stored = new EventStock(plan.database()).store(plan.events());
            Meter meter = new Meter(service);
            service.awaitFast(receiver, plan.events() * all.count("ok"));
            result = Result.burst(
                    name,
                    receiver.arrivals().only(one -> !one.callback().equals("other")),
                    stored,
                    meter.costs(receiver.counts().taken()));
        }
        return balanced(result, plan);
    }

    /** Thirty of a hundred tries are refused, by ten callbacks. */
    Result failing(String name, int deliveries) {
        Plan plan = new Plan(name, databases.fresh(), Callbacks.of(10, "failing"), 0, each(deliveries, 10));
        try (Service service = start(plan, Map.of("tidemark.callbacks.schedule", SHORT_SCHEDULE))) {
            Result result = drained(plan, service, new EventStock(plan.database()).store(plan.events()));
            return result.with(
                    result.attempts(),
                    result.remark() + ", breaker opened " + service.logged("subscription.failing") + " times");
        }
    }

    /** What waits when the service starts; its costs count from when it is ready. */
    Result backlog(String name, boolean h2, int deliveries) {
        Database database = h2 ? databases.h2(folder.resolve("h2-" + started)) : databases.fresh();
        Plan plan = new Plan(name, database, Callbacks.of(10, "ok"), 0, each(deliveries, 10));
        start(plan, Map.of()).close();
        long stored = new EventStock(database).store(plan.events());
        try (Service service = start(plan, Map.of())) {
            return drained(plan, service, stored).withoutLateness();
        }
    }

    private Service start(Plan plan, Map<String, String> settings) {
        Map<String, String> all = plan.callbacks().declared(receiver.url(), Receiver.SECRET);
        all.putAll(settings);
        receiver.reset();
        // Each has a log of its own.
        started++;
        return new Service(plan.database(), folder.resolve("service-" + started), all, jvm);
    }

    private Result drained(Plan plan, Service service, long stored) {
        Meter meter = new Meter(service);
        service.awaitAll(receiver, plan.deliveries());
        Arrivals taken = receiver.arrivals().only(Arrival::taken);
        Result result = Result.burst(plan.name(), taken, stored, meter.costs(plan.deliveries()));
        // Only one process has the file.
        if (!plan.database().isPostgresql()) {
            service.close();
        }
        return balanced(result, plan);
    }

    private Result balanced(Result result, Plan plan) {
        Books books = new Books(plan.database(), plan.history(), receiver.arrivals(), plan.deliveries());
        books.faults().forEach(fault -> faults.add(result.name() + ": " + fault));
        int forged = receiver.counts().forged();
        if (forged > 0) {
            faults.add(result.name() + ": " + forged + " wrong signatures");
        }
        return result.with(books.attemptsADelivery(), (result.remark() + " " + books.states()).strip());
    }

    private static int each(int deliveries, int callbacks) {
        return Math.max(1, deliveries / callbacks);
    }

    /** Processor time from here on. */
    private final class Meter {
        private final Service service;
        private final double serviceBefore;
        private final double databaseBefore;
        private final long transactionsBefore;

        Meter(Service service) {
            this.service = service;
            this.serviceBefore = service.cpuSeconds();
            this.databaseBefore = databases.cpuSeconds();
            this.transactionsBefore = databases.transactions();
        }

        Result.Costs costs(int deliveries) {
            return new Result.Costs(
                    service.cpuSeconds() - serviceBefore,
                    databases.cpuSeconds() - databaseBefore,
                    databases.transactions() - transactionsBefore,
                    deliveries,
                    service.peakRss());
        }
    }
}
