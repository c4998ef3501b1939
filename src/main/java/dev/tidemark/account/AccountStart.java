package dev.tidemark.account;

import io.quarkus.runtime.StartupEvent;
import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;

/** Brings the accounts of the configuration into the store before anything is polled. */
@ApplicationScoped
class AccountStart {
    private final AccountStore accounts;
    private final MindstampConfig mindstamp;
    private final DeclaredAccounts declared;

    AccountStart(AccountStore accounts, MindstampConfig mindstamp, DeclaredAccounts declared) {
        this.accounts = accounts;
        this.mindstamp = mindstamp;
        this.declared = declared;
    }

    void putDeclaredAccounts(@Observes @Priority(100) StartupEvent start) {
        mindstamp.token().ifPresent(token -> put("default", "default", mindstamp.url(), token));
        declared.byId()
                .forEach((id, account) ->
                        put(id, account.name().orElse(id), account.url().orElse(mindstamp.url()), account.token()));
    }

    private void put(String id, String name, String url, String token) {
        try {
            accounts.put(id, name, url.replaceAll("/+$", ""), token.strip());
        } catch (RuntimeException e) {
            // Another replica that starts now may have put it first: then it is known, and is only looked at.
            accounts.put(id, name, url.replaceAll("/+$", ""), token.strip());
        }
    }
}
