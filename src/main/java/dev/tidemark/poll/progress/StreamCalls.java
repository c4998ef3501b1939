package dev.tidemark.poll.progress;

import dev.tidemark.change.StreamName;
import dev.tidemark.mindstamp.budget.CallClass;
import dev.tidemark.poll.store.StreamCallStore;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Calls that polling makes for each stream. They are added up in memory and stored once a minute, so that no page waits for
 * it; a process that ends takes the last minute with it.
 */
@ApplicationScoped
public class StreamCalls {
    private static final Duration STORED_EVERY = Duration.ofMinutes(1);

    private final StreamCallStore store;
    private final Clock clock;
    private final Map<String, Pending> accounts = new ConcurrentHashMap<>();

    StreamCalls(StreamCallStore store, Clock clock) {
        this.store = store;
        this.clock = clock;
    }

    /** What is not stored yet. An account is polled by one thread at a time. */
    private static final class Pending {
        private final Map<StreamName, Map<CallClass, Integer>> calls = new EnumMap<>(StreamName.class);
        private Instant storedAt = Instant.EPOCH;

        synchronized void add(StreamName stream, CallClass callClass) {
            calls.computeIfAbsent(stream, _ -> new EnumMap<>(CallClass.class)).merge(callClass, 1, Integer::sum);
        }

        synchronized boolean isDue(Instant now) {
            return !calls.isEmpty() && !now.isBefore(storedAt.plus(STORED_EVERY));
        }

        synchronized List<StreamCallStore.Made> made() {
            List<StreamCallStore.Made> made = new ArrayList<>();
            calls.forEach((stream, byClass) -> byClass.forEach(
                    (callClass, count) -> made.add(new StreamCallStore.Made(stream, callClass, count))));
            return made;
        }

        synchronized void stored(Instant now) {
            calls.clear();
            storedAt = now;
        }
    }

    /** A call was made. */
    public void called(String account, StreamName stream, CallClass callClass) {
        accounts.computeIfAbsent(account, _ -> new Pending()).add(stream, callClass);
    }

    /** A round of the account is over. */
    public void round(String account) {
        Instant now = clock.instant();
        Pending pending = accounts.get(account);
        if (pending != null && pending.isDue(now)) {
            store(account, pending, now);
        }
    }

    /** The account is not polled here any more. */
    public void forget(String account) {
        Pending pending = accounts.remove(account);
        if (pending != null) {
            store(account, pending, clock.instant());
        }
    }

    /** Whoever polled; at most a minute behind. Streams and classes without calls are left out. */
    public Map<StreamName, Map<CallClass, Integer>> ofLastHour(String account) {
        return store.ofLastHour(account, clock.instant());
    }

    private void store(String account, Pending pending, Instant now) {
        store.add(account, pending.made(), now);
        pending.stored(now);
    }
}
