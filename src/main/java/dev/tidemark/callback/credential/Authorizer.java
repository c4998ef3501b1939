package dev.tidemark.callback.credential;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.tidemark.callback.credential.Credentials.ClientCredentials;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * Makes the {@code Authorization} header of a subscription's requests. A token that has to be fetched is fetched once for
 * all requests that wait for it, kept in memory until shortly before it ends, and after a failure not asked for again for
 * a few seconds, so that a token endpoint in trouble is left alone.
 */
@ApplicationScoped
public class Authorizer {
    private static final Grant.None NONE = new Grant.None();
    /** A fetch has a thread of its own: it may take longer than the one who asked first can wait. */
    private static final Executor FETCHES =
            task -> Thread.ofVirtual().name("token").start(task);

    private final TokenEndpoint endpoint;
    private final Clock clock;
    /** By the credentials too: where they change, another token is needed. */
    private final ConcurrentMap<Key, CompletableFuture<Fetched>> fetched = new ConcurrentHashMap<>();

    Authorizer(TokenEndpoint endpoint, Clock clock) {
        this.endpoint = endpoint;
        this.clock = clock;
    }

    private record Key(String subscription, ClientCredentials credentials) {}

    /** @param until when it is to be fetched again */
    private record Fetched(Grant grant, Instant until) {}

    /** @param patience how long to wait for a token at most */
    public Grant of(String subscription, Optional<Credentials> credentials, Duration patience) {
        return credentials
                .map(known -> switch (known) {
                    case Credentials.Basic basic -> basic(basic);
                    case Credentials.Bearer bearer -> new Grant.Header("Bearer " + bearer.token());
                    case ClientCredentials oauth -> await(shared(new Key(subscription, oauth)), patience);
                })
                .orElse(NONE);
    }

    /** The receiver did not accept this header: if it is still what would be sent next, another token is fetched then. */
    public void forget(String subscription, Grant.Header header) {
        fetched.entrySet()
                .removeIf(entry -> entry.getKey().subscription().equals(subscription)
                        && entry.getValue().isDone()
                        && entry.getValue().join().grant().equals(header));
    }

    /** RFC 7617, with the character set it recommends. */
    private static Grant basic(Credentials.Basic basic) {
        String pair = basic.username() + ":" + basic.password();
        return new Grant.Header("Basic " + Base64.getEncoder().encodeToString(pair.getBytes(UTF_8)));
    }

    private CompletableFuture<Fetched> shared(Key key) {
        return fetched.compute(
                key,
                (_, known) -> known != null && isUsable(known)
                        ? known
                        : CompletableFuture.supplyAsync(() -> fetch(key.credentials()), FETCHES));
    }

    private boolean isUsable(CompletableFuture<Fetched> known) {
        return !known.isDone() || clock.instant().isBefore(known.join().until());
    }

    private Fetched fetch(ClientCredentials credentials) {
        fetched.values().removeIf(other -> !isUsable(other));
        TokenAnswer answer = endpoint.fetch(credentials);
        Instant now = clock.instant();
        return switch (answer) {
            case TokenAnswer.Token token ->
                new Fetched(new Grant.Header("Bearer " + token.value()), now.plus(token.usableFor()));
            case TokenAnswer.Failed failed -> new Fetched(new Grant.Refused(failed.why()), now.plus(TokenAnswer.PAUSE));
        };
    }

    private static Grant await(CompletableFuture<Fetched> shared, Duration patience) {
        try {
            return shared.get(Math.max(1, patience.toMillis()), TimeUnit.MILLISECONDS)
                    .grant();
        } catch (TimeoutException e) {
            return new Grant.Refused("the token endpoint did not answer in the time there is for a request");
        } catch (ExecutionException e) {
            throw new IllegalStateException("fetching a token never fails by an exception", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return new Grant.Refused("interrupted: the service is stopping");
        }
    }
}
