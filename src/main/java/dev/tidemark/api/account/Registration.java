package dev.tidemark.api.account;

import dev.tidemark.account.Account;
import dev.tidemark.account.AccountRules;
import dev.tidemark.account.AccountStore;
import dev.tidemark.account.AccountStore.Change;
import dev.tidemark.account.ConfiguredAccounts;
import dev.tidemark.platform.Ids;
import dev.tidemark.platform.Problem;
import dev.tidemark.platform.ProblemException;
import dev.tidemark.poll.Attention;
import io.quarkus.narayana.jta.QuarkusTransaction;
import jakarta.enterprise.context.ApplicationScoped;
import java.net.URI;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;

/** Accounts come and change by API: judged, then asked about at Mindstamp, then stored, then polled. */
@ApplicationScoped
class Registration {
    private final AccountStore accounts;
    private final ConfiguredAccounts configured;
    private final DraftRules rules;
    private final TokenCheck tokens;
    private final Attention attention;

    Registration(
            AccountStore accounts,
            ConfiguredAccounts configured,
            DraftRules rules,
            TokenCheck tokens,
            Attention attention) {
        this.accounts = accounts;
        this.configured = configured;
        this.rules = rules;
        this.tokens = tokens;
        this.attention = attention;
    }

    /** @throws ProblemException 422 naming every field that cannot be used, 409 when the id is taken, 502, 503 */
    Account create(AccountRequest request) {
        rules.check(request);
        String id = Optional.ofNullable(request.id()).orElseGet(() -> Ids.random("acc"));
        if (accounts.find(id).isPresent()) {
            throw taken(id); // before a call is spent
        }
        String name = Optional.ofNullable(request.name()).orElse(id);
        String url = Optional.ofNullable(request.url())
                .map(AccountRules::withoutSlashes)
                .orElse(configured.defaultUrl());
        String token = Objects.requireNonNull(request.token());
        tokens.check(id, url, token);
        Account created = accounts.create(id, name, url, token).orElseThrow(() -> taken(id));
        attention.look(created);
        return created;
    }

    /** @throws ProblemException 422 naming what cannot be used, 409 when it changed meanwhile, 502, 503 */
    Account change(Account account, AccountPatch patch) {
        rules.check(patch);
        if (account.state() == Account.State.DELETING) {
            throw conflict("The account '" + account.id() + "' is being removed and cannot be changed any more.");
        }
        Change change = new Change(
                Optional.ofNullable(patch.name()),
                Optional.ofNullable(patch.url())
                        .map(AccountRules::withoutSlashes)
                        .filter(url -> !url.equals(account.url())),
                Optional.ofNullable(patch.token()));
        if (change.concernsCalls()) {
            if (change.url().isEmpty()) {
                rules.checkStored(account.url());
            }
            tokens.check(account.id(), change.url().orElse(account.url()), tokenFor(account, change));
        }
        Account changed = store(account, change)
                .orElseThrow(() -> conflict("The account '" + account.id()
                        + "' was changed or removed by somebody else at the same time. Nothing was stored; look at it and"
                        + " make the call again if it is still meant."));
        if (change.concernsCalls()) {
            attention.look(changed);
        }
        return changed;
    }

    /** With the change, what is under way in the old way is at its end, also where another replica does it. */
    private Optional<Account> store(Account account, Change change) {
        return QuarkusTransaction.requiringNew().call(() -> {
            Optional<Account> changed = accounts.change(account, change);
            changed.filter(_ -> change.concernsCalls()).ifPresent(attention::drop);
            return changed;
        });
    }

    /** The stored token goes only where it went before: a new host could keep it for itself. */
    private String tokenFor(Account account, Change change) {
        if (change.token().isPresent()) {
            return change.token().get();
        }
        String url = change.url().orElse(account.url());
        if (!origin(url).equals(origin(account.url())) && !configured.names(url)) {
            throw ProblemException.invalid(
                    "token",
                    "is needed where the url leads to another host: the stored one is sent only to the host it was"
                            + " given for. Send url and token together.");
        }
        return storedToken(account);
    }

    private String storedToken(Account account) {
        try {
            return accounts.token(account.id());
        } catch (IllegalStateException e) {
            throw ProblemException.invalid(
                    "token", "is needed: the stored one cannot be read (" + e.getMessage() + ")");
        }
    }

    private static String origin(String url) {
        URI uri = URI.create(url);
        return (uri.getScheme() + "://" + uri.getHost() + ":" + uri.getPort()).toLowerCase(Locale.ROOT);
    }

    private static ProblemException taken(String id) {
        String detail = "there is an account '" + id + "' already; choose another id, or change that one with PATCH";
        return new ProblemException(new Problem(
                "about:blank", "Conflict", 409, "id: " + detail, List.of(new Problem.FieldError("id", detail))));
    }

    private static ProblemException conflict(String detail) {
        return new ProblemException(Problem.of(409, "Conflict", detail));
    }
}
