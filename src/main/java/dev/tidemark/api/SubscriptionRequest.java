package dev.tidemark.api;

import dev.tidemark.callback.subscription.SubscriptionDraft;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Body of {@code POST /subscriptions}; what is left out has its default. */
record SubscriptionRequest(
        @Nullable String id,
        @Nullable String name,
        @Nullable String url,
        @Nullable List<@Nullable String> types,
        @Nullable List<@Nullable String> accounts,
        @Nullable Boolean enabled) {

    SubscriptionDraft toDraft() {
        return new SubscriptionDraft(
                Optional.ofNullable(id),
                Optional.ofNullable(name),
                Optional.ofNullable(url),
                words(types),
                words(accounts),
                enabled == null || enabled);
    }

    /** A null among the words becomes a word that no rule accepts, so that it is named at its place. */
    private static List<String> words(@Nullable List<@Nullable String> words) {
        return words == null
                ? List.of()
                : words.stream()
                        .map(word -> Objects.requireNonNullElse(word, ""))
                        .toList();
    }
}
