package dev.tidemark.api.subscription;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import dev.tidemark.callback.health.Health;
import dev.tidemark.callback.signing.SigningSecret;
import dev.tidemark.callback.subscription.Subscription;
import dev.tidemark.event.EventType;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/**
 * A subscription as the API shows it.
 *
 * @param secret only in the answer that creates it
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
record SubscriptionResponse(
        String id,
        @Nullable String name,
        String url,
        List<String> types,
        List<String> accounts,
        @Nullable String filter,
        String format,
        @Nullable String template,
        @Nullable String contentType,
        @Nullable Map<String, String> headers,
        SubscriptionRequest.@Nullable Authentication authentication,
        String signature,
        SubscriptionRequest.@Nullable Seen fields,
        SubscriptionRequest.@Nullable Rate rate,
        int concurrency,
        String ordering,
        String timeout,

        @Schema(description = "its own, if it has one") @Nullable
        List<String> schedule,

        boolean enabled,
        @Nullable String problem,

        @Schema(description = "while its receiver fails: five failures in a row or more") @Nullable
        Failing failing,

        @JsonProperty("created_at") Instant createdAt,
        @JsonProperty("updated_at") Instant updatedAt,
        @Nullable String secret) {

    /**
     * @param since when the first of the failures in a row was
     * @param nextTryAt one event is tried then, or when one is due after that; the others wait
     */
    record Failing(
            int failures,
            @Nullable Instant since,
            @JsonProperty("next_try_at") Instant nextTryAt) {
        static @Nullable Failing of(Subscription subscription) {
            Health health = subscription.health();
            return health.isFailing() && subscription.enabled()
                    ? new Failing(health.failures(), health.failingSince().orElse(null), health.probeAt())
                    : null;
        }
    }

    static SubscriptionResponse of(Subscription subscription, Optional<SigningSecret> secret) {
        Subscription.Writing writing = subscription.writing();
        return new SubscriptionResponse(
                subscription.id(),
                subscription.name().orElse(null),
                subscription.url(),
                subscription.types().stream().map(EventType::shortName).toList(),
                List.copyOf(subscription.accounts()),
                subscription.choice().filter().orElse(null),
                writing.format().text(),
                writing.template().orElse(null),
                writing.contentType().orElse(null),
                writing.headers().isEmpty() ? null : writing.headers(),
                writing.authentication()
                        .map(SubscriptionRequest.Authentication::shown)
                        .orElse(null),
                writing.signature().text(),
                SubscriptionRequest.Seen.of(writing.fields()),
                subscription
                        .wishes()
                        .perSecond()
                        .map(SubscriptionRequest.Rate::new)
                        .orElse(null),
                subscription.terms().concurrency(),
                subscription.terms().ordering().text(),
                subscription.terms().timeout().toString(),
                subscription
                        .wishes()
                        .schedule()
                        .map(SubscriptionResponse::texts)
                        .orElse(null),
                subscription.enabled(),
                subscription.problem().orElse(null),
                Failing.of(subscription),
                subscription.createdAt(),
                subscription.updatedAt(),
                secret.map(SigningSecret::shown).orElse(null));
    }

    private static List<String> texts(List<Duration> delays) {
        return delays.stream().map(Duration::toString).toList();
    }
}
