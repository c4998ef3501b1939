package dev.tidemark.console;

import io.quarkus.oidc.OIDCException;
import io.quarkus.runtime.BlockingOperationControl;
import io.quarkus.security.AuthenticationFailedException;
import io.quarkus.security.identity.CurrentIdentityAssociation;
import io.quarkus.security.identity.SecurityIdentity;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Named;
import java.util.Optional;

/**
 * Who looks at the page, for templates: {@code {inject:reader.may('manage')}} shows what this person may do. Nobody, on a
 * page that is for everyone, on one that could not be shown before anybody asked who it is, and with a key or token that
 * is refused.
 */
@Named("reader")
@RequestScoped
public class Reader {
    private final CurrentIdentityAssociation association;

    Reader(CurrentIdentityAssociation association) {
        this.association = association;
    }

    /** The name of the key or of the person; {@code anyone} where neither is asked for. */
    public String name() {
        return identity().map(known -> known.getPrincipal().getName()).orElse("");
    }

    /** @param scope read, manage, secrets or admin */
    public boolean may(String scope) {
        return identity().filter(known -> known.hasRole(scope)).isPresent();
    }

    private Optional<SecurityIdentity> identity() {
        if (!BlockingOperationControl.isBlockingAllowed()) {
            return Optional.empty();
        }
        try {
            return Optional.of(association.getIdentity()).filter(known -> !known.isAnonymous());
        } catch (AuthenticationFailedException | OIDCException e) {
            // What went wrong is on the page already.
            return Optional.empty();
        }
    }
}
