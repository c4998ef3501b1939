package dev.tidemark.api.access;

import dev.tidemark.platform.Problem;
import dev.tidemark.platform.ProblemException;
import io.quarkus.oidc.OidcSession;
import io.quarkus.oidc.runtime.OidcAuthenticationMechanism;
import io.quarkus.security.AuthenticationCompletionException;
import io.quarkus.security.AuthenticationFailedException;
import io.quarkus.security.identity.CurrentIdentityAssociation;
import io.quarkus.security.identity.IdentityProviderManager;
import io.quarkus.security.identity.SecurityIdentity;
import io.quarkus.security.runtime.QuarkusSecurityIdentity;
import io.quarkus.vertx.http.runtime.security.ChallengeData;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.ws.rs.core.Response;
import java.util.Optional;

/**
 * Quarkus' authorization code flow, asked on one path alone: elsewhere a browser that is not signed in reads our own
 * page, and a script gets 401 instead of a redirect to another host.
 */
@ApplicationScoped
class CodeFlow {
    private final OidcAuthenticationMechanism quarkus;
    private final IdentityProviderManager providers;
    private final OidcSession session;
    private final CurrentIdentityAssociation reader;

    CodeFlow(
            OidcAuthenticationMechanism quarkus,
            IdentityProviderManager providers,
            OidcSession session,
            CurrentIdentityAssociation reader) {
        this.quarkus = quarkus;
        this.providers = providers;
        this.session = session;
        this.reader = reader;
    }

    /**
     * Empty before the browser went to the organisation. When it comes back with a code this ends with Quarkus' redirect
     * to the same path without it, and the call after that is the one that knows who it is.
     */
    Optional<SecurityIdentity> person(RoutingContext call) {
        // A page that tells of a failure asks who reads it; what this call brought along is good once and for us.
        reader.setIdentity(QuarkusSecurityIdentity.builder().setAnonymous(true).build());
        try {
            return Optional.ofNullable(
                    quarkus.authenticate(call, providers).await().indefinitely());
        } catch (AuthenticationFailedException e) {
            // The rest of an earlier sign-in that did not come to its end.
            return Optional.empty();
        } catch (AuthenticationCompletionException e) {
            throw failed();
        }
    }

    /** To the organisation's server. */
    Response sendAway(RoutingContext call) {
        ChallengeData challenge = quarkus.getChallenge(call).await().indefinitely();
        if (challenge.status != Response.Status.FOUND.getStatusCode()) {
            throw failed();
        }
        Response.ResponseBuilder answer = Response.status(challenge.status);
        challenge.getHeaders().forEach((name, value) -> answer.header(name.toString(), value));
        return answer.build();
    }

    /** Takes away the cookie with the tokens, which lasts from one redirect to the next. */
    void forget() {
        session.logout().await().indefinitely();
    }

    private static ProblemException failed() {
        return new ProblemException(Problem.of(
                403,
                "Forbidden",
                "The sign-in with your organisation did not come to its end. Try again; the log has the reason."));
    }
}
