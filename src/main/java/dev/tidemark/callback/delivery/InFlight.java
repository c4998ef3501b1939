package dev.tidemark.callback.delivery;

import dev.tidemark.callback.delivery.ClaimStore.Claimed;
import dev.tidemark.callback.delivery.ClaimStore.Room;
import dev.tidemark.callback.delivery.Settlement.Finished;
import dev.tidemark.callback.subscriber.Subscriber;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * What this process holds: a lane for each subscription, and results that are not stored yet. Sends report from any
 * thread; all else is the loop's.
 */
final class InFlight {
    /** Claimed ahead of all windows together, so that what waits in memory is bounded; and of one of them. */
    private static final int AHEAD_OF_ALL = 2_000;

    private static final int AHEAD_OF_ONE = 64;

    private final Queue<Finished> finished = new ConcurrentLinkedQueue<>();
    private final Map<String, Lane> lanes = new HashMap<>();
    private final Set<Long> deliveries = new HashSet<>();

    /** A send is over. */
    void finish(Finished one) {
        finished.add(one);
    }

    /** Something is over, something else is not. */
    boolean isPartlyFinished() {
        return !finished.isEmpty() && finished.size() < deliveries.size();
    }

    /** What is over and not settled; stays here until {@link #settled}, should the database be away. */
    List<Finished> finished() {
        return List.copyOf(finished);
    }

    /**
     * Goes on with the subscriptions as they are known now.
     *
     * @return what was claimed and is not sent after all
     */
    List<Claimed> goOn(List<Subscriber> subscribers, Instant now) {
        Map<String, Subscriber> known =
                subscribers.stream().collect(Collectors.toMap(Subscriber::id, Function.identity()));
        List<Claimed> unsent = new ArrayList<>();
        for (Iterator<Map.Entry<String, Lane>> each = lanes.entrySet().iterator(); each.hasNext(); ) {
            Map.Entry<String, Lane> entry = each.next();
            Subscriber subscriber = known.get(entry.getKey());
            Lane lane = entry.getValue();
            unsent.addAll(subscriber == null ? lane.end() : lane.goOn(subscriber, now));
            if (subscriber == null && lane.isEmpty()) {
                each.remove();
            }
        }
        unsent.forEach(one -> deliveries.remove(one.id()));
        return unsent;
    }

    /** Something may be due for anyone. */
    void lookForAll() {
        lanes.values().forEach(lane -> lane.mayHaveDue(true));
    }

    /** Once these are stored, the next of their keys are due, and so may be a retry. */
    void lookForNextOf(List<Finished> finished) {
        for (Finished one : finished) {
            Lane lane = lane(one.subscriber());
            if (one.failed() || one.isOrdered() || lane.isOrdered()) {
                lane.mayHaveDue(true);
            }
        }
    }

    /** Where there is room, and something may be due. */
    List<Room> rooms(List<Subscriber> subscribers, Instant now) {
        int ahead = Math.min(AHEAD_OF_ONE, AHEAD_OF_ALL / Math.max(1, subscribers.size()));
        return subscribers.stream()
                .filter(subscriber -> !subscriber.waitsUntil().isAfter(now))
                .filter(subscriber -> subscriber.health().mayTry(now))
                .filter(subscriber -> lane(subscriber).mayHaveDue())
                .map(subscriber -> new Room(
                        subscriber,
                        lane(subscriber).places(ahead),
                        subscriber.health().isFailing()))
                .filter(room -> room.places() > 0)
                .toList();
    }

    private Lane lane(Subscriber subscriber) {
        return lanes.computeIfAbsent(subscriber.id(), _ -> new Lane(subscriber));
    }

    void settled(List<Finished> stored) {
        for (Finished one : stored) {
            finished.remove();
            deliveries.remove(one.claimed().id());
            Lane lane = lanes.get(one.claimed().subscription());
            if (lane != null) {
                lane.settled(one);
            }
        }
    }

    /**
     * Puts what was claimed into the lanes; not a delivery whose own last result waits to be stored after a lost claim.
     *
     * @param told somebody had said that something is due
     */
    void add(Turns.Turn turn, boolean told, Instant now) {
        Map<String, Long> found =
                turn.claimed().stream().collect(Collectors.groupingBy(Claimed::subscription, Collectors.counting()));
        for (Room room : turn.asked()) {
            long due = found.getOrDefault(room.subscription(), 0L);
            // Found without being told of it: somebody adds what this process does not hear of.
            lane(room.subscriber()).mayHaveDue(due >= room.places() || (due > 0 && !told));
        }
        for (Claimed one : turn.claimed()) {
            Lane lane = lanes.get(one.subscription());
            if (lane != null && deliveries.add(one.id())) {
                lane.add(new Lane.Job(
                        one,
                        Optional.ofNullable(turn.documents().get(one.sequence())),
                        now,
                        turn.probed().contains(one.subscription())));
            }
        }
    }

    /** What a thread begins with, to go on in the lane. */
    record Started(Lane lane, Lane.Job job) {}

    /** Fills the windows. */
    List<Started> start(Instant now) {
        List<Started> started = new ArrayList<>();
        for (Lane lane : lanes.values()) {
            for (Optional<Lane.Job> job = lane.start(now); job.isPresent(); job = lane.start(now)) {
                started.add(new Started(lane, job.get()));
            }
        }
        return started;
    }

    /** Before the end: nothing more begins. @return what was claimed and is not sent */
    List<Claimed> end() {
        return goOn(List.of(), Instant.MAX);
    }
}
