package dev.tidemark.callback.subscription;

import dev.tidemark.callback.credential.CredentialsDraft;
import dev.tidemark.callback.format.Fields;
import dev.tidemark.callback.format.FormatName;
import dev.tidemark.callback.health.Health;
import dev.tidemark.callback.signing.SignatureScheme;
import dev.tidemark.callback.terms.Terms;
import dev.tidemark.callback.terms.Wishes;
import dev.tidemark.event.EventType;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * A registered callback, as it may be shown: what of it is secret is left out or masked.
 *
 * @param url masked where the URL is the secret, as Slack's are
 * @param wishes what it says of how it is served
 * @param terms what that comes to
 * @param enabled while false, its events are recorded as held
 * @param problem why it does not work, for its owner
 * @param health how its receiver fares
 */
public record Subscription(
        String id,
        Optional<String> name,
        String url,
        Choice choice,
        Writing writing,
        Wishes wishes,
        Terms terms,
        boolean enabled,
        Optional<String> problem,
        Health health,
        Instant createdAt,
        Instant updatedAt) {
    /** In place of a value that is a secret; written back, it means what is stored. */
    public static final String HIDDEN = "***";

    /**
     * Which events it wants.
     *
     * @param types empty = all but those for operators
     * @param accounts empty = all
     */
    public record Choice(Set<EventType> types, Set<String> accounts, Optional<String> filter) {}

    /** How they are written. */
    public record Writing(
            FormatName format,
            Optional<String> template,
            Optional<String> contentType,
            Map<String, String> headers,
            Optional<CredentialsDraft> authentication,
            SignatureScheme signature,
            Fields fields) {}

    public Set<EventType> types() {
        return choice.types();
    }

    public Set<String> accounts() {
        return choice.accounts();
    }

    /** What would make it what it is now. */
    public SubscriptionDraft toDraft() {
        return new SubscriptionDraft(
                Optional.of(id),
                name,
                Optional.of(url),
                new SubscriptionDraft.Choice(
                        types().stream().map(EventType::shortName).toList(), List.copyOf(accounts()), choice.filter()),
                new SubscriptionDraft.Writing(
                        writing.format().text(),
                        writing.template(),
                        writing.contentType(),
                        writing.headers(),
                        writing.authentication(),
                        writing.signature().text(),
                        writing.fields()),
                new SubscriptionDraft.Pacing(
                        wishes.perSecond(),
                        wishes.concurrency(),
                        Optional.of(wishes.ordering().text()),
                        wishes.timeout().map(Duration::toString),
                        wishes.schedule()
                                .map(delays ->
                                        delays.stream().map(Duration::toString).toList())),
                Optional.of(enabled));
    }
}
