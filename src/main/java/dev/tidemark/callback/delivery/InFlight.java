package dev.tidemark.callback.delivery;

import dev.tidemark.callback.delivery.ClaimStore.Claimed;
import dev.tidemark.callback.delivery.ClaimStore.Room;
import dev.tidemark.callback.delivery.Settlement.Finished;
import dev.tidemark.callback.subscriber.Subscriber;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentLinkedQueue;

/**
 * The windows: how many requests of each subscription are under way or not yet settled. A place is free again only when
 * its result is stored, so what waits in memory is bounded too. Sends report from any thread; all else is the loop's.
 */
final class InFlight {
    private final Queue<Finished> finished = new ConcurrentLinkedQueue<>();
    private final Map<String, Integer> taken = new HashMap<>();
    private final Set<Long> deliveries = new HashSet<>();

    /** A send is over. */
    void finish(Finished one) {
        finished.add(one);
    }

    /** What is over and not settled; stays here until {@link #settled}, should the database be away. */
    List<Finished> finished() {
        return List.copyOf(finished);
    }

    /** Where there is room, once {@code leaving} is settled. */
    List<Room> rooms(List<Subscriber> subscribers, List<Finished> leaving, Instant now) {
        Map<String, Integer> freed = new HashMap<>();
        leaving.forEach(one -> freed.merge(one.claimed().subscription(), 1, Integer::sum));
        return subscribers.stream()
                .filter(subscriber -> !subscriber.waitsUntil().isAfter(now))
                .filter(subscriber -> subscriber.health().mayTry(now))
                .map(subscriber -> {
                    String id = subscriber.id();
                    int underWay = taken.getOrDefault(id, 0) - freed.getOrDefault(id, 0);
                    boolean failing = subscriber.health().isFailing();
                    return new Room(
                            subscriber, (failing ? 1 : subscriber.terms().concurrency()) - underWay, failing);
                })
                .filter(room -> room.places() > 0)
                .toList();
    }

    void settled(List<Finished> stored) {
        for (Finished one : stored) {
            finished.remove();
            deliveries.remove(one.claimed().id());
            taken.computeIfPresent(one.claimed().subscription(), (_, count) -> count > 1 ? count - 1 : null);
        }
    }

    /** @return what is to be sent: not a delivery whose own last result still waits to be stored after a lost claim */
    List<Claimed> add(List<Claimed> claimed) {
        List<Claimed> added = new ArrayList<>(claimed.size());
        for (Claimed one : claimed) {
            if (deliveries.add(one.id())) {
                taken.merge(one.subscription(), 1, Integer::sum);
                added.add(one);
            }
        }
        return added;
    }
}
