package dev.tidemark.poll;

import dev.tidemark.account.Account;
import dev.tidemark.account.AccountStore;
import dev.tidemark.mindstamp.MindstampClient;
import dev.tidemark.mindstamp.MindstampClients;
import dev.tidemark.mindstamp.MindstampFailure;
import dev.tidemark.mindstamp.Reply;
import dev.tidemark.mindstamp.budget.CallClass;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Instant;
import java.util.Optional;
import org.jboss.logging.Logger;

/** Decides whether an account may be called now; parks it where its token is refused, and lets it go on later. */
@ApplicationScoped
class AccountGate {
    private static final Logger LOG = Logger.getLogger(AccountGate.class);

    private final AccountStore accounts;
    private final MindstampClients clients;
    private final PollRules rules;
    private final Clock clock;

    AccountGate(AccountStore accounts, MindstampClients clients, PollRules rules, Clock clock) {
        this.accounts = accounts;
        this.clients = clients;
        this.rules = rules;
        this.clock = clock;
    }

    /** The client of the account; empty while it is parked or its token cannot be used. */
    Optional<MindstampClient> open(Account account) {
        return token(account)
                .map(token -> clients.of(account.id(), account.url(), token, rules.limits()))
                .filter(client -> account.state() == Account.State.ACTIVE || isAcceptedAgain(account, client));
    }

    boolean isParked(Account account) {
        return accounts.find(account.id())
                .filter(now -> now.state() == Account.State.ACTIVE)
                .isEmpty();
    }

    void park(String account) {
        accounts.unauthorized(
                account,
                "Mindstamp does not accept the token of account '" + account + "' (401). Get a valid one from"
                        + " Mindstamp and set it; the account is asked about again every " + rules.tokenCheckText()
                        + ". Nothing is lost meanwhile: what changes is found when polling goes on.");
        LOG.errorf("account.unauthorized account=%s: polling stops until the token is accepted", account);
    }

    /** A token that was sealed with another key cannot be used; the account says so, others go on. */
    private Optional<String> token(Account account) {
        try {
            return Optional.of(accounts.token(account.id()));
        } catch (IllegalStateException e) {
            String reason = String.valueOf(e.getMessage());
            if (account.problem().filter(reason::equals).isEmpty()) {
                LOG.errorf("account.unusable account=%s: %s", account.id(), reason);
                accounts.unauthorized(account.id(), reason);
            }
            return Optional.empty();
        }
    }

    /** A parked account is asked about now and then; the answer decides whether it goes on. */
    private boolean isAcceptedAgain(Account account, MindstampClient client) {
        Instant nextCheck = account.problemAt().orElse(Instant.EPOCH).plus(rules.tokenCheck());
        if (clock.instant().isBefore(nextCheck)) {
            return false;
        }
        return switch (client.as(CallClass.CONFIRM).me()) {
            case Reply.Ok<?> _ -> {
                accounts.authorized(account.id());
                LOG.infof("account.authorized account=%s", account.id());
                yield true;
            }
            case Reply.Failed<?>(MindstampFailure.Unauthorized _) -> {
                park(account.id());
                yield false;
            }
            case Reply.Failed<?> _ -> false;
        };
    }
}
