package dev.tidemark.api.access;

import io.quarkus.security.AuthenticationFailedException;
import io.quarkus.security.identity.IdentityProviderManager;
import io.quarkus.security.identity.SecurityIdentity;
import io.quarkus.vertx.http.runtime.security.ChallengeData;
import io.quarkus.vertx.http.runtime.security.HttpAuthenticationMechanism;
import io.smallrye.mutiny.Uni;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.ws.rs.core.HttpHeaders;

/**
 * {@code Authorization: Bearer <key>}. It is asked only by methods with {@code @RolesAllowed} (authentication is not
 * proactive), so other bearer tokens, such as the sandbox's, never come here. What the organisation signed is left to
 * Quarkus' own mechanism, which comes last.
 */
@ApplicationScoped
class KeyAuthentication implements HttpAuthenticationMechanism {
    private static final String SCHEME = "Bearer ";

    private final ApiKeys keys;
    private final Organisation organisation;

    KeyAuthentication(ApiKeys keys, Organisation organisation) {
        this.keys = keys;
        this.organisation = organisation;
    }

    @Override
    public Uni<SecurityIdentity> authenticate(RoutingContext call, IdentityProviderManager providers) {
        if (keys.everyoneMayCall()) {
            return Uni.createFrom().item(new Caller("anyone", Scope.ADMIN.roles()).identity());
        }
        String header = call.request().getHeader(HttpHeaders.AUTHORIZATION);
        if (header == null) {
            return Uni.createFrom().nullItem();
        }
        if (!header.regionMatches(true, 0, SCHEME, 0, SCHEME.length())) {
            return Uni.createFrom().failure(new AuthenticationFailedException());
        }
        String credential = header.substring(SCHEME.length()).trim();
        if (organisation.judges(credential)) {
            return Uni.createFrom().nullItem();
        }
        return keys.find(credential)
                .map(key -> Uni.createFrom().item(key.caller().identity()))
                .orElseGet(() -> Uni.createFrom().failure(new AuthenticationFailedException()));
    }

    @Override
    public Uni<ChallengeData> getChallenge(RoutingContext call) {
        return Uni.createFrom().item(new ChallengeData(401, HttpHeaders.WWW_AUTHENTICATE, "Bearer"));
    }
}
