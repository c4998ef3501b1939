package dev.tidemark.outbox.time;

import dev.tidemark.platform.Worker;
import dev.tidemark.platform.WorkersConfig;
import dev.tidemark.platform.lease.LeaseStore;
import io.quarkus.narayana.jta.QuarkusTransaction;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.transaction.Transactional;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * Knows which parts of the log may have changes of a time. The log is in the order in which changes were noticed, mostly
 * near the order in which they happened, but never sure to be; one replica at a time notes behind it how it is.
 */
@ApplicationScoped
public class LogTimes {
    private static final String LEASE = "log-times";
    /** Each is a statement of a search: what is behind the last but one is looked at as a whole. */
    private static final int MOST_PARTS = 50;

    private static final Duration BETWEEN_PASSES = Duration.ofSeconds(10);

    private final StretchStore store;
    private final LeaseStore leases;
    private final WorkersConfig workers;
    private volatile Optional<Worker> worker = Optional.empty();

    LogTimes(StretchStore store, LeaseStore leases, WorkersConfig workers) {
        this.store = store;
        this.leases = leases;
        this.workers = workers;
    }

    void start(@Observes @Priority(1000) StartupEvent start) {
        if (workers.enabled()) {
            worker = Optional.of(Worker.startPaced(LEASE, BETWEEN_PASSES, Duration.ZERO, this::round));
        }
    }

    void stop(@Observes @Priority(1000) ShutdownEvent end) {
        worker.ifPresent(Worker::close);
    }

    /**
     * The parts of the log outside of which no change is of this time, in their order, without overlap.
     *
     * @param to exclusive
     */
    @Transactional
    public List<Part> of(Optional<Instant> from, Optional<Instant> to) {
        return of(from, to, Part.ALL.after());
    }

    /**
     * The same of what comes after a place.
     *
     * @param place sequence before the first event that is asked for
     */
    @Transactional
    public List<Part> of(Optional<Instant> from, Optional<Instant> to, long place) {
        if (from.isEmpty() && to.isEmpty()) {
            return List.of(new Part(place, Part.ALL.upTo()));
        }
        List<Part> parts = new ArrayList<>();
        long after = place;
        for (long stretch : store.without(from, to, StretchStore.of(place + 1))) {
            if (parts.size() == MOST_PARTS - 1) {
                break;
            }
            long end = stretch * StretchStore.LENGTH;
            if (end > after) {
                parts.add(new Part(after, end));
            }
            after = end + StretchStore.LENGTH;
        }
        parts.add(new Part(after, Part.ALL.upTo()));
        return parts;
    }

    /** Notes all there is to note. */
    public void runOnce() {
        while (step()) {
            // until no stretch is full
        }
    }

    private Duration round() {
        boolean goesOn = leases.acquire(LEASE).isPresent() && step();
        return goesOn ? Duration.ZERO : BETWEEN_PASSES;
    }

    /** @return whether there may be more to note */
    private boolean step() {
        return QuarkusTransaction.requiringNew().call(() -> {
            OptionalLong next = store.next();
            next.ifPresentOrElse(store::add, store::removeOld);
            return next.isPresent();
        });
    }
}
