package dev.tidemark.poll;

import dev.tidemark.account.Account;
import dev.tidemark.account.AccountStore;
import dev.tidemark.mindstamp.MindstampClient;
import dev.tidemark.mindstamp.MindstampClients;
import dev.tidemark.mindstamp.MindstampFailure;
import dev.tidemark.mindstamp.Reply;
import dev.tidemark.mindstamp.budget.CallClass;
import dev.tidemark.poll.condition.SourceConditions;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Instant;
import java.util.Optional;
import org.jboss.logging.Logger;

/** The way to Mindstamp for an account: parks it where its token is refused, and lets it go on later. */
@ApplicationScoped
public class AccountGate {
    private static final Logger LOG = Logger.getLogger(AccountGate.class);

    private final AccountStore accounts;
    private final MindstampClients clients;
    private final PollRules rules;
    private final SourceConditions conditions;
    private final Clock clock;

    AccountGate(
            AccountStore accounts,
            MindstampClients clients,
            PollRules rules,
            SourceConditions conditions,
            Clock clock) {
        this.accounts = accounts;
        this.clients = clients;
        this.rules = rules;
        this.conditions = conditions;
        this.clock = clock;
    }

    /** The client that polls the account; empty while it is paused or parked, or its token cannot be used. */
    Optional<MindstampClient> open(Account account) {
        if (account.paused()) {
            return Optional.empty();
        }
        return switch (account.state()) {
            case ACTIVE -> client(account);
            case UNAUTHORIZED -> client(account).filter(client -> isAcceptedAgain(account, client));
            case DELETING -> Optional.empty();
        };
    }

    /** The account's client whatever its state; empty where the token was sealed with another key: the account says so. */
    public Optional<MindstampClient> client(Account account) {
        try {
            return Optional.of(client(account.id(), account.url(), accounts.token(account.id())));
        } catch (IllegalStateException e) {
            String reason = String.valueOf(e.getMessage());
            if (account.problem().filter(reason::equals).isEmpty()) {
                LOG.errorf("account.unusable account=%s: %s", account.id(), reason);
                accounts.unauthorized(account, reason);
                conditions.unauthorized(account.id(), reason);
            }
            return Optional.empty();
        }
    }

    /** Asks Mindstamp whether it accepts this token. @return why not; empty when it does */
    public Optional<MindstampFailure> refusal(String account, String url, String token) {
        return switch (client(account, url, token).as(CallClass.CONFIRM).me()) {
            case Reply.Ok<?> _ -> Optional.empty();
            case Reply.Failed<?>(MindstampFailure failure) -> Optional.of(failure);
        };
    }

    /**
     * A passed-on call was refused (401). That may be that call alone, for want of a right: only if the token is refused
     * as such, the account waits.
     */
    public void doubt(Account account) {
        if (account.state() == Account.State.ACTIVE
                && !account.paused()
                && client(account)
                                .map(client -> client.as(CallClass.CONFIRM).me())
                                .orElse(null)
                        instanceof Reply.Failed<?>(MindstampFailure.Unauthorized _)) {
            park(account);
        }
    }

    /** Whether there is nothing more to ask for the account as it was opened. */
    boolean isParked(Account account) {
        return accounts.find(account.id())
                .filter(now ->
                        now.state() == Account.State.ACTIVE && !now.paused() && now.revision() == account.revision())
                .isEmpty();
    }

    /** @param account as it was called */
    void park(Account account) {
        accounts.unauthorized(
                account,
                "Mindstamp does not accept the token of account '" + account.id() + "' (401). Get a valid one from"
                        + " Mindstamp and set it; the account is asked about again every " + rules.tokenCheckText()
                        + ". Nothing is lost meanwhile: what changes is found when polling goes on.");
        conditions.unauthorized(account.id(), new MindstampFailure.Unauthorized().reason() + ".");
        LOG.errorf("account.unauthorized account=%s: polling stops until the token is accepted", account.id());
    }

    /**
     * Mindstamp accepts the token of a parked account: it goes on.
     *
     * @param account as it was called
     */
    public void unpark(Account account) {
        accounts.authorized(account);
        LOG.infof("account.authorized account=%s", account.id());
    }

    private MindstampClient client(String account, String url, String token) {
        return clients.of(account, url, token, rules.limits());
    }

    /** A parked account is asked about now and then; the answer decides whether it goes on. */
    private boolean isAcceptedAgain(Account account, MindstampClient client) {
        Instant nextCheck = account.problemAt().orElse(Instant.EPOCH).plus(rules.tokenCheck());
        if (clock.instant().isBefore(nextCheck)) {
            return false;
        }
        return switch (client.as(CallClass.CONFIRM).me()) {
            // Whatever else it says, it does not refuse the token any more.
            case Reply.Ok<?> _,
                    Reply.Failed<?>(MindstampFailure.NotFound _),
                    Reply.Failed<?>(MindstampFailure.Refused _) -> {
                unpark(account);
                yield true;
            }
            case Reply.Failed<?>(MindstampFailure.Unauthorized _) -> {
                park(account);
                yield false;
            }
            // The budget makes these wait.
            case Reply.Failed<?> _ -> false;
        };
    }
}
