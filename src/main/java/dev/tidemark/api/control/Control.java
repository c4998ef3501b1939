package dev.tidemark.api.control;

import dev.tidemark.account.Account;
import dev.tidemark.account.AccountStore;
import dev.tidemark.platform.Problem;
import dev.tidemark.platform.ProblemException;
import dev.tidemark.poll.Attention;
import jakarta.enterprise.context.ApplicationScoped;
import org.jboss.logging.Logger;

/** What an operator may do to the polling of an account; each is written to the log with who asked for it. */
@ApplicationScoped
class Control {
    private static final Logger LOG = Logger.getLogger(Control.class);

    private final AccountStore accounts;
    private final Attention attention;

    Control(AccountStore accounts, Attention attention) {
        this.accounts = accounts;
        this.attention = attention;
    }

    /** Nothing is asked for it any more; what is under way is stored. */
    Account pause(String id, String key) {
        known(id);
        boolean changed = accounts.pause(id, true);
        LOG.infof("account.paused account=%s key=%s changed=%s", id, key, changed);
        return known(id);
    }

    /** It is polled again, at once. */
    Account resume(String id, String key) {
        known(id);
        boolean changed = accounts.pause(id, false);
        LOG.infof("account.resumed account=%s key=%s changed=%s", id, key, changed);
        Account account = known(id);
        if (changed) {
            attention.look(account);
        }
        return account;
    }

    Account poll(String id, String key) {
        Account account = known(id);
        attention.look(account);
        LOG.infof("account.look account=%s key=%s", id, key);
        return account;
    }

    Account resync(String id, ResyncRequest request, String key) {
        Account account = known(id);
        attention.walkAgain(account, request.name(), request.telling());
        LOG.infof(
                "account.resync account=%s key=%s stream=%s telling=%s",
                id, key, request.name().text(), request.telling());
        return account;
    }

    /** @throws ProblemException 404 when there is none, 409 while it is being removed */
    private Account known(String id) {
        Account account = accounts.find(id).orElseThrow(() -> new ProblemException(Problem.notFound("account", id)));
        if (account.state() == Account.State.DELETING) {
            throw new ProblemException(Problem.of(
                    409, "Conflict", "The account '" + id + "' is being removed: nothing is asked for it any more."));
        }
        return account;
    }
}
