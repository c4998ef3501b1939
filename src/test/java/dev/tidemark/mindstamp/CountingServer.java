package dev.tidemark.mindstamp;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executors;
import java.util.function.Supplier;

/** Answers empty lists and stamps every call with the time of the test's clock. */
final class CountingServer implements AutoCloseable {
    private final HttpServer server;
    private final Supplier<Instant> now;
    private final List<Instant> calls = new CopyOnWriteArrayList<>();
    private volatile String retryAfter = "";

    CountingServer(Supplier<Instant> now) {
        this.now = now;
        try {
            server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 100);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
        server.createContext("/", this::answer);
        server.start();
    }

    String url() {
        return "http://127.0.0.1:" + server.getAddress().getPort() + "/api/v1";
    }

    /** From here on calls are answered with 503 and this Retry-After; with 200 when it is empty. */
    void throttle(String seconds) {
        retryAfter = seconds;
    }

    List<Instant> calls() {
        return calls;
    }

    /** The most calls that any window of this length saw. */
    int most(Duration window) {
        List<Instant> sorted = calls.stream().sorted().toList();
        int most = 0;
        int first = 0;
        for (int last = 0; last < sorted.size(); last++) {
            while (!sorted.get(first).plus(window).isAfter(sorted.get(last))) {
                first++;
            }
            most = Math.max(most, last - first + 1);
        }
        return most;
    }

    @Override
    public void close() {
        server.stop(0);
    }

    private void answer(HttpExchange exchange) throws IOException {
        calls.add(now.get());
        try (exchange) {
            if (retryAfter.isEmpty()) {
                exchange.sendResponseHeaders(200, 2);
                exchange.getResponseBody().write(new byte[] {'[', ']'});
            } else {
                exchange.getResponseHeaders().add("Retry-After", retryAfter);
                exchange.sendResponseHeaders(503, -1);
            }
        }
    }
}
