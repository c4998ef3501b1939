package dev.tidemark.callback.subscription;

import dev.tidemark.callback.health.Health;
import dev.tidemark.callback.subscriber.Words;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A row of {@code subscription}; leaves this package as a {@link Subscription} only. */
@Entity
@Table(name = "subscription")
@SuppressWarnings("NullAway.Init") // Hibernate and the repository fill the columns that cannot be null
class SubscriptionEntity {
    @Id
    String id;

    @Nullable
    String name;

    String url;
    String types;
    String accounts;
    boolean enabled;

    @Nullable
    String problem;

    byte[] secret;

    int failures;
    int probes;

    @Nullable
    @Column(name = "failing_since")
    Instant failingSince;

    @Nullable
    @Column(name = "failed_at")
    Instant failedAt;

    @Nullable
    @Column(name = "probe_at")
    Instant probeAt;

    @Column(name = "created_at")
    Instant createdAt;

    @Column(name = "updated_at")
    Instant updatedAt;

    /** Whatever was the matter with its receiver is not any more. */
    void forgive() {
        failures = 0;
        probes = 0;
        failingSince = null;
        failedAt = null;
        probeAt = null;
    }

    Subscription toSubscription() {
        return new Subscription(
                id,
                Optional.ofNullable(name),
                url,
                Words.splitTypes(types),
                Words.split(accounts),
                enabled,
                Optional.ofNullable(problem),
                new Health(
                        failures,
                        probes,
                        Optional.ofNullable(failingSince),
                        Optional.ofNullable(failedAt),
                        Objects.requireNonNullElse(probeAt, Instant.EPOCH)),
                createdAt,
                updatedAt);
    }
}
