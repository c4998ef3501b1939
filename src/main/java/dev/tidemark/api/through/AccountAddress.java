package dev.tidemark.api.through;

import dev.tidemark.account.Account;
import dev.tidemark.account.ConfiguredAccounts;
import dev.tidemark.callback.guard.Target;
import dev.tidemark.callback.guard.TargetGuard;
import dev.tidemark.platform.Problem;
import dev.tidemark.platform.ProblemException;
import jakarta.enterprise.context.ApplicationScoped;

/**
 * Answers come back to the caller, so a name that leads into a private network by now must not be called, even if it
 * led elsewhere when the account was made. What the operator wrote down needs no judge.
 */
@ApplicationScoped
public class AccountAddress {
    private final TargetGuard guard;
    private final ConfiguredAccounts configured;

    AccountAddress(TargetGuard guard, ConfiguredAccounts configured) {
        this.guard = guard;
        this.configured = configured;
    }

    /** @throws ProblemException 409 when the address may not be called */
    public void check(Account account) {
        if (!configured.names(account.url()) && guard.check(account.url()) instanceof Target.Refused(String why)) {
            throw new ProblemException(Problem.of(
                    409, "Conflict", "The url of account '" + account.id() + "' may not be called: " + why + "."));
        }
    }
}
