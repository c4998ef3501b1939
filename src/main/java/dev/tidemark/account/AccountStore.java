package dev.tidemark.account;

import dev.tidemark.account.Account.State;
import dev.tidemark.platform.SecretBox;
import io.quarkus.narayana.jta.QuarkusTransaction;
import io.quarkus.panache.common.Sort;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.PersistenceException;
import jakarta.transaction.Transactional;
import java.time.Clock;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import org.jboss.logging.Logger;

/** The accounts; tokens go in and come out for calls only, sealed in between. */
@ApplicationScoped
public class AccountStore {
    private static final Logger LOG = Logger.getLogger(AccountStore.class);

    private final AccountRepository accounts;
    private final SecretBox secrets;
    private final Clock clock;

    AccountStore(AccountRepository accounts, SecretBox secrets, Clock clock) {
        this.accounts = accounts;
        this.secrets = secrets;
        this.clock = clock;
    }

    /** What becomes different; what is empty stays. */
    public record Change(Optional<String> name, Optional<String> url, Optional<String> token) {
        /** Whether Mindstamp is called in another way from then on. */
        public boolean concernsCalls() {
            return url.isPresent() || token.isPresent();
        }
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

    /** The account as it is now, which nobody else changes before the caller's transaction ends. */
    @Transactional
    public Optional<Account> lock(String id) {
        return accounts.lock(id).map(AccountEntity::toAccount);
    }

    /** @return empty when the id is taken */
    public Optional<Account> create(String id, String name, String url, String token) {
        try {
            return QuarkusTransaction.requiringNew().call(() -> {
                if (accounts.findByIdOptional(id).isPresent()) {
                    return Optional.empty();
                }
                AccountEntity account = created(id);
                account.name = name;
                tryAfresh(account, url, sealed(id, token));
                accounts.persistAndFlush(account);
                return Optional.of(account.toAccount());
            });
        } catch (PersistenceException e) {
            if (find(id).isPresent()) {
                return Optional.empty(); // somebody else was faster
            }
            throw e;
        }
    }

    /** Creates the account or brings it up to date; a token or host that differs from the stored one is tried afresh. */
    @Transactional
    public Account put(String id, String name, String url, String token) {
        AccountEntity account = accounts.lock(id).orElseGet(() -> created(id));
        if (account.token == null || !account.url.equals(url) || !isSealed(account, token)) {
            tryAfresh(account, url, sealed(id, token));
        }
        account.name = name;
        accounts.persist(account);
        return account.toAccount();
    }

    /**
     * Makes the account what the configuration says, unless it said so already: what was changed by API since then
     * stays. A token that was sealed with another key is replaced in any case, for nothing else can be done with it.
     */
    @Transactional
    void declare(Declaration said) {
        Optional<AccountEntity> known = accounts.lock(said.id());
        if (known.filter(account -> account.state == State.DELETING).isPresent()) {
            LOG.warnf(
                    "account.declared account=%s: it is still being deleted; it is watched from the first start after"
                            + " that",
                    said.id());
        } else if (known.filter(account -> said.fingerprint().equals(account.declared) && opens(account))
                .isEmpty()) {
            put(said.id(), said.name(), said.url(), said.token());
            accounts.findById(said.id()).declared = said.fingerprint();
        }
    }

    /**
     * Changes the account and tries it afresh.
     *
     * @param seen what the change was decided on
     * @return empty when it is not like that any more: nothing was changed
     */
    @Transactional
    public Optional<Account> change(Account seen, Change change) {
        return current(seen).map(account -> {
            if (change.concernsCalls()) {
                tryAfresh(
                        account,
                        change.url().orElse(account.url),
                        change.token().map(token -> sealed(account.id, token)).orElse(account.token));
            }
            change.name().ifPresent(name -> account.name = name);
            account.updatedAt = clock.instant();
            return account.toAccount();
        });
    }

    /** The bearer token in clear; for the call only, never for an answer or a log line. */
    @Transactional
    public String token(String id) {
        return accounts.findByIdOptional(id)
                .map(account -> secrets.open(secretName(id), account.token))
                .orElseThrow(() -> new IllegalStateException("account " + id + " is removed"));
    }

    @Transactional
    public void unauthorized(String id, String reason) {
        accounts.lock(id).ifPresent(account -> park(account, reason));
    }

    /** @param seen as it was called; if it has another token by now, the answer says nothing about that one */
    @Transactional
    public void unauthorized(Account seen, String reason) {
        current(seen).ifPresent(account -> park(account, reason));
    }

    /** @param seen as it was called */
    @Transactional
    public void authorized(Account seen) {
        current(seen).ifPresent(account -> {
            account.state = State.ACTIVE;
            account.problem = null;
            account.problemAt = null;
        });
    }

    /** The operator stops polling it, or lets it go on. @return whether that is another way now */
    @Transactional
    public boolean pause(String id, boolean paused) {
        return accounts.lock(id)
                .filter(account -> account.paused != paused)
                .map(account -> {
                    account.paused = paused;
                    account.updatedAt = clock.instant();
                    return true;
                })
                .orElse(false);
    }

    /** From here on it is only removed, in the caller's transaction. @return false when there is none */
    @Transactional
    public boolean deleting(String id) {
        return accounts.lock(id)
                .map(account -> {
                    account.state = State.DELETING;
                    account.problem = null;
                    account.problemAt = null;
                    return true;
                })
                .orElse(false);
    }

    /** Removes the account with its token; all else of it must be gone. */
    @Transactional
    public void remove(String id) {
        accounts.deleteById(id);
    }

    private Optional<AccountEntity> current(Account seen) {
        return accounts.lock(seen.id())
                .filter(now -> now.revision == seen.revision()
                        && now.state != State.DELETING
                        && now.createdAt.equals(seen.createdAt()));
    }

    private void park(AccountEntity account, String reason) {
        if (account.state != State.DELETING) {
            account.state = State.UNAUTHORIZED;
            account.problem = reason;
            account.problemAt = clock.instant();
        }
    }

    private void tryAfresh(AccountEntity account, String url, byte[] token) {
        account.url = url;
        account.token = token;
        account.revision++;
        account.state = State.ACTIVE;
        account.problem = null;
        account.problemAt = null;
        account.updatedAt = clock.instant();
    }

    private byte[] sealed(String id, String token) {
        return secrets.seal(secretName(id), token);
    }

    private boolean opens(AccountEntity account) {
        try {
            return !secrets.open(secretName(account.id), account.token).isEmpty();
        } catch (IllegalStateException e) {
            return false;
        }
    }

    private boolean isSealed(AccountEntity account, String token) {
        try {
            return secrets.open(secretName(account.id), account.token).equals(token);
        } catch (IllegalStateException e) {
            return false; // sealed with another key: the token given now replaces it
        }
    }

    private AccountEntity created(String id) {
        AccountEntity account = new AccountEntity();
        account.id = id;
        // As precise as the database: it tells an account from an older one of the same id.
        account.createdAt = clock.instant().truncatedTo(ChronoUnit.MICROS);
        return account;
    }

    private static String secretName(String id) {
        return "account/" + id;
    }
}
