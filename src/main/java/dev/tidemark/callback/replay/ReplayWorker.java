package dev.tidemark.callback.replay;

import dev.tidemark.callback.delivery.Dispatcher;
import dev.tidemark.callback.subscriber.Subscriber;
import dev.tidemark.callback.subscriber.Subscribers;
import dev.tidemark.platform.Worker;
import dev.tidemark.platform.WorkersConfig;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.jboss.logging.Logger;

/** Lets replays go on, each as its subscription has room. */
@ApplicationScoped
public class ReplayWorker {
    private static final Logger LOG = Logger.getLogger(ReplayWorker.class);
    private static final Duration INTERVAL = Duration.ofSeconds(1);
    /** How soon it is seen that there is room again. */
    private static final Duration SOON = Duration.ofMillis(50);

    private static final Duration REST = Duration.ofSeconds(5);
    /** Of one replay, so that the others have their turn. */
    private static final int STEPS = 20;

    /** Of one count, so that those which send have their turn. */
    private static final int PARTS = 2;

    private final ReplayStore replays;
    private final ReplayCounts counts;
    private final ReplaySteps steps;
    private final Subscribers subscribers;
    private final Dispatcher dispatcher;
    private final Clock clock;
    /** Until when a subscription is left alone whose last step broke. */
    private final Map<String, Instant> resting = new ConcurrentHashMap<>();

    private volatile Optional<Worker> worker = Optional.empty();

    ReplayWorker(
            ReplayStore replays,
            ReplayCounts counts,
            ReplaySteps steps,
            Subscribers subscribers,
            Dispatcher dispatcher,
            Clock clock) {
        this.replays = replays;
        this.counts = counts;
        this.steps = steps;
        this.subscribers = subscribers;
        this.dispatcher = dispatcher;
        this.clock = clock;
    }

    void onStart(@Observes @Priority(1000) StartupEvent started, WorkersConfig workers) {
        if (workers.enabled()) {
            worker = Optional.of(Worker.startPaced("replay", INTERVAL, Duration.ZERO, this::round));
        }
    }

    void onStop(@Observes ShutdownEvent stopping) {
        worker.ifPresent(Worker::close);
    }

    void signal() {
        worker.ifPresent(Worker::signal);
    }

    private Duration round() {
        boolean counts = count();
        List<Subscriber> waiting = waiting();
        waiting.forEach(this::goOn);
        return counts ? Duration.ZERO : waiting.isEmpty() ? INTERVAL : SOON;
    }

    /**
     * What the loop does in a round; for tests, which run none.
     *
     * @return how many deliveries were made
     */
    public int runOnce() {
        count();
        return waiting().stream().mapToInt(this::goOn).sum();
    }

    /** Each count goes on a bit. @return whether there is more to count */
    private boolean count() {
        return replays.counting().stream().map(this::count).reduce(false, Boolean::logicalOr);
    }

    private boolean count(String replay) {
        try {
            boolean goesOn = true;
            for (int count = 0; goesOn && count < PARTS; count++) {
                goesOn = counts.next(replay);
            }
            return goesOn;
        } catch (RuntimeException e) {
            LOG.errorf(e, "replay.count.failed replay=%s: it goes on in %s", replay, INTERVAL);
            return false;
        }
    }

    /** Those with a replay that can go on; one that is disabled goes on when it is enabled. */
    private List<Subscriber> waiting() {
        List<String> wanted = replays.running();
        Instant now = clock.instant();
        return wanted.isEmpty()
                ? List.of()
                : subscribers.enabled().stream()
                        .filter(one -> wanted.contains(one.id()))
                        .filter(one -> !now.isBefore(resting.getOrDefault(one.id(), now)))
                        .toList();
    }

    private int goOn(Subscriber subscriber) {
        int made = 0;
        try {
            ReplaySteps.Step step = steps.next(subscriber);
            made = step.made();
            for (int count = 1; step.more() && count < STEPS; count++) {
                step = steps.next(subscriber);
                made += step.made();
            }
        } catch (RuntimeException e) {
            LOG.errorf(e, "replay.failed subscription=%s: it goes on in %s", subscriber.id(), REST);
            resting.put(subscriber.id(), clock.instant().plus(REST));
        }
        if (made > 0) {
            dispatcher.signal();
        }
        return made;
    }
}
