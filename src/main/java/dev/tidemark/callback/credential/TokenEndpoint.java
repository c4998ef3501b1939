package dev.tidemark.callback.credential;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.tidemark.callback.CallbackConfig;
import dev.tidemark.callback.credential.Credentials.ClientCredentials;
import dev.tidemark.callback.exchange.CallbackClient;
import dev.tidemark.callback.guard.Target;
import dev.tidemark.callback.guard.TargetGuard;
import io.vertx.core.MultiMap;
import jakarta.enterprise.context.ApplicationScoped;
import java.net.URLEncoder;
import java.util.Base64;
import java.util.concurrent.atomic.AtomicInteger;
import org.jboss.logging.Logger;

/**
 * Asks for a token (RFC 6749 §4.4), by the guard and the client that callbacks go through: only public addresses, no
 * redirects, an end in time, and no more than the start of an answer.
 */
@ApplicationScoped
class TokenEndpoint {
    private static final Logger LOG = Logger.getLogger(TokenEndpoint.class);

    private final TargetGuard guard;
    private final CallbackClient client;
    private final CallbackConfig config;
    /** Another address of the endpoint with each request, so that a dead one is not asked for ever. */
    private final AtomicInteger requests = new AtomicInteger();

    TokenEndpoint(TargetGuard guard, CallbackClient client, CallbackConfig config) {
        this.guard = guard;
        this.client = client;
        this.config = config;
    }

    /** Never throws. */
    TokenAnswer fetch(ClientCredentials credentials) {
        try {
            return switch (guard.check(credentials.tokenUrl())) {
                case Target.Vetted target -> ask(target, credentials);
                case Target.Refused refused ->
                    new TokenAnswer.Failed("the token endpoint is refused: " + refused.why());
                case Target.Unresolved unresolved ->
                    new TokenAnswer.Failed("the token endpoint is not found: " + unresolved.why());
            };
        } catch (RuntimeException e) {
            LOG.error("a token could not be asked for", e);
            return new TokenAnswer.Failed("Tidemark failed to ask for a token: see its log");
        }
    }

    private TokenAnswer ask(Target.Vetted target, ClientCredentials credentials) {
        String form = "grant_type=client_credentials"
                + (credentials.scope().isEmpty() ? "" : "&scope=" + encoded(credentials.scope()));
        MultiMap headers = MultiMap.caseInsensitiveMultiMap()
                .add("content-type", "application/x-www-form-urlencoded")
                .add("accept", "application/json")
                .add("user-agent", "Tidemark")
                .add("authorization", client(credentials));
        int number = requests.incrementAndGet();
        return TokenAnswer.of(client.post(target, number, headers, form.getBytes(UTF_8), config.timeout()));
    }

    /** RFC 6749 §2.3.1: both are encoded as in a form before they become a pair. */
    private static String client(ClientCredentials credentials) {
        String pair = encoded(credentials.clientId()) + ":" + encoded(credentials.clientSecret());
        return "Basic " + Base64.getEncoder().encodeToString(pair.getBytes(UTF_8));
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, UTF_8);
    }
}
