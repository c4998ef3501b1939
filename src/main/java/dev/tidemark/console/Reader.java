package dev.tidemark.console;

import io.quarkus.runtime.BlockingOperationControl;
import io.quarkus.security.identity.CurrentIdentityAssociation;
import io.quarkus.security.identity.SecurityIdentity;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Named;
import java.util.Optional;

/**
 * Who looks at the page, for templates: {@code {inject:reader.may('manage')}} shows what this person may do. Nobody, on a
 * page that is for everyone and on one that could not be shown before anybody asked who it is.
 */
@Named("reader")
@RequestScoped
public class Reader {
    private final CurrentIdentityAssociation association;

    Reader(CurrentIdentityAssociation association) {
        this.association = association;
    }

    /** The name of the key; {@code anyone} where no key is asked for. */
    public String name() {
        return identity().map(known -> known.getPrincipal().getName()).orElse("");
    }

    /** @param scope read, manage, secrets or admin */
    public boolean may(String scope) {
        return identity().filter(known -> known.hasRole(scope)).isPresent();
    }

    private Optional<SecurityIdentity> identity() {
        return BlockingOperationControl.isBlockingAllowed()
                ? Optional.of(association.getIdentity()).filter(known -> !known.isAnonymous())
                : Optional.empty();
    }
}
