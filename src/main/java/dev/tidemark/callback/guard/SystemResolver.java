package dev.tidemark.callback.guard;

import dev.tidemark.callback.CallbackConfig;
import jakarta.annotation.PreDestroy;
import jakarta.enterprise.context.ApplicationScoped;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.regex.Pattern;

/**
 * The system's name service. A lookup is native code that would hold one of the few threads which carry all virtual
 * ones, so it runs on a platform thread, is shared by all who ask for the same name meanwhile, and ends in time.
 */
@ApplicationScoped
class SystemResolver implements HostResolver {
    private static final Pattern IPV4 = Pattern.compile("\\d{1,3}(\\.\\d{1,3}){3}");

    private final ExecutorService threads = Executors.newCachedThreadPool(
            Thread.ofPlatform().daemon().name("resolver-", 0).factory());
    private final ConcurrentMap<String, CompletableFuture<List<InetAddress>>> running = new ConcurrentHashMap<>();
    private final Duration patience;

    SystemResolver(CallbackConfig config) {
        this.patience = config.connectTimeout();
    }

    @Override
    public List<InetAddress> resolve(String host) throws UnknownHostException {
        try {
            if (isLiteral(host)) {
                return List.of(InetAddress.ofLiteral(host));
            }
            CompletableFuture<List<InetAddress>> asked = running.get(host);
            return (asked == null ? running.computeIfAbsent(host, this::lookUp) : asked)
                    .get(patience.toMillis(), TimeUnit.MILLISECONDS);
        } catch (IllegalArgumentException e) {
            throw unknown("'" + host + "' is no address", e);
        } catch (TimeoutException e) {
            throw unknown(
                    "the name service did not answer for '" + host + "' within " + patience.toSeconds() + " s", e);
        } catch (ExecutionException e) {
            throw unknown("the name service does not know '" + host + "'", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw unknown("interrupted while looking up '" + host + "'", e);
        }
    }

    /** No name service is asked for an address. */
    private static boolean isLiteral(String host) {
        return host.contains(":") || IPV4.matcher(host).matches();
    }

    private CompletableFuture<List<InetAddress>> lookUp(String host) {
        CompletableFuture<List<InetAddress>> answer = new CompletableFuture<>();
        threads.execute(() -> {
            try {
                answer.complete(List.of(InetAddress.getAllByName(host)));
            } catch (UnknownHostException e) {
                answer.completeExceptionally(e);
            } finally {
                running.remove(host);
            }
        });
        return answer;
    }

    private static UnknownHostException unknown(String message, Exception cause) {
        UnknownHostException exception = new UnknownHostException(message);
        exception.initCause(cause);
        return exception;
    }

    @PreDestroy
    void stop() {
        threads.shutdownNow();
    }
}
