package dev.tidemark.callback.subscription;

import dev.tidemark.callback.signing.LiveSecret;
import dev.tidemark.callback.signing.SecretStore;
import dev.tidemark.callback.signing.VerifyingKey;
import dev.tidemark.callback.subscriber.Subscribers;
import dev.tidemark.platform.Problem;
import dev.tidemark.platform.ProblemException;
import io.quarkus.narayana.jta.QuarkusTransaction;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.time.Duration;
import java.util.List;

/** Shows and exchanges what subscriptions are signed with. */
@ApplicationScoped
public class SubscriptionSecrets {
    private final SecretStore store;
    private final Subscribers subscribers;

    SubscriptionSecrets(SecretStore store, Subscribers subscribers) {
        this.store = store;
        this.subscribers = subscribers;
    }

    /**
     * Those that sign now, the newest first; none when there is no such subscription.
     *
     * @throws ProblemException 409 when one was stored with another key of the service
     */
    @Transactional
    public List<LiveSecret> live(String subscription) {
        return opened(subscription);
    }

    private List<LiveSecret> opened(String subscription) {
        try {
            return store.live(subscription);
        } catch (IllegalStateException e) {
            throw new ProblemException(Problem.of(
                    409, "Conflict", e.getMessage() + "; rotate with the overlap PT0S to have one that can be used"));
        }
    }

    /** The public keys of all subscriptions that are signed by scheme v1a. */
    @Transactional
    public List<VerifyingKey> verifyingKeys() {
        return store.verifyingKeys();
    }

    /**
     * Signs with a new secret from now on, and with those before until the overlap is over.
     *
     * @param overlap 0–7 days
     * @return all that sign now, the new one first; none when there is no such subscription
     * @throws ProblemException 422 for another overlap; 409 when too many sign already
     */
    public List<LiveSecret> rotate(String subscription, Duration overlap) {
        if (overlap.isNegative() || overlap.compareTo(SecretStore.LONGEST_OVERLAP) > 0) {
            throw ProblemException.invalid("overlap", "is " + overlap + "; use PT0S to P7D (seven days)");
        }
        List<LiveSecret> live = QuarkusTransaction.joiningExisting()
                .call(() -> store.rotate(subscription, overlap)
                        .map(_ -> opened(subscription))
                        .orElse(List.of()));
        subscribers.changed();
        return live;
    }
}
