package dev.tidemark.outbox.retention;

import dev.tidemark.platform.Worker;
import dev.tidemark.platform.WorkersConfig;
import dev.tidemark.platform.lease.LeaseStore;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.arc.All;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jboss.logging.Logger;

/**
 * Goes through what is old, on one replica at a time. Between two steps it rests longer than a step takes, so that nobody
 * who works on the same tables waits for it.
 */
@ApplicationScoped
public class Retention {
    private static final Logger LOG = Logger.getLogger(Retention.class);
    private static final String LEASE = "retention";
    private static final Duration BETWEEN_PASSES = Duration.ofMinutes(10);
    /** Of the time of a step. */
    private static final int REST = 4;

    private final List<Purge> purges;
    private final LeaseStore leases;
    private final MeterRegistry meters;
    private final WorkersConfig workers;
    private final Clock clock;
    private volatile Optional<Worker> worker = Optional.empty();
    private Optional<Pass> pass = Optional.empty();

    Retention(@All List<Purge> purges, LeaseStore leases, MeterRegistry meters, WorkersConfig workers, Clock clock) {
        this.purges = purges;
        this.leases = leases;
        this.meters = meters;
        this.workers = workers;
        this.clock = clock;
    }

    void start(@Observes @Priority(1000) StartupEvent start) {
        if (workers.enabled()) {
            worker = Optional.of(Worker.startPaced("retention", BETWEEN_PASSES, Duration.ZERO, this::round));
        }
    }

    void stop(@Observes @Priority(1000) ShutdownEvent end) {
        worker.ifPresent(Worker::close);
    }

    /** A whole pass over everything. */
    public void runOnce() {
        Pass whole = new Pass();
        while (whole.step()) {
            // until nothing is old
        }
    }

    /** One step. @return how long to rest */
    private Duration round() {
        if (leases.acquire(LEASE).isEmpty()) {
            pass = Optional.empty();
            return BETWEEN_PASSES;
        }
        Pass now = pass.orElseGet(Pass::new);
        Instant begun = clock.instant();
        boolean goesOn = now.step();
        pass = goesOn ? Optional.of(now) : Optional.empty();
        return goesOn ? Duration.between(begun, clock.instant()).multipliedBy(REST) : BETWEEN_PASSES;
    }

    /** From the oldest of the first kind to the end of the last. */
    private final class Pass {
        private final Instant begun = clock.instant();
        private int kind;
        private Optional<Purge.Walk> walk = Optional.empty();
        private long removed;

        /** @return whether there is more to do */
        private boolean step() {
            if (kind == purges.size()) {
                return false;
            }
            Purge purge = purges.get(kind);
            Purge.Walk current = walk.orElseGet(() -> purge.begin(begun));
            walk = Optional.of(current);
            Purge.Step step = current.step();
            removed += step.removed();
            meters.counter("tidemark.retention.purged", "what", purge.what()).increment(step.removed());
            if (step.last()) {
                tell(purge);
                kind++;
                walk = Optional.empty();
                removed = 0;
            }
            return kind < purges.size();
        }

        private void tell(Purge purge) {
            if (removed > 0) {
                LOG.infof(
                        "retention.purged what=%s removed=%d took=%s",
                        purge.what(), removed, Duration.between(begun, clock.instant()));
            }
        }
    }
}
