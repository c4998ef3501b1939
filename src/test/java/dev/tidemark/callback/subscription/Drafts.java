package dev.tidemark.callback.subscription;

import java.util.List;
import java.util.Optional;

/** Drafts as tests need them: what they do not say has its default. */
public final class Drafts {
    private Drafts() {}

    public static SubscriptionDraft draft(
            Optional<String> id,
            Optional<String> name,
            Optional<String> url,
            List<String> types,
            List<String> accounts,
            boolean enabled) {
        SubscriptionDraft plain = SubscriptionDraft.plain(id, name, url, types);
        return new SubscriptionDraft(
                id,
                name,
                url,
                new SubscriptionDraft.Choice(types, accounts, Optional.empty()),
                plain.writing(),
                plain.pacing(),
                Optional.of(enabled));
    }

    public static SubscriptionDraft with(SubscriptionDraft draft, SubscriptionDraft.Pacing pacing) {
        return new SubscriptionDraft(
                draft.id(), draft.name(), draft.url(), draft.choice(), draft.writing(), pacing, draft.enabled());
    }

    public static SubscriptionDraft with(SubscriptionDraft draft, SubscriptionDraft.Writing writing) {
        return new SubscriptionDraft(
                draft.id(), draft.name(), draft.url(), draft.choice(), writing, draft.pacing(), draft.enabled());
    }

    public static SubscriptionDraft with(SubscriptionDraft draft, SubscriptionDraft.Choice choice) {
        return new SubscriptionDraft(
                draft.id(), draft.name(), draft.url(), choice, draft.writing(), draft.pacing(), draft.enabled());
    }
}
