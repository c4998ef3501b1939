package dev.tidemark.callback.meter;

import dev.tidemark.callback.attempt.Attempts;
import dev.tidemark.callback.attempt.Meaning;
import dev.tidemark.callback.exchange.ErrorClass;
import dev.tidemark.outbox.StoredEvent;
import dev.tidemark.platform.AfterCommit;
import dev.tidemark.platform.pulse.Pulse;
import dev.tidemark.platform.pulse.Series;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/** What delivering does: attempts, how long they take, and deliveries that are given up. */
@ApplicationScoped
public class CallbackMeters {
    private static final Duration[] BUCKETS = {
        Duration.ofMillis(10),
        Duration.ofMillis(50),
        Duration.ofMillis(250),
        Duration.ofSeconds(1),
        Duration.ofSeconds(5),
        Duration.ofSeconds(15),
        Duration.ofSeconds(30)
    };

    /** Attempts by what they came to. */
    public static final Series DELIVERIES = new Series("callback.deliveries", Duration.ofMinutes(1));
    /** From when a change was known until its event was taken, at the first try. */
    public static final Series RECEIVED = new Series("callback.received", Duration.ofMinutes(1));
    /** Attempts of one subscription: {@code <id>/delivered} and {@code <id>/failed}, and how long they took. */
    public static final Series BY_SUBSCRIPTION = new Series("callback.subscription", Duration.ofMinutes(15));

    public static final String DELIVERED = "delivered";
    public static final String FAILED = "failed";
    public static final String EXHAUSTED = "exhausted";

    private final MeterRegistry registry;
    private final AfterCommit afterCommit;
    private final Pulse pulse;
    /** By outcome; to find one by its tags costs more than what is recorded with it. */
    private final Map<String, Timer> attempts = new ConcurrentHashMap<>();

    CallbackMeters(MeterRegistry registry, AfterCommit afterCommit, Pulse pulse) {
        this.registry = registry;
        this.afterCommit = afterCommit;
        this.pulse = pulse;
    }

    /** From 0 on, since a rate is not seen of what begins with 1. */
    void onStart(@Observes StartupEvent started) {
        for (ErrorClass error : ErrorClass.values()) {
            count(error, 0);
        }
    }

    /** An attempt is over, whatever it came to. */
    public void attempted(String subscription, Optional<StoredEvent> event, Attempts.Report report) {
        Duration took = Duration.between(report.startedAt(), report.endedAt());
        boolean taken = report.meaning() instanceof Meaning.Taken;
        String outcome = taken ? DELIVERED : FAILED;
        pulse.add(DELIVERIES, outcome, 1);
        pulse.took(BY_SUBSCRIPTION, subscription + "/" + outcome, took, 1);
        if (taken && report.number() == 1) {
            event.flatMap(found -> DetectedAt.of(found.document()))
                    .ifPresent(known -> pulse.took(RECEIVED, "", Duration.between(known, report.endedAt()), 1));
        }
        attempts.computeIfAbsent(report.result().error().map(ErrorClass::text).orElse("ok"), this::timer)
                .record(took);
    }

    private Timer timer(String outcome) {
        return Timer.builder("tidemark.callback.attempt")
                .description("whole exchanges with receivers; the outcome is ok or the class of the failure")
                .tag("outcome", outcome)
                .serviceLevelObjectives(BUCKETS)
                .register(registry);
    }

    /** Deliveries are given up, if this transaction commits; by the class of the last failure of each. */
    public void exhausted(List<ErrorClass> lastFailures) {
        if (!lastFailures.isEmpty()) {
            afterCommit.run(() -> {
                lastFailures.forEach(error -> count(error, 1));
                pulse.add(DELIVERIES, EXHAUSTED, lastFailures.size());
            });
        }
    }

    private void count(ErrorClass error, int more) {
        registry.counter("tidemark.callback.exhausted", "error", error.text()).increment(more);
    }
}
