package dev.tidemark.callback.notice;

import dev.tidemark.callback.notice.NoticeStore.Stored;
import dev.tidemark.event.EventType;
import dev.tidemark.outbox.EventLog;
import dev.tidemark.outbox.StoredEvent;
import dev.tidemark.platform.Worker;
import dev.tidemark.platform.WorkersConfig;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.narayana.jta.QuarkusTransaction;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * Makes notices events. It has a loop and transactions of its own: who settles deliveries holds locks that whoever appends
 * to the event log waits for, and never waits for the log itself.
 */
@ApplicationScoped
public class Teller {
    /** How late a notice is told that another process left; one's own wake the loop at once. */
    private static final Duration INTERVAL = Duration.ofSeconds(1);

    private static final int TOLD_AT_ONCE = 200;
    private static final List<EventType> TYPES = List.of(
            EventType.SUBSCRIPTION_FAILING,
            EventType.SUBSCRIPTION_DISABLED,
            EventType.SUBSCRIPTION_RECOVERED,
            EventType.DELIVERY_EXHAUSTED);

    private final NoticeStore store;
    private final EventLog log;
    private final MeterRegistry registry;
    private final Clock clock;
    private volatile Optional<Worker> worker = Optional.empty();

    Teller(NoticeStore store, EventLog log, MeterRegistry registry, Clock clock) {
        this.store = store;
        this.log = log;
        this.registry = registry;
        this.clock = clock;
    }

    void onStart(@Observes @Priority(1000) StartupEvent started, WorkersConfig workers) {
        TYPES.forEach(type -> count(type, 0));
        if (workers.enabled()) {
            worker = Optional.of(Worker.start("notices", INTERVAL, this::round));
        }
    }

    void onStop(@Observes ShutdownEvent stopping) {
        worker.ifPresent(Worker::close);
    }

    /** There may be something to tell; cheap, from any thread. */
    void signal() {
        worker.ifPresent(Worker::signal);
    }

    private void round() {
        if (tell() == TOLD_AT_ONCE) {
            signal();
        }
    }

    /**
     * Tells the oldest notices that are due, in one transaction; whoever else tells waits for it.
     *
     * @return how many there were, at most {@value #TOLD_AT_ONCE}
     */
    public int tell() {
        return QuarkusTransaction.requiringNew().call(() -> {
            List<Stored> notices = store.take(clock.instant(), TOLD_AT_ONCE);
            List<StoredEvent> told =
                    log.append(notices.stream().map(NoticeEvents::event).toList());
            store.remove(notices.stream().map(Stored::id).toList());
            told.forEach(event -> count(event.type(), 1));
            return notices.size();
        });
    }

    /** From 0 on, since a rate is not seen of what begins with 1. */
    private void count(EventType type, int more) {
        registry.counter("tidemark.callback.notices", "type", type.shortName()).increment(more);
    }
}
