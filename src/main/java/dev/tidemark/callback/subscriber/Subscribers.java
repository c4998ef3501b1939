package dev.tidemark.callback.subscriber;

import dev.tidemark.callback.health.Health;
import dev.tidemark.platform.ProblemException;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;

/**
 * The enabled subscriptions, unsealed, for whoever sends. Kept for a second, so that a busy dispatcher neither reads nor
 * decrypts them each round; a change made in this process is seen at once, and so is the end of a secret.
 */
@ApplicationScoped
public class Subscribers {
    private static final Duration FRESH = Duration.ofSeconds(1);

    private final EnabledStore store;
    private final Clock clock;
    private final AtomicLong changes = new AtomicLong();
    private volatile Known known = new Known(List.of(), -1, Instant.EPOCH, Instant.EPOCH);

    Subscribers(EnabledStore store, Clock clock) {
        this.store = store;
        this.clock = clock;
    }

    /** @param until what was read then holds before that only */
    private record Known(List<Subscriber> subscribers, long changes, Instant readAt, Instant until) {
        boolean holds(long changed, Instant now) {
            return changes == changed
                    && !now.isAfter(readAt.plus(FRESH))
                    && !now.isBefore(readAt)
                    && now.isBefore(until);
        }
    }

    @Transactional
    public List<Subscriber> enabled() {
        Known last = known;
        Instant now = clock.instant();
        long seen = changes.get();
        if (!last.holds(seen, now)) {
            EnabledStore.Enabled read = store.enabled();
            last = new Known(read.subscribers(), seen, now, read.until());
            known = last;
        }
        return last.subscribers();
    }

    /**
     * One as it is now, also when it is disabled.
     *
     * @throws ProblemException 409 when its secrets do not open
     */
    @Transactional
    public Optional<Subscriber> find(String id) {
        return store.find(id);
    }

    /** What this process found of how receivers fare is known at once, and without reading all of them again. */
    public synchronized void fared(Map<String, Health> health) {
        Known last = known;
        if (!health.isEmpty()) {
            known = new Known(
                    last.subscribers().stream()
                            .map(one -> Optional.ofNullable(health.get(one.id()))
                                    .map(one::with)
                                    .orElse(one))
                            .toList(),
                    last.changes(),
                    last.readAt(),
                    last.until());
        }
    }

    /** To be called after the transaction that changed a subscription. */
    public void changed() {
        changes.incrementAndGet();
    }
}
