package dev.tidemark.poll.lease;

import dev.tidemark.account.Account;
import dev.tidemark.account.AccountStore;
import dev.tidemark.platform.lease.Lease;
import dev.tidemark.platform.lease.LeaseStore;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.util.Optional;

/** Who may poll an account: one replica at a time, and nobody once it is being removed. */
@ApplicationScoped
public class PollRight {
    private final AccountStore accounts;
    private final LeaseStore leases;

    PollRight(AccountStore accounts, LeaseStore leases) {
        this.accounts = accounts;
        this.leases = leases;
    }

    /** Takes or renews the lease; empty while another replica has it, or when the account is paused or not as given. */
    @Transactional
    public Optional<Lease> take(Account account) {
        return accounts.lock(account.id())
                .filter(now ->
                        now.state() != Account.State.DELETING && !now.paused() && now.revision() == account.revision())
                .flatMap(_ -> leases.acquire(name(account.id())));
    }

    /** What a poll of the account that is under way has not stored yet is refused, in the caller's transaction. */
    @Transactional
    public void revoke(String account) {
        leases.revoke(name(account));
    }

    /** Leaves nothing of it, in the caller's transaction, which also removes the account. */
    @Transactional
    public void remove(String account) {
        leases.remove(name(account));
    }

    private static String name(String account) {
        return "poll/" + account;
    }
}
