package dev.tidemark.outbox.retention;

import dev.tidemark.outbox.EventLog;
import io.quarkus.narayana.jta.QuarkusTransaction;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;

/**
 * Removes old events with all that points at them. One that is still due somewhere, also held for a disabled
 * subscription, stays until that is over. What a row was told of stays known without its events: row states and facts
 * are kept for themselves, so nothing is told anew.
 */
@ApplicationScoped
class EventPurge implements Purge {
    private static final int AT_ONCE = 500;

    private final EventLog log;
    private final RetentionConfig config;

    EventPurge(EventLog log, RetentionConfig config) {
        this.log = log;
        this.config = config;
    }

    @Override
    public String what() {
        return "events";
    }

    @Override
    public Walk begin(Instant now) {
        Instant limit = now.minus(config.events());
        return new Walk() {
            private long place;

            @Override
            public Step step() {
                EventLog.Purged purged = QuarkusTransaction.requiringNew().call(() -> log.purge(place, limit, AT_ONCE));
                place = purged.place();
                return new Step(purged.removed(), purged.last());
            }
        };
    }
}
