package dev.tidemark.readme;

import org.jspecify.annotations.Nullable;

/**
 * A request as its receiver sees it.
 *
 * @param secret the receiver's
 * @param id {@code webhook-id}; null where the header is missing
 * @param timestamp {@code webhook-timestamp}
 * @param signatures {@code webhook-signature}
 */
record Received(
        String secret,
        @Nullable String id,
        @Nullable String timestamp,
        @Nullable String signatures,
        byte[] body) {

    Received withSecret(String other) {
        return new Received(other, id, timestamp, signatures, body);
    }

    Received withId(@Nullable String other) {
        return new Received(secret, other, timestamp, signatures, body);
    }

    Received withTimestamp(@Nullable String other) {
        return new Received(secret, id, other, signatures, body);
    }

    Received withSignatures(@Nullable String other) {
        return new Received(secret, id, timestamp, other, body);
    }

    Received withBody(byte[] other) {
        return new Received(secret, id, timestamp, signatures, other);
    }
}
