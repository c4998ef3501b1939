package dev.tidemark.bench.load;

import dev.tidemark.bench.load.receiver.Receiver;
import dev.tidemark.callback.signing.SigningSecret;
import dev.tidemark.callback.signing.WebhookSigner;
import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.PoolOptions;
import io.vertx.core.http.RequestOptions;
import java.net.URI;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/** What the machine allows: the same signed requests of a Vert.x client on one thread, without any database. */
final class RawRate {
    private static final int IN_FLIGHT = 100;
    private static final SigningSecret SECRET = SigningSecret.of(Receiver.SECRET);

    private final byte[] body;
    private final AtomicInteger begun = new AtomicInteger();
    private final CountDownLatch left;
    private final RequestOptions target;
    private final int requests;

    RawRate(String url, int requests) {
        Documents documents = new Documents();
        this.body = documents.document(documents.event(1), 1).bytes();
        this.requests = requests;
        this.left = new CountDownLatch(requests);
        URI address = URI.create(url);
        this.target = new RequestOptions()
                .setMethod(HttpMethod.POST)
                .setHost(address.getHost())
                .setPort(address.getPort())
                .setURI("/ok/raw");
    }

    void run() {
        Vertx vertx = Vertx.vertx(new VertxOptions().setEventLoopPoolSize(1));
        HttpClient client = vertx.httpClientBuilder()
                .with(new PoolOptions().setHttp1MaxSize(IN_FLIGHT))
                .build();
        try {
            for (int i = 0; i < IN_FLIGHT; i++) {
                vertx.runOnContext(_ -> next(client));
            }
            if (!left.await(5, TimeUnit.MINUTES)) {
                throw new IllegalStateException(left.getCount() + " requests were never answered");
            }
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        } finally {
            vertx.close().toCompletionStage().toCompletableFuture().join();
        }
    }

    private void next(HttpClient client) {
        int number = begun.incrementAndGet();
        if (number > requests) {
            return;
        }
        String id = "raw-" + number;
        long timestamp = System.currentTimeMillis() / 1000;
        RequestOptions options = new RequestOptions(target)
                .addHeader("content-type", "application/json")
                .addHeader("webhook-id", id)
                .addHeader("webhook-timestamp", Long.toString(timestamp))
                .addHeader("webhook-signature", WebhookSigner.sign(List.of(SECRET), id, timestamp, body));
        client.request(options)
                .compose(request -> request.send(Buffer.buffer(body)))
                .compose(response -> response.body())
                .onComplete(_ -> {
                    left.countDown();
                    next(client);
                });
    }
}
