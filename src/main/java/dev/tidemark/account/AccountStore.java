package dev.tidemark.account;

import dev.tidemark.platform.SecretBox;
import io.quarkus.panache.common.Sort;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** The accounts; tokens go in and come out for calls only, sealed in between. */
@ApplicationScoped
public class AccountStore {
    private final AccountRepository accounts;
    private final SecretBox secrets;
    private final Clock clock;

    AccountStore(AccountRepository accounts, SecretBox secrets, Clock clock) {
        this.accounts = accounts;
        this.secrets = secrets;
        this.clock = clock;
    }

    @Transactional
    public List<Account> all() {
        return accounts.listAll(Sort.by("id")).stream()
                .map(AccountEntity::toAccount)
                .toList();
    }

    @Transactional
    public Optional<Account> find(String id) {
        return accounts.findByIdOptional(id).map(AccountEntity::toAccount);
    }

    /** Creates the account or brings it up to date; a token or host that differs from the stored one is tried afresh. */
    @Transactional
    public Account put(String id, String name, String url, String token) {
        Instant now = clock.instant();
        Optional<AccountEntity> known = accounts.findByIdOptional(id);
        AccountEntity account = known.orElseGet(() -> created(id, now));
        boolean tryAfresh = known.isEmpty() || !account.url.equals(url) || !isSealed(account, token);
        account.name = name;
        account.url = url;
        if (tryAfresh) {
            account.token = secrets.seal(secretName(id), token);
            account.state = Account.State.ACTIVE;
            account.problem = null;
            account.problemAt = null;
            account.updatedAt = now;
        }
        accounts.persist(account);
        return account.toAccount();
    }

    /** The bearer token in clear; for the call only, never for an answer or a log line. */
    @Transactional
    public String token(String id) {
        return secrets.open(secretName(id), accounts.findById(id).token);
    }

    @Transactional
    public void unauthorized(String id, String reason) {
        accounts.findByIdOptional(id).ifPresent(account -> {
            account.state = Account.State.UNAUTHORIZED;
            account.problem = reason;
            account.problemAt = clock.instant();
        });
    }

    @Transactional
    public void authorized(String id) {
        accounts.findByIdOptional(id).ifPresent(account -> {
            account.state = Account.State.ACTIVE;
            account.problem = null;
            account.problemAt = null;
        });
    }

    private boolean isSealed(AccountEntity account, String token) {
        try {
            return secrets.open(secretName(account.id), account.token).equals(token);
        } catch (IllegalStateException e) {
            return false; // sealed with another key: the token given now replaces it
        }
    }

    private static AccountEntity created(String id, Instant now) {
        AccountEntity account = new AccountEntity();
        account.id = id;
        account.createdAt = now;
        return account;
    }

    private static String secretName(String id) {
        return "account/" + id;
    }
}
