package dev.tidemark.callback.delivery;

import dev.tidemark.callback.CallbackConfig;
import dev.tidemark.callback.delivery.Settlement.Finished;
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
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Collectors;
import org.jboss.logging.Logger;

/**
 * Delivers: claim → sign → send → settle. One loop claims and settles in short transactions; each send has a virtual
 * thread of its own, within its subscription's window, so that a slow receiver holds up nobody else.
 */
@ApplicationScoped
public class Dispatcher {
    private static final Logger LOG = Logger.getLogger(Dispatcher.class);

    /** How late a retry can be noticed; new events and free windows wake the loop at once. */
    private static final Duration INTERVAL = Duration.ofSeconds(1);

    /** Rounds are so far apart at least: what comes meanwhile shares a transaction. */
    private static final Duration GATHERING = Duration.ofMillis(3);

    private final Subscribers subscribers;
    private final Turns turns;
    private final Sender sender;
    private final Paces paces;
    private final CallbackConfig config;
    private final Clock clock;
    private final InFlight inFlight = new InFlight();
    private final AtomicLong attempts = new AtomicLong();
    private final ExecutorService sends = Executors.newThreadPerTaskExecutor(
            Thread.ofVirtual().name("callback-", 0).factory());
    private final Looking looking = new Looking();
    private final Upkeep upkeep;
    private volatile Optional<Worker> worker = Optional.empty();

    Dispatcher(Subscribers subscribers, Turns turns, Sender sender, Paces paces, CallbackConfig config, Clock clock) {
        this.subscribers = subscribers;
        this.turns = turns;
        this.upkeep = new Upkeep(turns, clock);
        this.sender = sender;
        this.paces = paces;
        this.config = config;
        this.clock = clock;
    }

    void onStart(@Observes @Priority(1000) StartupEvent started, WorkersConfig workers) {
        if (workers.enabled()) {
            // What left together is answered about together: were the first answer stored alone, who is killed
            // meanwhile would repeat all others.
            worker = Optional.of(
                    Worker.startGathering("dispatcher", INTERVAL, GATHERING, inFlight::isPartlyFinished, this::round));
        }
    }

    /** There may be something to send; cheap, from any thread. */
    public void signal() {
        looking.tell();
        wake();
    }

    private void wake() {
        worker.ifPresent(Worker::signal);
    }

    /**
     * Sends everything that is due now and waits for it; for tests, which run no loop.
     *
     * @return how many attempts were made
     */
    public synchronized int runOnce() {
        long before = attempts.get();
        for (List<Runnable> batch = sendsOfAll(); !batch.isEmpty(); batch = sendsOfAll()) {
            try {
                sends.invokeAll(batch.stream().map(Executors::callable).toList());
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                break;
            }
        }
        return (int) (attempts.get() - before);
    }

    private List<Runnable> sendsOfAll() {
        looking.tell();
        return nextSends();
    }

    /** @return how long until one of the rates leaves room again */
    private synchronized Duration round() {
        nextSends().forEach(sends::execute);
        Instant now = clock.instant();
        Duration patience = looking.patience(INTERVAL, now);
        return paces.opensAt(subscribers.enabled(), now)
                .map(opens -> Duration.between(now, opens))
                .filter(opens -> opens.compareTo(patience) < 0)
                .orElse(patience);
    }

    /** Settles what is over, claims what there is room for. @return threads to be begun */
    List<Runnable> nextSends() {
        upkeep();
        Instant now = clock.instant();
        List<Subscriber> known = subscribers.enabled();
        List<Finished> finished = upToDate(inFlight.finished(), known);
        Looking.Why why = looking.begin(!finished.isEmpty(), now);
        if (why != Looking.Why.NOT_NOW) {
            inFlight.lookForAll();
        }
        inFlight.lookForNextOf(finished);
        List<ClaimStore.Room> rooms = inFlight.rooms(
                known.stream().filter(one -> paces.mayBeOpen(one, now)).toList(), now);
        paces.prepare(rooms);
        Turns.Turn turn = settleAndClaim(finished, rooms, unwell(known));
        inFlight.settled(finished);
        subscribers.fared(turn.health());
        if (turn.changed()) {
            subscribers.changed();
        }
        inFlight.add(turn, why == Looking.Why.TOLD, now);
        giveBack(inFlight.goOn(subscribers.enabled(), now));
        return inFlight.start(now).stream()
                .<Runnable>map(started -> () -> send(started.lane(), started.job()))
                .toList();
    }

    private void upkeep() {
        Upkeep.Step step = upkeep.step();
        if (step.madeDue()) {
            looking.tell();
        }
        if (step.goesOn()) {
            wake();
        }
    }

    /** One after the other, as long as there is something in the lane. */
    private void send(Lane lane, Lane.Job first) {
        for (Optional<Lane.Job> next = Optional.of(first); next.isPresent(); next = lane.start(clock.instant())) {
            Lane.Job job = next.get();
            Finished finished = sender.send(job.claimed(), lane.subscriber(), job.event());
            attempts.incrementAndGet();
            lane.done(finished);
            inFlight.finish(finished);
            wake();
        }
    }

    /** What the receiver at a URL of before said does not count for the one there is now. */
    private static List<Finished> upToDate(List<Finished> finished, List<Subscriber> known) {
        Map<String, String> urls = known.stream()
                .collect(Collectors.toMap(Subscriber::id, one -> one.envelope().url()));
        return finished.stream()
                .map(one -> one.wasSentTo(urls.get(one.claimed().subscription())) ? one : one.asOutdated())
                .toList();
    }

    private void giveBack(List<ClaimStore.Claimed> unsent) {
        if (!unsent.isEmpty()) {
            looking.tell();
            turns.giveBack(unsent);
        }
    }

    private static Set<String> unwell(List<Subscriber> known) {
        return known.stream()
                .filter(one -> !one.health().isWell())
                .map(Subscriber::id)
                .collect(Collectors.toSet());
    }

    /** One result that cannot be stored must not keep all others from being stored, round after round. */
    private Turns.Turn settleAndClaim(List<Finished> finished, List<ClaimStore.Room> rooms, Set<String> unwell) {
        try {
            return turns.settleAndClaim(finished, rooms, unwell);
        } catch (RuntimeException e) {
            if (finished.isEmpty()) {
                throw e;
            }
            // Says whether the database is there at all; if not, this throws and everything stays as it is.
            turns.releaseExpired();
            LOG.errorf(e, "delivery.settle failed for a batch of %d: settling one by one", finished.size());
            finished.forEach(one -> settleAlone(one, unwell));
            return Turns.Turn.NOTHING;
        }
    }

    private void settleAlone(Finished one, Set<String> unwell) {
        if (!isSettled(one, unwell) && !isSettled(sender.unstorable(one), unwell)) {
            LOG.errorf(
                    "delivery=%d keeps its claim until it ends, and is sent again then",
                    one.claimed().id());
        }
    }

    private boolean isSettled(Finished one, Set<String> unwell) {
        try {
            turns.settleAndClaim(List.of(one), List.of(), unwell);
            return true;
        } catch (RuntimeException e) {
            LOG.errorf(
                    e,
                    "delivery=%d has a result that cannot be stored",
                    one.claimed().id());
            return false;
        }
    }

    /** Claims nothing more, lets what is under way end, stores its results. */
    void onStop(@Observes ShutdownEvent stopping) throws InterruptedException {
        worker.ifPresent(Worker::close);
        try {
            giveBack(inFlight.end());
        } catch (RuntimeException e) {
            LOG.warn("what was claimed ahead could not be given back; it is due again when its claims end", e);
        }
        sends.shutdown();
        if (!sends.awaitTermination(longestExchange().plusSeconds(1).toMillis(), TimeUnit.MILLISECONDS)) {
            LOG.warn("some callbacks did not end in time; their deliveries are due again when the claims end");
        }
        List<Finished> finished = inFlight.finished();
        turns.settleAndClaim(finished, List.of(), unwell(subscribers.enabled()));
        inFlight.settled(finished);
    }

    private Duration longestExchange() {
        return subscribers.enabled().stream()
                .map(one -> one.terms().timeout())
                .max(Comparator.naturalOrder())
                .filter(longest -> longest.compareTo(config.timeout()) > 0)
                .orElse(config.timeout());
    }
}
