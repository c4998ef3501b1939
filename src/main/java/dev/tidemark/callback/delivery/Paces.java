package dev.tidemark.callback.delivery;

import dev.tidemark.callback.delivery.ClaimStore.Claimed;
import dev.tidemark.callback.delivery.ClaimStore.Room;
import dev.tidemark.callback.subscriber.Subscriber;
import dev.tidemark.callback.terms.Pace;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.PersistenceException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;

/** Holds subscriptions to their rates: what is claimed in a turn is never more than all replicas together may send. */
@ApplicationScoped
class Paces {
    private final PaceStore store;
    /** As this process last saw it; another one may have moved it further. */
    private final ConcurrentMap<String, Instant> free = new ConcurrentHashMap<>();

    private final Set<String> added = new HashSet<>();

    Paces(PaceStore store) {
        this.store = store;
    }

    /** Whether something may be allowed now, as far as is known without asking the database. */
    boolean mayBeOpen(Subscriber subscriber, Instant now) {
        return subscriber.paces().stream()
                .noneMatch(pace -> free.getOrDefault(pace.name(), Instant.EPOCH).isAfter(now));
    }

    /** When the first of those that are closed opens. */
    Optional<Instant> opensAt(Collection<Subscriber> subscribers, Instant now) {
        return subscribers.stream()
                .flatMap(subscriber -> subscriber.paces().stream())
                .map(pace -> free.getOrDefault(pace.name(), Instant.EPOCH))
                .filter(opens -> opens.isAfter(now))
                .min(Instant::compareTo);
    }

    /** Before the transaction that claims: makes sure that what it will lock is there. */
    void prepare(List<Room> rooms) {
        for (String name : names(rooms)) {
            if (added.add(name)) {
                try {
                    store.add(name);
                } catch (PersistenceException e) {
                    // Another replica added it at the same moment; if not, the next round tries again.
                    added.remove(name);
                }
            }
        }
    }

    private static List<String> names(List<Room> rooms) {
        return rooms.stream()
                .flatMap(room -> room.subscriber().paces().stream())
                .map(Pace::name)
                .distinct()
                .toList();
    }

    /** Those who share a pace: only who has something to send is to take part of it. */
    static List<String> sharing(List<Room> rooms) {
        Map<String, List<String>> byPace = new HashMap<>();
        rooms.forEach(room -> room.subscriber()
                .paces()
                .forEach(pace -> byPace.computeIfAbsent(pace.name(), _ -> new ArrayList<>())
                        .add(room.subscription())));
        return byPace.values().stream()
                .filter(sharers -> sharers.size() > 1)
                .flatMap(List::stream)
                .distinct()
                .toList();
    }

    /** What a turn found, locked until its transaction ends. */
    record Allowance(List<Room> rooms, Map<String, Instant> locked) {}

    /** The rooms with no more places than is allowed now. */
    Allowance limit(List<Room> rooms, Instant now) {
        List<String> names = names(rooms);
        if (names.isEmpty()) {
            return new Allowance(rooms, Map.of());
        }
        Map<String, Instant> locked = store.lock(names);
        free.putAll(locked);
        names.stream().filter(name -> !locked.containsKey(name)).forEach(added::remove);
        List<Room> limited = new ArrayList<>(rooms);
        // Those who share a pace have their turns by chance, so that none is always the last.
        Collections.shuffle(limited);
        Map<String, Integer> given = new HashMap<>();
        limited.replaceAll(room -> narrowed(room, locked, given, now));
        limited.removeIf(room -> room.places() <= 0);
        return new Allowance(limited, locked);
    }

    private static Room narrowed(Room room, Map<String, Instant> locked, Map<String, Integer> given, Instant now) {
        int places = room.places();
        for (Pace pace : room.subscriber().paces()) {
            Instant opens = locked.getOrDefault(pace.name(), Instant.MAX);
            int allowed = pace.rate().allowed(opens, now, Integer.MAX_VALUE) - given.getOrDefault(pace.name(), 0);
            places = Math.min(places, allowed);
        }
        int kept = Math.max(0, places);
        room.subscriber().paces().forEach(pace -> given.merge(pace.name(), kept, Integer::sum));
        return room.with(kept);
    }

    /** Notes what was claimed, in the same transaction. */
    void spend(Allowance allowance, List<Claimed> claimed, Instant now) {
        if (allowance.locked().isEmpty()) {
            return;
        }
        Map<String, Integer> bySubscription = new HashMap<>();
        claimed.forEach(one -> bySubscription.merge(one.subscription(), 1, Integer::sum));
        Map<Pace, Integer> spent = new HashMap<>();
        allowance
                .rooms()
                .forEach(room -> room.subscriber()
                        .paces()
                        .forEach(pace ->
                                spent.merge(pace, bySubscription.getOrDefault(room.subscription(), 0), Integer::sum)));
        Map<String, Instant> moved = new TreeMap<>();
        spent.forEach((pace, sent) -> {
            Instant from = allowance.locked().get(pace.name());
            if (sent > 0 && from != null) {
                moved.put(pace.name(), pace.rate().free(from, now, sent));
            }
        });
        store.set(moved);
        free.putAll(moved);
    }
}
