package dev.tidemark.callback.signing;

import java.time.Instant;
import java.util.Optional;

/** A secret as it lies in the database; {@link SecretStore#open} opens it. */
public record SealedSecret(long id, String subscription, byte[] bytes, Instant createdAt, Optional<Instant> endsAt) {}
