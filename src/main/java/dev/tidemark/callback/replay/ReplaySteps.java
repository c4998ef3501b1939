package dev.tidemark.callback.replay;

import dev.tidemark.callback.replay.CandidateStore.Standing;
import dev.tidemark.callback.replay.Replay.Obstacle;
import dev.tidemark.callback.replay.ReplayStore.Job;
import dev.tidemark.callback.subscriber.Audience;
import dev.tidemark.callback.subscriber.Subscriber;
import dev.tidemark.callback.subscriber.SubscriberStore;
import dev.tidemark.callback.terms.Ordering;
import dev.tidemark.callback.terms.Pace;
import io.quarkus.narayana.jta.QuarkusTransaction;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * Makes the deliveries of replays, a few at a time. What is due at a subscription is never more than it takes in about
 * two seconds before a step adds to it, so a live event waits for no more than that, and a backlog of live events or a
 * receiver that takes nothing stops the replay until it is over. What a filter says is found out before the subscription
 * is locked, since appends wait for that lock.
 */
@ApplicationScoped
class ReplaySteps {
    private static final int SECONDS_AHEAD = 2;
    private static final int EXCHANGES_AHEAD = 10;
    private static final int MOST_AT_ONCE = 500;
    /** Deliveries of an ordered subscription that stand in lines; {@link Obstacle#LINES} says it in words. */
    private static final int MOST_WAITING = 1_000;

    private final ReplayStore replays;
    private final PartStore parts;
    private final CandidateStore candidates;
    private final AgainStore deliveries;
    private final SubscriberStore subscribers;
    private final Clock clock;

    ReplaySteps(
            ReplayStore replays,
            PartStore parts,
            CandidateStore candidates,
            AgainStore deliveries,
            SubscriberStore subscribers,
            Clock clock) {
        this.replays = replays;
        this.parts = parts;
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
        static final Step AGAIN = new Step(0, true);
    }

    /**
     * What a step is about to do.
     *
     * @param isLast nothing that was chosen is left: the replay is done
     * @param place sequence of the last event that is done afterwards
     * @param chosen how many up to there
     * @param wanted those of them that the subscription still wants
     */
    private record Plan(Job job, Audience audience, boolean isLast, long place, int chosen, List<Long> wanted) {
        boolean isOf(Audience other, Job now) {
            return audience.equals(other)
                    && job.replay().id().equals(now.replay().id())
                    && job.place() == now.place();
        }
    }

    /** How many may be due at a subscription so that a live event is not delayed. */
    static int ahead(Subscriber subscriber) {
        int window = subscriber.terms().concurrency() * EXCHANGES_AHEAD;
        return subscriber.paces().stream()
                .map(Pace::rate)
                .mapToInt(rate -> (int) Math.ceil(rate.perSecond() * SECONDS_AHEAD))
                .reduce(Math.min(window, MOST_AT_ONCE), Math::min);
    }

    /** Why a step would make nothing now. */
    @Transactional
    Optional<Obstacle> obstacle(Subscriber subscriber) {
        if (stands(subscriber)) {
            return Optional.of(Obstacle.LINES);
        }
        return room(subscriber, clock.instant()) == 0 ? Optional.of(Obstacle.BACKLOG) : Optional.empty();
    }

    /**
     * The next step of the replay that its subscription has, if there is room. The place is stored with the deliveries, so
     * that after a crash it goes on there; who does the same in another process waits, and then plans the step anew.
     */
    Step next(Subscriber subscriber) {
        return QuarkusTransaction.requiringNew()
                .call(() -> plan(subscriber))
                .map(plan -> QuarkusTransaction.requiringNew().call(() -> carryOut(plan, subscriber)))
                .orElse(Step.NONE);
    }

    private Optional<Plan> plan(Subscriber subscriber) {
        Optional<Audience> audience = subscribers.findAudience(subscriber.id()).filter(Audience::enabled);
        return audience.flatMap(known -> replays.runningOf(subscriber.id())
                .flatMap(job -> parts.after(job.replay().id(), job.place())
                        .map(part -> plan(job, known, part, room(subscriber, clock.instant())))
                        .orElse(Optional.of(new Plan(job, known, true, job.upTo(), 0, List.of())))));
    }

    private Optional<Plan> plan(Job job, Audience audience, Chosen part, int room) {
        if (room == 0) {
            return Optional.empty();
        }
        List<Long> ahead = part.after(job.place(), room + 1);
        List<Long> chosen = ahead.subList(0, Math.min(room, ahead.size()));
        long place = ahead.size() > room ? chosen.getLast() : part.last();
        List<Long> wanted =
                Search.asksAudience(job.replay().range().status()) ? candidates.wanted(audience, chosen) : chosen;
        return Optional.of(new Plan(job, audience, false, place, chosen.size(), wanted));
    }

    private Step carryOut(Plan plan, Subscriber subscriber) {
        Optional<Audience> audience = subscribers.lockAudience(subscriber.id());
        Optional<Job> job = audience.flatMap(_ -> replays.lockRunning(subscriber.id()));
        boolean isStill = audience.isPresent() && job.isPresent() && plan.isOf(audience.get(), job.get());
        Instant now = clock.instant();
        if (!isStill || plan.wanted().size() > room(subscriber, now)) {
            return isStill ? Step.NONE : Step.AGAIN;
        }
        return plan.isLast() ? end(plan, now) : carryOut(plan, now);
    }

    private Step end(Plan plan, Instant now) {
        String id = plan.job().replay().id();
        parts.remove(id);
        replays.end(id, now);
        return Step.NONE;
    }

    private Step carryOut(Plan plan, Instant now) {
        List<Standing> fitting = candidates.standing(plan.audience().subscription(), plan.wanted()).stream()
                .filter(one -> one.fits(plan.job().replay().range().status()))
                .toList();
        int made = send(fitting, plan.audience(), now);
        replays.advance(plan.job().replay().id(), plan.place(), made, plan.chosen() - made);
        return new Step(made, true);
    }

    private int send(List<Standing> fitting, Audience audience, Instant now) {
        List<Long> missing = fitting.stream()
                .filter(one -> one.delivery().isEmpty())
                .map(Standing::sequence)
                .toList();
        List<Long> known = fitting.stream()
                .flatMap(one -> one.delivery().stream())
                .map(Standing.Known::id)
                .toList();
        return (missing.isEmpty() ? 0 : deliveries.add(audience, missing, now))
                + (known.isEmpty() ? 0 : deliveries.open(audience, known, now));
    }

    private int room(Subscriber subscriber, Instant now) {
        int ahead = ahead(subscriber);
        return stands(subscriber) ? 0 : ahead - deliveries.due(subscriber.id(), now, ahead);
    }

    /** Whether so many wait in lines that more would only make these longer. */
    private boolean stands(Subscriber subscriber) {
        return subscriber.terms().ordering() == Ordering.KEY
                && deliveries.waiting(subscriber.id(), MOST_WAITING) == MOST_WAITING;
    }
}
