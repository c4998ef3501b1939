package dev.tidemark.callback.replay;

import dev.tidemark.callback.replay.CandidateStore.Candidate;
import dev.tidemark.callback.replay.ReplayStore.Job;
import dev.tidemark.callback.subscriber.Audience;
import dev.tidemark.callback.subscriber.Subscriber;
import dev.tidemark.callback.subscriber.SubscriberStore;
import dev.tidemark.callback.terms.Ordering;
import dev.tidemark.callback.terms.Pace;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import jakarta.transaction.Transactional.TxType;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * Makes the deliveries of replays, a few at a time. What is due at a subscription is never more than it takes in about
 * two seconds before a step adds to it, so a live event waits for no more than that, and a backlog of live events or a
 * receiver that takes nothing stops the replay until it is over.
 */
@ApplicationScoped
class ReplaySteps {
    /** Events of the log that one step looks at: with a filter their documents are read. */
    private static final int FILTERED_SPAN = 50;

    private static final int SPAN = 5_000;
    private static final int SECONDS_AHEAD = 2;
    private static final int EXCHANGES_AHEAD = 10;
    private static final int MOST_AT_ONCE = 500;
    /** Deliveries of an ordered subscription that stand in lines. */
    private static final int MOST_WAITING = 1_000;

    private final ReplayStore replays;
    private final CandidateStore candidates;
    private final AgainStore deliveries;
    private final SubscriberStore subscribers;
    private final Clock clock;

    ReplaySteps(
            ReplayStore replays,
            CandidateStore candidates,
            AgainStore deliveries,
            SubscriberStore subscribers,
            Clock clock) {
        this.replays = replays;
        this.candidates = candidates;
        this.deliveries = deliveries;
        this.subscribers = subscribers;
        this.clock = clock;
    }

    /**
     * What a step did.
     *
     * @param more the next one may follow at once
     */
    record Step(int made, boolean more) {
        static final Step NONE = new Step(0, false);
    }

    /** How many may be due at a subscription so that a live event is not delayed. */
    static int ahead(Subscriber subscriber) {
        int window = subscriber.terms().concurrency() * EXCHANGES_AHEAD;
        return subscriber.paces().stream()
                .map(Pace::rate)
                .mapToInt(rate -> (int) Math.ceil(rate.perSecond() * SECONDS_AHEAD))
                .reduce(Math.min(window, MOST_AT_ONCE), Math::min);
    }

    /**
     * The next step of the replay that its subscription has, if there is room. The place is stored with the deliveries, so
     * that after a crash it goes on there; who does the same in another process waits, and then does the next step.
     */
    @Transactional(TxType.REQUIRES_NEW)
    Step next(Subscriber subscriber) {
        Instant now = clock.instant();
        if (room(subscriber, now) == 0) {
            return Step.NONE;
        }
        Optional<Audience> audience = subscribers.lockAudience(subscriber.id()).filter(Audience::enabled);
        Optional<Job> job = audience.flatMap(_ -> replays.lockRunning(subscriber.id()));
        int room = room(subscriber, now);
        return job.isEmpty() || room == 0 ? Step.NONE : next(job.get(), audience.orElseThrow(), room, now);
    }

    private int room(Subscriber subscriber, Instant now) {
        int ahead = ahead(subscriber);
        if (subscriber.terms().ordering() == Ordering.KEY
                && deliveries.waiting(subscriber.id(), MOST_WAITING) == MOST_WAITING) {
            return 0;
        }
        return ahead - deliveries.due(subscriber.id(), now, ahead);
    }

    private Step next(Job job, Audience audience, int room, Instant now) {
        Search rest = new Search(audience, job.replay().range(), job.replay().createdAt(), job.place(), job.upTo());
        Search part = rest.first(rest.filter().isPresent() ? FILTERED_SPAN : SPAN);
        List<Candidate> found = candidates.find(part, room);
        long place = found.size() == room ? found.getLast().sequence() : part.upTo();
        int made = send(found, audience, now);
        boolean ends = place >= job.upTo();
        replays.advance(job.replay().id(), place, made, ends ? Optional.of(now) : Optional.empty());
        return new Step(made, !ends);
    }

    private int send(List<Candidate> found, Audience audience, Instant now) {
        List<Long> missing = found.stream()
                .filter(one -> one.delivery().isEmpty())
                .map(Candidate::sequence)
                .toList();
        List<Long> known =
                found.stream().flatMap(one -> one.delivery().stream()).toList();
        return (missing.isEmpty() ? 0 : deliveries.add(audience, missing, now))
                + (known.isEmpty() ? 0 : deliveries.open(audience, known, now));
    }
}
