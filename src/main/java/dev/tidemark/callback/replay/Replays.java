package dev.tidemark.callback.replay;

import dev.tidemark.callback.replay.Replay.Obstacle;
import dev.tidemark.callback.replay.Replay.Range;
import dev.tidemark.callback.replay.Replay.State;
import dev.tidemark.callback.replay.ReplayStore.Job;
import dev.tidemark.callback.subscriber.Audience;
import dev.tidemark.callback.subscriber.SubscriberStore;
import dev.tidemark.callback.subscriber.Subscribers;
import dev.tidemark.outbox.EventStore;
import dev.tidemark.platform.Ids;
import dev.tidemark.platform.Problem;
import dev.tidemark.platform.ProblemException;
import io.quarkus.narayana.jta.QuarkusTransaction;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Semaphore;

/** Sends past events again, or for the first time, to one subscription. */
@ApplicationScoped
public class Replays {
    /** Parts of the log that are counted before the caller has an answer; what is left is counted afterwards. */
    private static final int PARTS_AT_ONCE = 50;
    /** Callers that count at the same time; the others' replays are counted afterwards. */
    private static final int CALLERS_AT_ONCE = 2;

    /** For whoever asks what a long count came to. */
    private static final Duration COUNTS_KEPT = Duration.ofHours(1);

    private final ReplayStore store;
    private final PartStore parts;
    private final CandidateStore candidates;
    private final ReplayCounts counts;
    private final ReplaySteps steps;
    private final SubscriberStore subscribers;
    private final Subscribers enabled;
    private final EventStore events;
    private final ReplayWorker worker;
    private final Clock clock;
    private final Semaphore callers = new Semaphore(CALLERS_AT_ONCE);

    Replays(
            ReplayStore store,
            PartStore parts,
            CandidateStore candidates,
            ReplayCounts counts,
            ReplaySteps steps,
            SubscriberStore subscribers,
            Subscribers enabled,
            EventStore events,
            ReplayWorker worker,
            Clock clock) {
        this.store = store;
        this.parts = parts;
        this.candidates = candidates;
        this.counts = counts;
        this.steps = steps;
        this.subscribers = subscribers;
        this.enabled = enabled;
        this.events = events;
        this.worker = worker;
        this.clock = clock;
    }

    /**
     * How many deliveries a replay that begins now would make. A count that begins takes the place of one that goes on.
     *
     * @return done, and not kept, when the log is short; else it is counted by itself; empty if there is no such
     *     subscription
     */
    public Optional<Replay> count(String subscription, Range range) {
        return begin(subscription, range, true).map(replay -> {
            if (replay.state() == State.DONE) {
                store.remove(replay.id());
            }
            return replay;
        });
    }

    /**
     * Begins a replay; it goes on by itself, over restarts too, as its subscription has room beside live events.
     *
     * @return counted, when the log is short; else it is counted by itself before it sends; empty if there is no such
     *     subscription
     * @throws ProblemException 409 when the subscription is disabled, or another replay of it goes on
     */
    public Optional<Replay> start(String subscription, Range range) {
        return begin(subscription, range, false);
    }

    private Optional<Replay> begin(String subscription, Range range, boolean isDryRun) {
        // A count waits for one that goes on, for a part of the log at most, and nobody waits for it meanwhile.
        Optional<Job> job = QuarkusTransaction.requiringNew()
                .call(() -> (isDryRun ? subscribers.findAudience(subscription) : subscribers.lockAudience(subscription))
                        .map(audience -> insert(audience, range, isDryRun)));
        job.ifPresent(begun -> {
            count(begun.replay().id());
            worker.signal();
        });
        return job.flatMap(begun -> store.find(subscription, begun.replay().id()));
    }

    private Job insert(Audience audience, Range range, boolean isDryRun) {
        Instant now = clock.instant();
        if (isDryRun) {
            store.cancelCounts(audience.subscription(), now);
            store.removeCounts(audience.subscription(), now.minus(COUNTS_KEPT));
        } else {
            checkReady(audience);
        }
        Replay replay = new Replay(
                Ids.random("rep"),
                audience.subscription(),
                range,
                isDryRun,
                State.COUNTING,
                0,
                0,
                0,
                now,
                Optional.empty(),
                Optional.empty());
        long last = events.lastSequence();
        Job job = new Job(replay, candidates.start().orElse(last), last);
        store.insert(job);
        return job;
    }

    private void checkReady(Audience audience) {
        if (!audience.enabled()) {
            throw conflict("subscription '%s' is disabled; enable it first, which also sends what was held"
                    .formatted(audience.subscription()));
        }
        store.current(audience.subscription()).ifPresent(other -> {
            throw conflict("replay '%s' goes on; wait until it is done, or cancel it".formatted(other.id()));
        });
    }

    private void count(String id) {
        if (callers.tryAcquire()) {
            try {
                boolean goesOn = true;
                for (int part = 0; goesOn && part < PARTS_AT_ONCE; part++) {
                    goesOn = counts.next(id);
                }
            } finally {
                callers.release();
            }
        }
    }

    /**
     * The newest first.
     *
     * @param after id of the last one that is known; empty = from the first on
     */
    public List<Replay> after(String subscription, Optional<String> after, int limit) {
        return after(subscription, after, true, limit);
    }

    /** The newest ones that were to send, the newest first. */
    public List<Replay> newest(String subscription, int limit) {
        return after(subscription, Optional.empty(), false, limit);
    }

    private List<Replay> after(String subscription, Optional<String> after, boolean withDryRuns, int limit) {
        return store
                .after(
                        subscription,
                        after.map(id -> find(subscription, id)
                                .orElseThrow(() -> new ProblemException(Problem.badRequest(
                                        "after", "'" + id + "' is not the next of an answer before")))),
                        withDryRuns,
                        limit)
                .stream()
                .map(this::explained)
                .toList();
    }

    public Optional<Replay> find(String subscription, String id) {
        return store.find(subscription, id).map(this::explained);
    }

    /** With why it makes nothing just now. */
    private Replay explained(Replay replay) {
        return replay.state() == State.RUNNING ? replay.with(obstacle(replay.subscription())) : replay;
    }

    private Optional<Obstacle> obstacle(String subscription) {
        return enabled.enabled().stream()
                .filter(one -> one.id().equals(subscription))
                .findFirst()
                .map(steps::obstacle)
                .orElse(Optional.of(Obstacle.DISABLED));
    }

    /**
     * No more deliveries are made; those that are due already are sent.
     *
     * @return as it is now; empty if there is none
     * @throws ProblemException 409 when it is done
     */
    public Optional<Replay> cancel(String subscription, String id) {
        if (find(subscription, id).isEmpty()) {
            return Optional.empty();
        }
        // One that counts is held for as long as a part takes: nobody is to wait behind us for the subscription.
        QuarkusTransaction.requiringNew().run(() -> store.cancelCounting(id, clock.instant()));
        QuarkusTransaction.requiringNew().run(() -> {
            parts.removeCancelled(id);
            subscribers.lock(List.of(subscription));
            if (store.cancel(id, clock.instant())) {
                parts.remove(id);
            }
        });
        return find(subscription, id).map(replay -> {
            if (replay.state() == State.DONE) {
                throw conflict("the replay is done already; there is nothing left to cancel");
            }
            return replay;
        });
    }

    private static ProblemException conflict(String why) {
        return new ProblemException(Problem.of(409, "Conflict", why));
    }
}
