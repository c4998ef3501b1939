package dev.tidemark.callback.subscription;

import dev.tidemark.callback.signing.SigningSecret;
import dev.tidemark.callback.subscriber.Subscribers;
import dev.tidemark.platform.Ids;
import dev.tidemark.platform.Problem;
import dev.tidemark.platform.Problem.FieldError;
import dev.tidemark.platform.ProblemException;
import io.quarkus.narayana.jta.QuarkusTransaction;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

/** Registers, finds and removes callbacks. */
@ApplicationScoped
public class Subscriptions {
    private final SubscriptionRules rules;
    private final SubscriptionWriter writer;
    private final SubscriptionRepository repository;
    private final Subscribers subscribers;

    Subscriptions(
            SubscriptionRules rules,
            SubscriptionWriter writer,
            SubscriptionRepository repository,
            Subscribers subscribers) {
        this.rules = rules;
        this.writer = writer;
        this.repository = repository;
        this.subscribers = subscribers;
    }

    /** @param secret to be shown once, now */
    public record Created(Subscription subscription, SigningSecret secret) {}

    /**
     * Registers a callback under the draft's id or an id of ours, with a new secret.
     *
     * @throws ProblemException 422 naming every field that cannot be used; 409 when the id is taken
     */
    public Created create(SubscriptionDraft draft) {
        List<FieldError> errors = rules.check(draft);
        if (!errors.isEmpty()) {
            throw new ProblemException(Problem.invalid(errors));
        }
        SubscriptionDraft named = draft.withId(draft.id().orElseGet(() -> Ids.random("sub")));
        SigningSecret secret = SigningSecret.create();
        Subscription created = QuarkusTransaction.joiningExisting().call(() -> writer.insert(named, secret));
        subscribers.changed();
        return new Created(created, secret);
    }

    /** In the order of ids, from the one after {@code after}; the empty text is before all. */
    @Transactional
    public List<Subscription> after(String after, int limit) {
        return repository.after(after, limit).stream()
                .map(SubscriptionEntity::toSubscription)
                .toList();
    }

    @Transactional
    public Optional<Subscription> find(String id) {
        return repository.findByIdOptional(id).map(SubscriptionEntity::toSubscription);
    }

    /**
     * It gets events from now on, and bit by bit those that were held for it, each at once and as often as its schedule
     * leaves. Whatever was the matter with its receiver is forgotten.
     *
     * @return empty if there is none
     */
    public Optional<Subscription> enable(String id) {
        return change(id, writer::enable);
    }

    /** Nothing more is sent, what is due is held. @return empty if there is none */
    public Optional<Subscription> disable(String id) {
        return change(id, writer::disable);
    }

    private Optional<Subscription> change(String id, Predicate<String> change) {
        boolean known = QuarkusTransaction.joiningExisting().call(() -> change.test(id));
        subscribers.changed();
        return known ? find(id) : Optional.empty();
    }

    /** Its open deliveries are cancelled with it; what was delivered stays readable. @return false if there is none */
    public boolean delete(String id) {
        boolean deleted = QuarkusTransaction.joiningExisting().call(() -> writer.delete(id));
        subscribers.changed();
        return deleted;
    }

    /**
     * Makes a subscription what the configuration says it is.
     *
     * @param secret empty: keep the one it has, or make one
     * @return what is wrong, by field; empty when it was done
     */
    List<FieldError> declare(SubscriptionDraft draft, Optional<SigningSecret> secret) {
        String id = draft.id().orElseThrow();
        Optional<Subscription> known = find(id);
        // A name service that is away must not keep a service from starting again with what it had.
        boolean sameUrl = known.map(Subscription::url).equals(draft.url());
        List<FieldError> errors = rules.check(draft).stream()
                .filter(error -> !(sameUrl && error.field().equals("url")))
                .toList();
        if (errors.isEmpty()) {
            QuarkusTransaction.joiningExisting().run(() -> {
                if (known.isPresent()) {
                    writer.update(draft, secret);
                } else {
                    writer.insert(draft, secret.orElseGet(SigningSecret::create));
                }
            });
            subscribers.changed();
        }
        return errors;
    }
}
