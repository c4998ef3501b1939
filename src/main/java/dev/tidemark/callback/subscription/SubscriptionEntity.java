package dev.tidemark.callback.subscription;

import dev.tidemark.callback.health.Health;
import dev.tidemark.callback.terms.Ordering;
import dev.tidemark.callback.terms.Wishes;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Duration;
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

    @Nullable
    String filter;

    String format;
    String signature;

    @Nullable
    String template;

    @Nullable
    @Column(name = "content_type")
    String contentType;

    @Nullable
    String fields;

    byte @Nullable [] headers;
    byte @Nullable [] credentials;

    @Column(name = "sealed_url")
    byte @Nullable [] sealedUrl;

    @Nullable
    @Column(name = "per_second")
    Double perSecond;

    @Nullable
    Integer concurrency;

    String ordering;

    @Nullable
    @Column(name = "timeout_ms")
    Integer timeoutMs;

    @Nullable
    String schedule;

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

    Health health() {
        return new Health(
                failures,
                probes,
                Optional.ofNullable(failingSince),
                Optional.ofNullable(failedAt),
                Objects.requireNonNullElse(probeAt, Instant.EPOCH));
    }

    Wishes wishes() {
        return new Wishes(
                Optional.ofNullable(perSecond),
                Optional.ofNullable(concurrency),
                Ordering.byText(ordering).orElse(Ordering.NONE),
                Optional.ofNullable(timeoutMs).map(Duration::ofMillis),
                Optional.ofNullable(schedule).map(Wishes::schedule));
    }
}
