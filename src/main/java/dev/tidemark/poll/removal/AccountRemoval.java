package dev.tidemark.poll.removal;

import dev.tidemark.account.Account;
import dev.tidemark.account.AccountStore;
import dev.tidemark.outbox.EventLog;
import dev.tidemark.poll.lease.PollRight;
import io.quarkus.narayana.jta.QuarkusTransaction;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import org.jboss.logging.Logger;

/**
 * Removes an account: first it is marked, from when on nobody polls it, then its data go step by step, at last itself.
 * What is done is done for good, so anybody may go on at any time, here or on another replica.
 */
@ApplicationScoped
public class AccountRemoval {
    private static final Logger LOG = Logger.getLogger(AccountRemoval.class);
    private static final int ROWS_AT_ONCE = 5000;

    private final AccountStore accounts;
    private final PollRight right;
    private final EventLog log;
    private final RemovalStore rows;
    private final Clock clock;

    AccountRemoval(AccountStore accounts, PollRight right, EventLog log, RemovalStore rows, Clock clock) {
        this.accounts = accounts;
        this.right = right;
        this.log = log;
        this.rows = rows;
        this.clock = clock;
    }

    /** Marks the account; a page that is just being stored is stored before this or not at all. */
    public void begin(String account) {
        QuarkusTransaction.requiringNew().run(() -> {
            if (accounts.deleting(account)) {
                right.revoke(account);
            }
        });
        LOG.infof("account.deleting account=%s", account);
    }

    /** Goes on for about so long. @return whether the account and all of it is gone */
    public boolean work(String account, Duration atMost) {
        Instant end = clock.instant().plus(atMost);
        boolean gone = step(account);
        while (!gone && clock.instant().isBefore(end)) {
            gone = step(account);
        }
        return gone;
    }

    /** One short transaction; whoever else removes the same account waits for it. @return whether that was the last */
    boolean step(String account) {
        return QuarkusTransaction.requiringNew().call(() -> {
            boolean goesOn = accounts.lock(account)
                    .filter(now -> now.state() == Account.State.DELETING)
                    .isPresent();
            if (!goesOn) {
                return true;
            }
            if (log.forget(account)
                    || rows.removeRowStates(account, ROWS_AT_ONCE) > 0
                    || rows.removeFacts(account, ROWS_AT_ONCE) > 0) {
                return false;
            }
            rows.removeStreams(account);
            right.remove(account);
            accounts.remove(account);
            LOG.infof("account.deleted account=%s", account);
            return true;
        });
    }
}
