package dev.tidemark.bench.load.receiver;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import java.io.IOException;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * The receiver's program, on one thread. {@code /ok/x} takes at once, {@code /slow/x} after two seconds, {@code
 * /lagging/x} after 200 ms, {@code /hanging/x} after thirty seconds; {@code /failing/x} refuses 30 of 100 tries, {@code /flaky/x} 10. Ends when its input is closed.
 */
final class ReceiverMain {
    private static final Map<String, Duration> SLOW = Map.of(
            "slow", Duration.ofSeconds(2),
            "lagging", Duration.ofMillis(200),
            "hanging", Duration.ofSeconds(30));
    private static final Map<String, Integer> REFUSED_OF_100 = Map.of("failing", 30, "flaky", 10);

    private final Vertx vertx = Vertx.vertx(new VertxOptions().setEventLoopPoolSize(1));
    private final Mac mac;
    private final List<Arrival> arrivals = new ArrayList<>();
    private final Map<String, Integer> tries = new HashMap<>();
    private int fast;
    private int other;
    private int refused;
    private int forged;

    private ReceiverMain(String secret) throws GeneralSecurityException {
        byte[] key = Base64.getDecoder().decode(secret.substring("whsec_".length()));
        mac = Mac.getInstance("HmacSHA256");
        mac.init(new SecretKeySpec(key, "HmacSHA256"));
    }

    public static void main(String[] arguments) throws Exception {
        new ReceiverMain(arguments[0]).serve();
        awaitEndOfInput();
        System.exit(0);
    }

    private static void awaitEndOfInput() throws IOException {
        while (System.in.read() >= 0) {
            // nobody writes here
        }
    }

    private void serve() {
        vertx.createHttpServer(
                        new HttpServerOptions().setHost("127.0.0.1").setPort(0).setAcceptBacklog(1024))
                .requestHandler(request -> request.body().onSuccess(body -> answer(request, body)))
                .listen()
                .onSuccess(server -> System.out.println(server.actualPort()))
                .onFailure(failure -> System.exit(1));
    }

    private void answer(HttpServerRequest request, Buffer body) {
        switch (request.path()) {
            case "/control/counts" -> request.response().end(new Counts(fast, other, refused, forged).line());
            case "/control/arrivals" -> request.response().end(arrivalLines());
            case "/control/reset" -> {
                reset();
                request.response().end();
            }
            default -> receive(request, body);
        }
    }

    private void receive(HttpServerRequest request, Buffer body) {
        long arrived = now();
        String path = request.path();
        String id = String.valueOf(request.getHeader("webhook-id"));
        int number = tries.merge(path + " " + id, 1, Integer::sum);
        String manner = path.split("/")[1];
        boolean refuses = refuses(id, path, number, REFUSED_OF_100.getOrDefault(manner, 0));
        int status = refuses ? 500 : 204;
        forged += signedBy(request, id, body.getBytes()) ? 0 : 1;
        arrivals.add(new Arrival(path.substring(path.lastIndexOf('/') + 1), id, arrived, status, 0));
        if (refuses) {
            refused++;
        } else if (manner.equals("ok")) {
            fast++;
        } else {
            other++;
        }
        Duration slow = SLOW.get(manner);
        int place = arrivals.size() - 1;
        if (slow == null) {
            answer(request.response(), place, status);
        } else {
            vertx.setTimer(slow.toMillis(), _ -> answer(request.response(), place, status));
        }
    }

    private void answer(HttpServerResponse response, int place, int status) {
        if (!response.closed()) {
            response.setStatusCode(status).end();
            // Everything may have been forgotten meanwhile.
            if (place < arrivals.size()) {
                arrivals.set(place, arrivals.get(place).answeredAt(now()));
            }
        }
    }

    private static long now() {
        return ChronoUnit.MICROS.between(Instant.EPOCH, Instant.now());
    }

    /** By chance, but the same in every run; one try tells nothing of the next. */
    private static boolean refuses(String id, String path, int number, int of100) {
        return new SplittableRandom((id + path).hashCode() + ((long) number << 32)).nextInt(100) < of100;
    }

    private boolean signedBy(HttpServerRequest request, String id, byte[] body) {
        mac.update((id + "." + request.getHeader("webhook-timestamp") + ".").getBytes(UTF_8));
        String expected = "v1," + Base64.getEncoder().encodeToString(mac.doFinal(body));
        String signature = String.valueOf(request.getHeader("webhook-signature"));
        return MessageDigest.isEqual(expected.getBytes(UTF_8), signature.getBytes(UTF_8));
    }

    private Buffer arrivalLines() {
        Buffer lines = Buffer.buffer();
        arrivals.forEach(one -> lines.appendString(one.line()));
        return lines;
    }

    private void reset() {
        arrivals.clear();
        tries.clear();
        fast = 0;
        other = 0;
        refused = 0;
        forged = 0;
    }
}
