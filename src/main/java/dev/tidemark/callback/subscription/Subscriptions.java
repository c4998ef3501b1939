package dev.tidemark.callback.subscription;

import dev.tidemark.callback.signing.SigningSecret;
import dev.tidemark.callback.subscriber.Subscribers;
import dev.tidemark.callback.subscription.Settings.Secrets;
import dev.tidemark.platform.Ids;
import dev.tidemark.platform.Problem.FieldError;
import dev.tidemark.platform.ProblemException;
import io.quarkus.narayana.jta.QuarkusTransaction;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

/** Registers, finds and removes callbacks. */
@ApplicationScoped
public class Subscriptions {
    private final SubscriptionRules rules;
    private final SubscriptionWriter writer;
    private final SubscriptionRepository repository;
    private final SubscriptionMapper mapper;
    private final Subscribers subscribers;

    Subscriptions(
            SubscriptionRules rules,
            SubscriptionWriter writer,
            SubscriptionRepository repository,
            SubscriptionMapper mapper,
            Subscribers subscribers) {
        this.rules = rules;
        this.writer = writer;
        this.repository = repository;
        this.mapper = mapper;
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
        SubscriptionDraft named = draft.withId(draft.id().orElseGet(() -> Ids.random("sub")));
        return insert(rules.check(named, Secrets.NONE).orThrow());
    }

    private Created insert(Settings settings) {
        SigningSecret secret = SigningSecret.create(settings.writing().signature());
        Subscription created = QuarkusTransaction.joiningExisting().call(() -> writer.insert(settings, secret));
        subscribers.changed();
        return new Created(created, secret);
    }

    /**
     * Makes the subscription with the draft's id what the draft says. What the draft shows masked, or leaves out of its
     * credentials, stays what it is.
     *
     * @param seen when it was last changed as far as the writer of the draft knows; empty: whenever
     * @return empty if there is none
     * @throws ProblemException 422 naming every field that cannot be used; 409 when it was changed since
     */
    public Optional<Subscription> replace(SubscriptionDraft draft, Optional<Instant> seen) {
        Optional<Secrets> stored = secrets(draft.id().orElseThrow());
        if (stored.isEmpty()) {
            return Optional.empty();
        }
        Settings settings = rules.check(draft, stored.get()).orThrow();
        boolean known = QuarkusTransaction.joiningExisting().call(() -> writer.update(settings, seen));
        subscribers.changed();
        return known ? find(settings.id()) : Optional.empty();
    }

    private Optional<Secrets> secrets(String id) {
        return QuarkusTransaction.joiningExisting()
                .call(() -> repository.findByIdOptional(id).map(mapper::secrets));
    }

    /**
     * What a draft asks for, without registering it; it needs no URL.
     *
     * @throws ProblemException 422 naming every field that cannot be used, as when it is registered
     */
    public Wanted check(SubscriptionDraft draft) {
        SubscriptionDraft named = draft.withId(draft.id().orElse("preview"));
        Secrets stored = secrets(named.id().orElseThrow()).orElse(Secrets.NONE);
        SubscriptionRules.Checked checked = rules.check(named, stored);
        List<FieldError> errors = checked.errors().stream()
                .filter(error -> draft.url().isPresent() || !error.field().equals("url"))
                .toList();
        return Wanted.of(new SubscriptionRules.Checked(checked.settings(), errors).orThrow());
    }

    /** In the order of ids, from the one after {@code after}; the empty text is before all. */
    @Transactional
    public List<Subscription> after(String after, int limit) {
        return repository.after(after, limit).stream().map(mapper::shown).toList();
    }

    @Transactional
    public Optional<Subscription> find(String id) {
        return repository.findByIdOptional(id).map(mapper::shown);
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
     * @param secret signs from now on if it was not declared before; empty: keep the one it has, or make one
     * @return what is wrong, by field; empty when it was done
     */
    List<FieldError> declare(SubscriptionDraft draft, Optional<SigningSecret> secret) {
        String id = draft.id().orElseThrow();
        Optional<Secrets> known = secrets(id);
        // A name service that is away must not keep a service from starting again with what it had.
        boolean sameUrl = known.map(Secrets::url).equals(draft.url());
        SubscriptionRules.Checked checked = rules.check(draft, known.orElse(Secrets.NONE));
        List<FieldError> errors = checked.errors().stream()
                .filter(error -> !(sameUrl && error.field().equals("url")))
                .toList();
        if (errors.isEmpty()) {
            QuarkusTransaction.joiningExisting().run(() -> {
                if (known.isPresent()) {
                    writer.update(checked.settings(), Optional.empty());
                } else {
                    writer.insert(
                            checked.settings(),
                            secret.orElseGet(() -> SigningSecret.create(
                                    checked.settings().writing().signature())));
                }
                secret.ifPresent(given -> writer.declareSecret(id, given));
            });
            subscribers.changed();
        }
        return errors;
    }
}
