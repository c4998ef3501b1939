package dev.tidemark.api.account;

import dev.tidemark.account.ConfiguredAccounts;
import dev.tidemark.platform.Problem;
import dev.tidemark.platform.ProblemException;
import dev.tidemark.poll.removal.AccountRemoval;
import dev.tidemark.poll.removal.RemovalLoop;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** Removes an account that somebody really wants removed, here as far as patience goes, the rest in the background. */
@ApplicationScoped
class Removal {
    private final ConfiguredAccounts configured;
    private final AccountRemoval removal;
    private final RemovalLoop loop;

    Removal(ConfiguredAccounts configured, AccountRemoval removal, RemovalLoop loop) {
        this.configured = configured;
        this.removal = removal;
        this.loop = loop;
    }

    /**
     * Removes a known account.
     *
     * @return whether all of it is gone already
     * @throws ProblemException 400 without the id once more, 409 while the configuration declares it
     */
    boolean remove(String id, @Nullable String confirm, Duration patience) {
        if (!id.equals(confirm)) {
            throw new ProblemException(Problem.badRequest(
                    "confirm",
                    "removing an account removes its token, its events and their deliveries for good. If that is"
                            + " meant, call DELETE /api/v1/accounts/" + id + "?confirm=" + id));
        }
        configured.property(id).ifPresent(property -> {
            throw new ProblemException(Problem.of(
                    409,
                    "Conflict",
                    "The configuration declares the account '" + id
                            + "', so the next start would bring it back. Remove " + property
                            + " from the configuration and restart, then remove the account."));
        });
        removal.begin(id);
        boolean gone = removal.work(id, patience);
        if (!gone) {
            loop.wake();
        }
        return gone;
    }
}
