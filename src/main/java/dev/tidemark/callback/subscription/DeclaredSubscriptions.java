package dev.tidemark.callback.subscription;

import dev.tidemark.callback.signing.SigningSecret;
import dev.tidemark.platform.Problem.FieldError;
import dev.tidemark.platform.ProblemException;
import io.quarkus.runtime.StartupEvent;
import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.persistence.PersistenceException;
import java.util.List;
import java.util.Optional;
import org.jboss.logging.Logger;

/** Applies what configuration declares before anything is sent; a mistake there stops the start and names its key. */
@ApplicationScoped
class DeclaredSubscriptions {
    private static final Logger LOG = Logger.getLogger(DeclaredSubscriptions.class);

    private final DeclaredConfig config;
    private final Subscriptions subscriptions;

    DeclaredSubscriptions(DeclaredConfig config, Subscriptions subscriptions) {
        this.config = config;
        this.subscriptions = subscriptions;
    }

    void onStart(@Observes @Priority(100) StartupEvent started) {
        config.subscriptions().forEach(this::apply);
    }

    void apply(String id, DeclaredConfig.Declared declared) {
        SubscriptionDraft draft = subscriptions
                .find(id)
                .map(known -> declared(declared, known.toDraft()))
                .orElseGet(() -> declared(
                        declared,
                        SubscriptionDraft.plain(Optional.of(id), Optional.empty(), Optional.empty(), List.of())));
        List<FieldError> errors = declare(draft, declared.secret().map(text -> secret(id, text)));
        if (!errors.isEmpty()) {
            FieldError first = errors.getFirst();
            throw new IllegalStateException(key(id, first.field()) + ": " + first.detail());
        }
    }

    /** What is declared rules; the rest stays as it is, and what a 410 switched off stays off until somebody enables it. */
    private static SubscriptionDraft declared(DeclaredConfig.Declared declared, SubscriptionDraft known) {
        return new SubscriptionDraft(
                known.id(),
                declared.name(),
                Optional.of(declared.url()),
                new SubscriptionDraft.Choice(
                        declared.types().orElse(List.of()), known.choice().accounts(), declared.filter()),
                writing(declared, known),
                known.pacing(),
                Optional.empty());
    }

    /** Secrets do not follow to another host, and configuration cannot give them: better without than no start. */
    private static SubscriptionDraft.Writing writing(DeclaredConfig.Declared declared, SubscriptionDraft known) {
        SubscriptionDraft.Writing writing =
                declared.format().map(known.writing()::with).orElse(known.writing());
        boolean isElsewhere = known.url()
                .filter(url -> !Settings.Secrets.host(url).equals(Settings.Secrets.host(declared.url())))
                .isPresent();
        if (!isElsewhere || !writing.hasSecrets()) {
            return writing;
        }
        LOG.warnf(
                "subscription=%s is declared with another host: its authentication and secret headers are dropped, set"
                        + " them by API",
                known.id().orElse(""));
        return writing.withoutSecrets();
    }

    private List<FieldError> declare(SubscriptionDraft draft, Optional<SigningSecret> secret) {
        try {
            return subscriptions.declare(draft, secret);
        } catch (PersistenceException | ProblemException e) {
            // Another replica that starts now put it first: then it is known, and is only brought up to date.
            return subscriptions.declare(draft, secret);
        }
    }

    private static SigningSecret secret(String id, String text) {
        try {
            return SigningSecret.of(text.strip());
        } catch (IllegalArgumentException e) {
            throw new IllegalStateException(key(id, "secret") + ": " + e.getMessage(), e);
        }
    }

    private static String key(String id, String field) {
        return field.equals("id") ? "tidemark.subscriptions." + id : "tidemark.subscriptions." + id + "." + field;
    }
}
