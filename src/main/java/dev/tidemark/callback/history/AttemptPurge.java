package dev.tidemark.callback.history;

import dev.tidemark.callback.history.AttemptStore.Place;
import dev.tidemark.outbox.retention.Purge;
import dev.tidemark.outbox.retention.RetentionConfig;
import io.quarkus.narayana.jta.QuarkusTransaction;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.List;

/**
 * Removes attempts that were made long ago, with what was sent and answered; the delivery keeps its state, its count and
 * the last answer. An attempt of an old event that was made lately stays until its own time is over, so each pass goes
 * through the deliveries of all old events again.
 */
@ApplicationScoped
class AttemptPurge implements Purge {
    private static final int AT_ONCE = 1000;

    private final AttemptStore attempts;
    private final LogTimeStore times;
    private final RetentionConfig config;

    AttemptPurge(AttemptStore attempts, LogTimeStore times, RetentionConfig config) {
        this.attempts = attempts;
        this.times = times;
        this.config = config;
    }

    @Override
    public String what() {
        return "attempts";
    }

    @Override
    public Walk begin(Instant now) {
        Instant limit = now.minus(config.attempts());
        long end = QuarkusTransaction.requiringNew().call(() -> times.firstSince(limit));
        return new Walk() {
            private Place place = Place.START;

            @Override
            public Step step() {
                return QuarkusTransaction.requiringNew().call(() -> {
                    List<Place> deliveries = attempts.deliveriesAfter(place, end, AT_ONCE);
                    if (!deliveries.isEmpty()) {
                        place = deliveries.getLast();
                    }
                    int removed = attempts.remove(
                            deliveries.stream().map(Place::delivery).toList(), limit);
                    return new Step(removed, deliveries.size() < AT_ONCE);
                });
            }
        };
    }
}
