package dev.tidemark.api.access;

import dev.tidemark.platform.SecretBox;
import io.quarkus.runtime.StartupEvent;
import io.quarkus.runtime.configuration.ConfigurationException;
import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.util.ArrayList;
import java.util.List;

/** Refuses to start a service that could not be used or would lie open, in words and without a stack trace. */
@ApplicationScoped
class StartupCheck {
    private static final int FIRST = 1;

    private final ApiKeys keys;
    private final Organisation organisation;
    private final OrganisationRoles roles;
    private final SecretBox secrets;

    StartupCheck(ApiKeys keys, Organisation organisation, OrganisationRoles roles, SecretBox secrets) {
        this.keys = keys;
        this.organisation = organisation;
        this.roles = roles;
        this.secrets = secrets;
    }

    void check(@Observes @Priority(FIRST) StartupEvent start) {
        List<String> mistakes = new ArrayList<>(keys.mistakes());
        mistakes.addAll(organisation.mistakes());
        mistakes.addAll(roles.mistakes());
        try {
            // The box is made at its first use; a wrong key has to be told now and not with the first account.
            secrets.seal("startup", "check");
        } catch (IllegalStateException e) {
            mistakes.add(String.valueOf(e.getMessage()));
        }
        if (!mistakes.isEmpty()) {
            // Of this exception Quarkus prints the message alone and ends with exit code 1.
            throw new ConfigurationException("Tidemark does not start:\n- " + String.join("\n- ", mistakes));
        }
    }
}
