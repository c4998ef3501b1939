package dev.tidemark.callback.signing;

import java.time.Instant;
import java.util.Optional;

/**
 * A secret that signs now.
 *
 * @param endsAt from then on it does not; empty while no newer one replaces it
 */
public record LiveSecret(SigningSecret secret, Instant createdAt, Optional<Instant> endsAt) {
    /** Of a pair of keys the public one. */
    public Optional<VerifyingKey> verifying() {
        return secret instanceof Ed25519Key key ? Optional.of(key.verifying()) : Optional.empty();
    }
}
