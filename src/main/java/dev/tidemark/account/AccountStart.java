package dev.tidemark.account;

import io.quarkus.runtime.StartupEvent;
import io.quarkus.runtime.configuration.ConfigurationException;
import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;

/** Brings the accounts of the configuration into the store before anything is polled; a mistake there stops the start. */
@ApplicationScoped
class AccountStart {
    private final AccountStore accounts;
    private final ConfiguredAccounts configured;

    AccountStart(AccountStore accounts, ConfiguredAccounts configured) {
        this.accounts = accounts;
        this.configured = configured;
    }

    void check(@Observes @Priority(50) StartupEvent start) {
        if (!configured.mistakes().isEmpty()) {
            // Of this exception Quarkus prints the message alone and ends with exit code 1.
            throw new ConfigurationException(
                    "Tidemark does not start:\n- " + String.join("\n- ", configured.mistakes()));
        }
    }

    void putDeclaredAccounts(@Observes @Priority(100) StartupEvent start) {
        configured.all().forEach(this::put);
    }

    private void put(Declaration declaration) {
        try {
            accounts.declare(declaration);
        } catch (RuntimeException e) {
            // Another replica that starts now may have put it first: then it is known, and is only looked at.
            accounts.declare(declaration);
        }
    }
}
