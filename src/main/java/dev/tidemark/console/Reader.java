package dev.tidemark.console;

import io.quarkus.security.identity.SecurityIdentity;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Named;

/** Who looks at the page, for templates: {@code {inject:reader.may('manage')}} shows what this person may do. */
@Named("reader")
@RequestScoped
public class Reader {
    private final SecurityIdentity identity;

    Reader(SecurityIdentity identity) {
        this.identity = identity;
    }

    /** The name of the key; {@code anyone} where no key is asked for. */
    public String name() {
        return identity.isAnonymous() ? "" : identity.getPrincipal().getName();
    }

    /** @param scope read, manage, secrets or admin */
    public boolean may(String scope) {
        return identity.hasRole(scope);
    }
}
