package dev.tidemark.callback.exchange;

import dev.tidemark.callback.CallbackConfig;
import dev.tidemark.callback.guard.Target;
import io.vertx.core.Future;
import io.vertx.core.MultiMap;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpVersion;
import io.vertx.core.http.PoolOptions;
import io.vertx.core.http.RequestOptions;
import io.vertx.core.net.ProxyOptions;
import io.vertx.core.net.ProxyType;
import io.vertx.core.net.SocketAddress;
import jakarta.annotation.PreDestroy;
import jakarta.enterprise.context.ApplicationScoped;
import java.net.URI;
import java.time.Duration;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * POSTs over HTTP/1.1 with keep-alive: no redirects, no cookies, no decompression, and an end in time whatever the
 * receiver does. Blocks the calling (virtual) thread until the exchange is over.
 */
@ApplicationScoped
public class CallbackClient {
    /** Below the 5 s after which widespread servers close an idle connection, perhaps just as we write to it. */
    private static final int KEEP_ALIVE_SECONDS = 4;

    /** A bound against a mistake alone: the windows of the subscriptions limit what is in flight. */
    private static final int CONNECTIONS_PER_HOST = 10_000;

    private final HttpClient http;

    CallbackClient(Vertx vertx, CallbackConfig config) {
        Duration connect = config.connectTimeout();
        HttpClientOptions options = new HttpClientOptions()
                .setProtocolVersion(HttpVersion.HTTP_1_1)
                .setHttp2ClearTextUpgrade(false)
                .setKeepAlive(true)
                .setKeepAliveTimeout(KEEP_ALIVE_SECONDS)
                .setDecompressionSupported(false)
                .setVerifyHost(true)
                .setConnectTimeout((int) connect.toMillis())
                .setSslHandshakeTimeoutUnit(TimeUnit.MILLISECONDS)
                .setSslHandshakeTimeout(connect.toMillis());
        config.proxy().map(CallbackClient::proxy).ifPresent(options::setProxyOptions);
        this.http = vertx.httpClientBuilder()
                .with(options)
                .with(new PoolOptions().setHttp1MaxSize(CONNECTIONS_PER_HOST))
                // the attempt records it; without a handler each broken connection is logged as an error
                .withConnectHandler(connection -> connection.exceptionHandler(_ -> {}))
                .build();
    }

    private static ProxyOptions proxy(URI proxy) {
        return new ProxyOptions()
                .setType(proxy.getScheme().equals("socks5") ? ProxyType.SOCKS5 : ProxyType.HTTP)
                .setHost(proxy.getHost())
                .setPort(proxy.getPort());
    }

    /** @param patience what is left of the time for the whole exchange, its body included */
    public AttemptResult post(Target.Vetted target, int attempt, MultiMap headers, byte[] body, Duration patience) {
        Exchange exchange = new Exchange();
        Future<AttemptResult.Answered> answer = http.request(options(target, attempt, headers))
                .compose(request -> exchange.send(request, Buffer.buffer(body)));
        try {
            return answer.toCompletionStage()
                    .toCompletableFuture()
                    .get(Math.max(1, patience.toMillis()), TimeUnit.MILLISECONDS);
        } catch (TimeoutException e) {
            return exchange.abandon(
                    ErrorClass.TIMEOUT,
                    "not finished in time: the exchange, body included, took longer"
                            + " than tidemark.callbacks.timeout");
        } catch (ExecutionException e) {
            return exchange.abandon(Failures.classify(e), Failures.describe(e));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return exchange.abandon(ErrorClass.RESET, "interrupted: the service is stopping");
        }
    }

    /** The vetted address is dialled; Host header and TLS keep the name. */
    private static RequestOptions options(Target.Vetted target, int attempt, MultiMap headers) {
        return new RequestOptions()
                .setMethod(HttpMethod.POST)
                .setServer(SocketAddress.inetSocketAddress(
                        target.port(), target.address(attempt).getHostAddress()))
                .setHost(target.host())
                .setPort(target.port())
                .setSsl(target.tls())
                .setURI(target.pathAndQuery())
                .setFollowRedirects(false)
                .setHeaders(headers);
    }

    @PreDestroy
    void close() {
        http.close();
    }
}
