package dev.tidemark.callback.meter;

import dev.tidemark.callback.attempt.Attempts;
import dev.tidemark.callback.exchange.ErrorClass;
import dev.tidemark.platform.AfterCommit;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Duration;
import java.util.List;

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

    private final MeterRegistry registry;
    private final AfterCommit afterCommit;

    CallbackMeters(MeterRegistry registry, AfterCommit afterCommit) {
        this.registry = registry;
        this.afterCommit = afterCommit;
    }

    /** From 0 on, since a rate is not seen of what begins with 1. */
    void onStart(@Observes StartupEvent started) {
        for (ErrorClass error : ErrorClass.values()) {
            count(error, 0);
        }
    }

    /** An attempt is over, whatever it came to. */
    public void attempted(Attempts.Report report) {
        Timer.builder("tidemark.callback.attempt")
                .description("whole exchanges with receivers; the outcome is ok or the class of the failure")
                .tag("outcome", report.result().error().map(ErrorClass::text).orElse("ok"))
                .serviceLevelObjectives(BUCKETS)
                .register(registry)
                .record(Duration.between(report.startedAt(), report.endedAt()));
    }

    /** Deliveries are given up, if this transaction commits; by the class of the last failure of each. */
    public void exhausted(List<ErrorClass> lastFailures) {
        if (!lastFailures.isEmpty()) {
            afterCommit.run(() -> lastFailures.forEach(error -> count(error, 1)));
        }
    }

    private void count(ErrorClass error, int more) {
        registry.counter("tidemark.callback.exhausted", "error", error.text()).increment(more);
    }
}
