package dev.tidemark.callback.subscriber;

import dev.tidemark.callback.health.Health;
import dev.tidemark.callback.terms.Terms;
import java.time.Instant;

/**
 * What a send needs to know of an enabled subscription.
 *
 * @param health how its receiver fared when this was read
 * @param waitsUntil the receiver asked for quiet until then; long past when it did not
 */
public record Subscriber(String id, Envelope envelope, Terms terms, Health health, Instant waitsUntil) {
    Subscriber with(Health other) {
        return new Subscriber(id, envelope, terms, other, waitsUntil);
    }
}
