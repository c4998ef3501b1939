package dev.tidemark.callback.subscription;

import java.util.List;
import java.util.Optional;

/** A subscription as somebody wrote it down: nothing is checked yet. */
public record SubscriptionDraft(
        Optional<String> id,
        Optional<String> name,
        Optional<String> url,
        List<String> types,
        List<String> accounts,
        boolean enabled) {

    SubscriptionDraft withId(String own) {
        return new SubscriptionDraft(Optional.of(own), name, url, types, accounts, enabled);
    }
}
