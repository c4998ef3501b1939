package dev.tidemark.callback.subscription;

import dev.tidemark.callback.health.Health;
import dev.tidemark.callback.signing.SigningSecret;
import java.time.Instant;
import java.util.List;

/**
 * What a send needs to know of an enabled subscription.
 *
 * @param secrets all that are live, the newest first
 * @param health how its receiver fared when this was read
 * @param waitsUntil the receiver asked for quiet until then; long past when it did not
 */
public record Subscriber(String id, String url, List<SigningSecret> secrets, Health health, Instant waitsUntil) {
    Subscriber with(Health other) {
        return new Subscriber(id, url, secrets, other, waitsUntil);
    }
}
