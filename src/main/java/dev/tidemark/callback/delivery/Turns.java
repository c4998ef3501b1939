package dev.tidemark.callback.delivery;

import dev.tidemark.callback.delivery.ClaimStore.Claim;
import dev.tidemark.callback.delivery.ClaimStore.Claimed;
import dev.tidemark.callback.delivery.ClaimStore.Room;
import dev.tidemark.callback.delivery.Settlement.Finished;
import dev.tidemark.callback.health.Health;
import dev.tidemark.callback.subscriber.SubscriberStore;
import dev.tidemark.outbox.EventStore;
import dev.tidemark.outbox.StoredEvent;
import dev.tidemark.platform.Ids;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import jakarta.transaction.Transactional.TxType;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** The dispatcher's short transactions; no network in here. */
@ApplicationScoped
class Turns {
    /** What a claim outlives its exchange by: the time to store the result, even on a slow database. */
    private static final Duration MARGIN = Duration.ofSeconds(45);

    private static final int RELEASED_AT_ONCE = 2_000;

    private final ClaimStore claims;
    private final Settlement settlement;
    private final SubscriberStore subscribers;
    private final EventStore events;
    private final Paces paces;
    private final Clock clock;
    /** This process: a claim is fenced by who made it. */
    private final String owner = Ids.random("own");

    Turns(
            ClaimStore claims,
            Settlement settlement,
            SubscriberStore subscribers,
            EventStore events,
            Paces paces,
            Clock clock) {
        this.claims = claims;
        this.settlement = settlement;
        this.subscribers = subscribers;
        this.events = events;
        this.paces = paces;
        this.clock = clock;
    }

    /**
     * @param asked for whom something due was looked for, and how many were looked for
     * @param documents what to send, by sequence; each event is read once for all who get it
     * @param probed subscriptions whose delivery is to find out whether they work again
     * @param health how receivers fare that fare otherwise now
     * @param changed whether what is known of subscriptions is to be read anew
     */
    record Turn(
            List<Room> asked,
            List<Claimed> claimed,
            Map<Long, StoredEvent> documents,
            Set<String> probed,
            Map<String, Health> health,
            boolean changed) {
        static final Turn NOTHING = new Turn(List.of(), List.of(), Map.of(), Set.of(), Map.of(), true);
    }

    /**
     * Settles and claims in one transaction: a commit costs more than what is in it.
     *
     * @param unwell subscriptions whose receivers failed last
     */
    @Transactional(TxType.REQUIRES_NEW)
    Turn settleAndClaim(List<Finished> finished, List<Room> rooms, Set<String> unwell) {
        Instant now = clock.instant();
        Set<String> probes = subscribers.due(
                rooms.stream().filter(Room::probe).map(Room::subscription).toList(), now);
        Map<String, Health> concerned = subscribers.lock(concerned(finished, unwell, probes));
        Settlement.Result settled =
                finished.isEmpty() ? Settlement.Result.NONE : settlement.settle(owner, finished, concerned, now);
        List<Room> open = rooms.stream()
                .filter(room -> !settled.resting().contains(room.subscription()))
                .filter(room -> !room.probe() || mayProbe(concerned.get(room.subscription()), now))
                .toList();
        Claim claim =
                new Claim(owner, now, now.plus(longest(open)).plus(MARGIN), finished.isEmpty() && claimsAlone(open));
        Paces.Allowance allowed = paces.limit(withSomethingToSend(open, now), now);
        List<Claimed> claimed = allowed.rooms().isEmpty() ? List.of() : claims.claim(claim, allowed.rooms());
        paces.spend(allowed, claimed, now);
        Map<String, Health> health = new HashMap<>(settled.health());
        Map<String, Health> probed = probe(claimed, open, concerned, now);
        health.putAll(probed);
        return new Turn(
                allowed.rooms(),
                claimed,
                claimed.isEmpty() ? Map.of() : documents(claimed),
                probed.keySet(),
                health,
                settled.changed());
    }

    /** Neither what is used up of a rate nor the step of a probe is stored with them. */
    private static boolean claimsAlone(List<Room> rooms) {
        return rooms.stream()
                .noneMatch(room -> room.probe() || !room.subscriber().paces().isEmpty());
    }

    private List<Room> withSomethingToSend(List<Room> rooms, Instant now) {
        List<String> sharing = Paces.sharing(rooms);
        Set<String> due = subscribers.due(sharing, now);
        return rooms.stream()
                .filter(room -> !sharing.contains(room.subscription()) || due.contains(room.subscription()))
                .toList();
    }

    private static Duration longest(List<Room> rooms) {
        return rooms.stream()
                .map(room -> room.subscriber().terms().timeout())
                .max(Comparator.naturalOrder())
                .orElse(Duration.ZERO);
    }

    private static Set<String> concerned(List<Finished> finished, Set<String> unwell, Set<String> probes) {
        Set<String> concerned = new TreeSet<>(probes);
        finished.stream()
                .filter(one -> one.failed()
                        || one.isOrdered()
                        || unwell.contains(one.claimed().subscription()))
                .forEach(one -> concerned.add(one.claimed().subscription()));
        return concerned;
    }

    /** Another replica may have tried just now, or found that it works again. */
    private static boolean mayProbe(@Nullable Health health, Instant now) {
        return health != null && health.isFailing() && health.mayTry(now);
    }

    /** Whoever takes a delivery of a failing subscription has the next one wait for its step. */
    private Map<String, Health> probe(
            List<Claimed> claimed, List<Room> open, Map<String, Health> concerned, Instant now) {
        Set<String> taken = claimed.stream().map(Claimed::subscription).collect(Collectors.toSet());
        Map<String, Health> probing = new HashMap<>();
        open.stream()
                .filter(room -> room.probe() && taken.contains(room.subscription()))
                .forEach(room -> probing.put(
                        room.subscription(),
                        Objects.requireNonNull(concerned.get(room.subscription()))
                                .probing(
                                        number -> room.subscriber()
                                                .terms()
                                                .schedule()
                                                .step(number, ThreadLocalRandom.current()),
                                        now)));
        subscribers.fare(probing);
        return probing;
    }

    /** Gives back what died with another process. @return how many deliveries */
    @Transactional(TxType.REQUIRES_NEW)
    int releaseExpired() {
        return claims.releaseExpired(clock.instant());
    }

    /**
     * Makes deliveries due that wait for one which is over. Whoever ends one does so; this is for what slipped through
     * while a subscription's order was just being changed.
     */
    @Transactional(TxType.REQUIRES_NEW)
    void wakeLines() {
        subscribers.wakeLines(clock.instant());
    }

    /** Gives back what was claimed and not sent: it is due as before, or held if its subscription is disabled by now. */
    @Transactional(TxType.REQUIRES_NEW)
    void giveBack(List<Claimed> unsent) {
        subscribers.lock(unsent.stream().map(Claimed::subscription).distinct().toList());
        claims.giveBack(owner, unsent.stream().map(Claimed::id).toList());
    }

    /** Makes some of what was held for subscriptions that are enabled again due. @return how many deliveries */
    @Transactional(TxType.REQUIRES_NEW)
    int releaseHeld() {
        return subscribers.releaseHeld(RELEASED_AT_ONCE, clock.instant());
    }

    private Map<Long, StoredEvent> documents(List<Claimed> claimed) {
        List<Long> sequences =
                claimed.stream().map(Claimed::sequence).distinct().toList();
        return events.bySequences(sequences).stream()
                .collect(Collectors.toMap(StoredEvent::sequence, Function.identity()));
    }
}
