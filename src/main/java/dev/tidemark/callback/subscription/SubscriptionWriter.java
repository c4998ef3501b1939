package dev.tidemark.callback.subscription;

import dev.tidemark.callback.notice.Notice;
import dev.tidemark.callback.notice.Notices;
import dev.tidemark.callback.signing.SigningSecret;
import dev.tidemark.callback.subscriber.SettingsSeal;
import dev.tidemark.callback.subscriber.SubscriberStore;
import dev.tidemark.callback.subscriber.Words;
import dev.tidemark.event.EventType;
import dev.tidemark.platform.Problem;
import dev.tidemark.platform.Problem.FieldError;
import dev.tidemark.platform.ProblemException;
import dev.tidemark.platform.SecretBox;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.LockModeType;
import java.time.Clock;
import java.time.Instant;
import java.util.EnumSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Changes of the table {@code subscription} by people and configuration; checked drafts only, in a transaction. */
@ApplicationScoped
class SubscriptionWriter {
    private static final String BY_HAND =
            "it was disabled by hand; its events are kept, and sent when it is enabled again";

    private final SubscriptionRepository repository;
    private final SubscriberStore store;
    private final Notices notices;
    private final SecretBox secrets;
    private final Clock clock;

    SubscriptionWriter(
            SubscriptionRepository repository, SubscriberStore store, Notices notices, SecretBox secrets, Clock clock) {
        this.repository = repository;
        this.store = store;
        this.notices = notices;
        this.secrets = secrets;
        this.clock = clock;
    }

    Subscription insert(SubscriptionDraft draft, SigningSecret secret) {
        String id = draft.id().orElseThrow();
        if (repository.findByIdOptional(id).isPresent()) {
            throw taken(id);
        }
        Instant now = clock.instant();
        SubscriptionEntity entity = new SubscriptionEntity();
        entity.id = id;
        entity.createdAt = now;
        fill(entity, draft, now);
        entity.secret = secrets.seal(SettingsSeal.secretName(id), secret.text());
        repository.persistAndFlush(entity);
        return entity.toSubscription();
    }

    void update(SubscriptionDraft draft, Optional<SigningSecret> secret) {
        String id = draft.id().orElseThrow();
        repository.findByIdOptional(id, LockModeType.PESSIMISTIC_WRITE).ifPresent(entity -> {
            // what a receiver's 410 switched off stays off until somebody enables it
            boolean enabled = entity.enabled;
            if (!draft.url().orElseThrow().equals(entity.url)) {
                entity.forgive();
                store.forgetWait(id);
                notices.withdraw(id, clock.instant());
            }
            fill(entity, draft, clock.instant());
            entity.enabled = enabled;
            secret.ifPresent(given -> entity.secret = secrets.seal(SettingsSeal.secretName(id), given.text()));
        });
    }

    boolean enable(String id) {
        return store.enable(id, clock.instant());
    }

    boolean disable(String id) {
        Optional<SubscriptionEntity> enabled =
                repository.findByIdOptional(id, LockModeType.PESSIMISTIC_WRITE).filter(entity -> entity.enabled);
        enabled.ifPresent(entity -> {
            Instant now = clock.instant();
            store.disable(Map.of(id, now), BY_HAND);
            String account = Words.split(entity.accounts).stream().findFirst().orElse(Notice.NO_ACCOUNT);
            notices.add(List.of(new Notice.Disabled(id, 0, account, BY_HAND, now)));
        });
        return enabled.isPresent() || repository.findByIdOptional(id).isPresent();
    }

    boolean delete(String id) {
        // The row first: who adds deliveries holds its lock, so afterwards all of them can be seen.
        boolean deleted = repository.delete("id", id) > 0;
        store.cancelOpen(id, clock.instant());
        notices.withdraw(id, clock.instant());
        return deleted;
    }

    private static void fill(SubscriptionEntity entity, SubscriptionDraft draft, Instant now) {
        Set<EventType> types = EnumSet.noneOf(EventType.class);
        draft.types().forEach(name -> EventType.byShortName(name).ifPresent(types::add));
        entity.name = draft.name().orElse(null);
        entity.url = draft.url().orElseThrow();
        entity.types = Words.joinTypes(types);
        entity.accounts = Words.join(new LinkedHashSet<>(draft.accounts()));
        entity.enabled = draft.enabled();
        entity.updatedAt = now;
    }

    private static ProblemException taken(String id) {
        String detail = "there is a subscription '" + id + "' already; choose another id or delete that one first";
        return new ProblemException(
                new Problem("about:blank", "Conflict", 409, "id: " + detail, List.of(new FieldError("id", detail))));
    }
}
