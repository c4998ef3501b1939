package dev.tidemark.api;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import dev.tidemark.callback.signing.SigningSecret;
import dev.tidemark.callback.subscription.Subscription;
import dev.tidemark.event.EventType;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
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
        boolean enabled,
        @Nullable String problem,
        @JsonProperty("created_at") Instant createdAt,
        @JsonProperty("updated_at") Instant updatedAt,
        @Nullable String secret) {

    static SubscriptionResponse of(Subscription subscription, Optional<SigningSecret> secret) {
        return new SubscriptionResponse(
                subscription.id(),
                subscription.name().orElse(null),
                subscription.url(),
                subscription.types().stream().map(EventType::shortName).toList(),
                List.copyOf(subscription.accounts()),
                subscription.enabled(),
                subscription.problem().orElse(null),
                subscription.createdAt(),
                subscription.updatedAt(),
                secret.map(SigningSecret::text).orElse(null));
    }
}
