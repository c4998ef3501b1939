package dev.tidemark.callback.subscription;

import dev.tidemark.callback.notice.Notice;
import dev.tidemark.callback.notice.Notices;
import dev.tidemark.callback.signing.SecretStore;
import dev.tidemark.callback.signing.SigningSecret;
import dev.tidemark.callback.subscriber.OrderingStore;
import dev.tidemark.callback.subscriber.SubscriberStore;
import dev.tidemark.callback.subscriber.Words;
import dev.tidemark.platform.Problem;
import dev.tidemark.platform.Problem.FieldError;
import dev.tidemark.platform.ProblemException;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.LockModeType;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Changes of the table {@code subscription} by people and configuration; checked drafts only, in a transaction. */
@ApplicationScoped
class SubscriptionWriter {
    private static final String BY_HAND =
            "it was disabled by hand; its events are kept, and sent when it is enabled again";

    private final SubscriptionRepository repository;
    private final SubscriberStore store;
    private final OrderingStore orders;
    private final SubscriptionMapper mapper;
    private final Notices notices;
    private final SecretStore secrets;
    private final Clock clock;

    SubscriptionWriter(
            SubscriptionRepository repository,
            SubscriberStore store,
            OrderingStore orders,
            SubscriptionMapper mapper,
            Notices notices,
            SecretStore secrets,
            Clock clock) {
        this.repository = repository;
        this.store = store;
        this.orders = orders;
        this.mapper = mapper;
        this.notices = notices;
        this.secrets = secrets;
        this.clock = clock;
    }

    Subscription insert(Settings settings, SigningSecret secret) {
        String id = settings.id();
        if (repository.findByIdOptional(id).isPresent()) {
            throw taken(id);
        }
        Instant now = clock.instant();
        SubscriptionEntity entity = new SubscriptionEntity();
        entity.id = id;
        entity.createdAt = now;
        entity.updatedAt = now;
        entity.enabled = settings.enabled().orElse(true);
        mapper.fill(entity, settings);
        repository.persistAndFlush(entity);
        secrets.add(id, secret);
        return mapper.shown(entity);
    }

    /**
     * Makes it what the settings say. Deliveries that are open follow: another order, held where it is disabled.
     *
     * @param seen when it was last changed as far as the one who changes it knows; empty: whenever
     * @return false if there is none
     * @throws ProblemException 409 when it was changed since
     */
    boolean update(Settings settings, Optional<Instant> seen) {
        SubscriptionEntity entity = repository
                .findByIdOptional(settings.id(), LockModeType.PESSIMISTIC_WRITE)
                .orElse(null);
        if (entity == null) {
            return false;
        }
        if (seen.filter(time -> !time.equals(entity.updatedAt)).isPresent()) {
            throw changedMeanwhile(entity.id);
        }
        boolean isOtherUrl = mapper.isOtherUrl(entity, settings);
        if (!entity.signature.equals(settings.writing().signature().text())) {
            secrets.change(entity.id, settings.writing().signature());
        }
        boolean isOtherOrder =
                !entity.ordering.equals(settings.wishes().ordering().text());
        if (isOtherUrl) {
            entity.forgive();
        }
        mapper.fill(entity, settings);
        if (entity.enabled) {
            // what is still wrong is found again
            entity.problem = null;
        }
        entity.updatedAt = clock.instant();
        repository.flush();
        if (isOtherUrl) {
            store.forgetWait(entity.id);
            notices.withdraw(entity.id, clock.instant());
        }
        if (isOtherOrder) {
            orders.reorder(entity.id, settings.wishes().ordering(), clock.instant());
        }
        settings.enabled().filter(wanted -> wanted != entity.enabled).ifPresent(wanted -> {
            if (wanted) {
                enable(entity.id);
            } else {
                disable(entity);
            }
        });
        return true;
    }

    void declareSecret(String id, SigningSecret secret) {
        repository.findByIdOptional(id, LockModeType.PESSIMISTIC_WRITE).ifPresent(_ -> secrets.declare(id, secret));
    }

    boolean enable(String id) {
        return store.enable(id, clock.instant());
    }

    boolean disable(String id) {
        Optional<SubscriptionEntity> enabled =
                repository.findByIdOptional(id, LockModeType.PESSIMISTIC_WRITE).filter(entity -> entity.enabled);
        enabled.ifPresent(this::disable);
        return enabled.isPresent() || repository.findByIdOptional(id).isPresent();
    }

    private void disable(SubscriptionEntity entity) {
        Instant now = clock.instant();
        store.disable(Map.of(entity.id, now), BY_HAND);
        String account = Words.split(entity.accounts).stream().findFirst().orElse(Notice.NO_ACCOUNT);
        notices.add(List.of(new Notice.Disabled(entity.id, 0, account, BY_HAND, now)));
    }

    /** Its secrets go with it, by the database. */
    boolean delete(String id) {
        // The row first: who adds deliveries holds its lock, so afterwards all of them can be seen.
        boolean deleted = repository.delete("id", id) > 0;
        store.cancelOpen(id, clock.instant());
        notices.withdraw(id, clock.instant());
        return deleted;
    }

    private static ProblemException taken(String id) {
        String detail = "there is a subscription '" + id + "' already; choose another id or delete that one first";
        return new ProblemException(
                new Problem("about:blank", "Conflict", 409, "id: " + detail, List.of(new FieldError("id", detail))));
    }

    private static ProblemException changedMeanwhile(String id) {
        return new ProblemException(Problem.of(
                409, "Conflict", "subscription '" + id + "' was changed at the same time; read it and try again"));
    }
}
