package dev.tidemark.callback.replay;

import dev.tidemark.callback.replay.CandidateStore.Extent;
import dev.tidemark.callback.replay.Replay.Range;
import dev.tidemark.callback.replay.Replay.State;
import dev.tidemark.callback.replay.ReplayStore.Job;
import dev.tidemark.callback.subscriber.Audience;
import dev.tidemark.callback.subscriber.SubscriberStore;
import dev.tidemark.outbox.EventStore;
import dev.tidemark.platform.Ids;
import dev.tidemark.platform.Problem;
import dev.tidemark.platform.ProblemException;
import io.quarkus.narayana.jta.QuarkusTransaction;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** Sends past events again, or for the first time, to one subscription. */
@ApplicationScoped
public class Replays {
    /** Events that are read at once to be counted; bounds the memory. */
    private static final int COUNTED_AT_ONCE = 2_000;

    private final ReplayStore store;
    private final CandidateStore candidates;
    private final SubscriberStore subscribers;
    private final EventStore events;
    private final ReplayWorker worker;
    private final Clock clock;

    Replays(
            ReplayStore store,
            CandidateStore candidates,
            SubscriberStore subscribers,
            EventStore events,
            ReplayWorker worker,
            Clock clock) {
        this.store = store;
        this.candidates = candidates;
        this.subscribers = subscribers;
        this.events = events;
        this.worker = worker;
        this.clock = clock;
    }

    /**
     * How many deliveries a replay that begins now would make. Takes the longer the longer the log is; with a filter every
     * event in range is read.
     *
     * @return empty if there is no such subscription
     */
    public Optional<Long> count(String subscription, Range range) {
        return audience(subscription)
                .map(audience -> extent(new Search(audience, range, clock.instant(), 0, events.lastSequence()))
                        .count());
    }

    private Optional<Audience> audience(String subscription) {
        return QuarkusTransaction.requiringNew().call(() -> subscribers.lockAudience(subscription));
    }

    private Extent extent(Search search) {
        Extent unfiltered = candidates.extent(search);
        if (search.filter().isEmpty() || unfiltered.count() == 0) {
            return unfiltered;
        }
        Extent extent = Extent.NONE;
        Search rest = search.between(unfiltered.first() - 1, unfiltered.last());
        while (!rest.isEmpty()) {
            Search part = rest.first(COUNTED_AT_ONCE);
            extent = extent.and(candidates.find(part, Integer.MAX_VALUE));
            rest = rest.between(part.upTo(), rest.upTo());
        }
        return extent;
    }

    /**
     * Begins a replay; it goes on by itself, over restarts too, as its subscription has room beside live events.
     *
     * @return empty if there is no such subscription
     * @throws ProblemException 409 when the subscription is disabled, or another replay of it goes on
     */
    public Optional<Replay> start(String subscription, Range range) {
        Optional<Audience> audience = audience(subscription);
        if (audience.isEmpty()) {
            return Optional.empty();
        }
        Search search = new Search(audience.get(), range, clock.instant(), 0, events.lastSequence());
        QuarkusTransaction.requiringNew().run(() -> checkReady(subscription));
        Job job = job(search, extent(search));
        QuarkusTransaction.requiringNew().run(() -> {
            checkReady(subscription);
            store.insert(job);
        });
        worker.signal();
        return Optional.of(job.replay());
    }

    private static Job job(Search search, Extent extent) {
        Instant now = search.before();
        boolean isDone = extent.count() == 0;
        Replay replay = new Replay(
                Ids.random("rep"),
                search.audience().subscription(),
                search.range(),
                isDone ? State.DONE : State.RUNNING,
                extent.count(),
                0,
                now,
                isDone ? Optional.of(now) : Optional.empty());
        return new Job(replay, extent.first() - 1, extent.last());
    }

    private void checkReady(String subscription) {
        boolean isEnabled = subscribers
                .lockAudience(subscription)
                .orElseThrow(() -> new ProblemException(Problem.notFound("subscription", subscription)))
                .enabled();
        if (!isEnabled) {
            throw conflict("subscription '%s' is disabled; enable it first, which also sends what was held"
                    .formatted(subscription));
        }
        store.lockRunning(subscription).ifPresent(other -> {
            throw conflict("replay '%s' goes on; wait until it is done, or cancel it"
                    .formatted(other.replay().id()));
        });
    }

    /**
     * The newest first.
     *
     * @param after id of the last one that is known; empty = from the first on
     */
    public List<Replay> after(String subscription, Optional<String> after, int limit) {
        return store.after(
                subscription,
                after.map(id -> find(subscription, id)
                        .orElseThrow(() -> new ProblemException(
                                Problem.badRequest("after", "'" + id + "' is not the next of an answer before")))),
                limit);
    }

    public Optional<Replay> find(String subscription, String id) {
        return store.find(subscription, id);
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
        QuarkusTransaction.requiringNew().run(() -> {
            subscribers.lock(List.of(subscription));
            store.cancel(id, clock.instant());
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
