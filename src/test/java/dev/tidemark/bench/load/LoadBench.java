package dev.tidemark.bench.load;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tidemark.bench.load.Settings.Case;
import dev.tidemark.bench.load.receiver.Arrivals;
import dev.tidemark.bench.load.receiver.Receiver;
import dev.tidemark.outbox.EventLog;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import jakarta.inject.Inject;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Deliveries a second of the packaged service, how late they are and what they cost, in many cases; {@link Settings} says
 * which and how large. {@code ./mvnw package -DskipTests} makes the jars first. Fails when a ledger does not add up, never
 * for being slow.
 */
@QuarkusTest
@TestProfile(LoadProfile.class)
class LoadBench {
    static final String RAW = "raw signed requests";
    static final String ONE = "1 callback";
    static final String TEN = "10 callbacks";
    static final String HUNDRED = "100 callbacks";
    static final String LARGE = "10 callbacks, many";
    static final String SLOW = "10 callbacks beside a slow one";
    static final String HANGING = "10 callbacks beside one that hangs";
    static final String FAILING = "30 % failures";
    static final String YARDSTICK = "db-scheduler, 10 callbacks";
    static final String YARDSTICK_TUNED = "db-scheduler tuned, 10 callbacks";
    static final String PACED = "100 a second";
    static final String YARDSTICK_PACED = "db-scheduler, 100 a second";
    static final String SHORT = "short history";
    static final String LONG = "long history";
    static final String BACKLOG = "backlog, PostgreSQL";
    static final String BACKLOG_H2 = "backlog, H2";

    /** Fewer say nothing: they are over in a second. */
    private static final int FEWEST_RAW = 20_000;

    @Inject
    EventLog log;

    @TempDir
    Path folder;

    private final Settings settings = Settings.read();
    private final Report report = new Report();
    private final List<String> faults = new ArrayList<>();

    @Test
    void deliveries_a_second() {
        Databases databases = new Databases();
        try (Receiver receiver = new Receiver()) {
            Bursts bursts = new Bursts(databases, receiver, folder, settings.jvm());
            Yardsticks yardsticks = new Yardsticks(databases, receiver);
            Paced paced = new Paced(databases, receiver, log);
            try {
                for (int round = 0; round < settings.rounds(); round++) {
                    settings.cases().forEach(which -> run(which, receiver, bursts, yardsticks, paced));
                }
            } finally {
                faults.addAll(bursts.faults());
                faults.addAll(yardsticks.faults());
                faults.addAll(paced.faults());
                report.write(Machine.described(databases.version()), faults);
            }
        }
        assertThat(faults).isEmpty();
    }

    private void run(Case which, Receiver receiver, Bursts bursts, Yardsticks yardsticks, Paced paced) {
        int deliveries = settings.deliveries();
        switch (which) {
            case RAW -> report.add(raw(receiver, Math.max(FEWEST_RAW, deliveries)));
            case TEN -> report.add(bursts.fast(TEN, 10, deliveries));
            case SLOW -> report.add(bursts.beside("slow", SLOW, deliveries));
            case HANGING -> report.add(bursts.beside("hanging", HANGING, deliveries));
            case ONE -> report.add(bursts.fast(ONE, 1, deliveries));
            case HUNDRED -> report.add(bursts.fast(HUNDRED, 100, deliveries));
            case YARDSTICK -> {
                report.add(yardsticks.drain(YARDSTICK, deliveries, false));
                report.add(yardsticks.drain(YARDSTICK_TUNED, deliveries, true));
            }
            case FAILING -> report.add(bursts.failing(FAILING, deliveries));
            case PACED -> {
                int events = settings.paced();
                report.add(paced.run(PACED, events, events / 3));
                report.add(yardsticks.paced(YARDSTICK_PACED, events, events / 3));
            }
            case LARGE -> report.add(bursts.fast(LARGE, 10, settings.large()));
            case HISTORY -> {
                report.add(bursts.withHistory(SHORT, 10, deliveries, settings.history() / 10));
                report.add(bursts.withHistory(LONG, 10, deliveries, settings.history()));
            }
            case BACKLOG -> {
                report.add(bursts.backlog(BACKLOG, false, settings.backlog()));
                report.add(bursts.backlog(BACKLOG_H2, true, settings.backlog()));
            }
        }
    }

    private Result raw(Receiver receiver, int requests) {
        receiver.reset();
        new RawRate(receiver.url(), requests).run();
        Arrivals arrivals = receiver.arrivals();
        if (arrivals.all().size() != requests || receiver.counts().forged() > 0) {
            faults.add(RAW + ": " + receiver.counts());
        }
        return Result.burst(RAW, arrivals, 0, new Result.Costs(Double.NaN, Double.NaN, 0, requests, -1))
                .withoutLateness();
    }
}
