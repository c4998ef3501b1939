package dev.tidemark.api.access;

import io.quarkus.security.identity.SecurityIdentity;
import io.quarkus.security.runtime.QuarkusPrincipal;
import io.quarkus.security.runtime.QuarkusSecurityIdentity;
import java.util.Set;

/**
 * Who calls, however that was shown: by a key, a session, or not at all where everyone may call.
 *
 * @param roles every scope, by itself or because another includes it
 */
record Caller(String name, Set<String> roles) {
    SecurityIdentity identity() {
        return QuarkusSecurityIdentity.builder()
                .setPrincipal(new QuarkusPrincipal(name))
                .addRoles(roles)
                .build();
    }
}
