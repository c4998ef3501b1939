package dev.tidemark.testing;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;

/** A Mindstamp that knows one token, keeps what is asked and answers what it is told to. */
public final class MindstampStub implements AutoCloseable {
    public static final String TOKEN = "9vX_tokenOfTheStub-0123456789abcdefghijklmn";

    /** One request as it came; header names begin with a capital. */
    public record Request(String method, String path, String query, Map<String, List<String>> headers, String body) {}

    /** What is answered to a path, once the token is right. */
    @FunctionalInterface
    public interface Answer {
        void write(HttpExchange exchange, Request request) throws IOException;
    }

    private final HttpServer server;
    private final List<Request> requests = new CopyOnWriteArrayList<>();
    private final Map<String, Answer> answers = new ConcurrentHashMap<>();
    private final CountDownLatch closed = new CountDownLatch(1);
    private volatile String token = TOKEN;

    public MindstampStub() {
        try {
            server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 200);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
        server.createContext("/", this::serve);
        server.start();
        on("user/me", json(200, "{\"id\":\"u1\"}"));
        on("views", json(200, "[]"));
        for (String list : List.of("interactions", "viewers", "videos", "groups", "series", "plink", "accessLists")) {
            on(list, json(200, "[]"));
        }
    }

    public String url() {
        return "http://127.0.0.1:" + server.getAddress().getPort() + "/api/v1";
    }

    /** @param path below the base */
    public void on(String path, Answer answer) {
        answers.put(path, answer);
    }

    /** From now on this token is the right one. */
    public void knows(String newToken) {
        token = newToken;
    }

    public List<Request> requests() {
        return List.copyOf(requests);
    }

    public long requests(String path) {
        return requests.stream().filter(request -> request.path().equals(path)).count();
    }

    public Request last() {
        return requests.getLast();
    }

    public static Answer json(int status, String body) {
        return with(status, Map.of("Content-Type", "application/json"), body);
    }

    public static Answer with(int status, Map<String, String> headers, String body) {
        return (exchange, _) -> {
            headers.forEach((name, value) -> exchange.getResponseHeaders().set(name, value));
            byte[] bytes = body.getBytes(UTF_8);
            exchange.sendResponseHeaders(status, bytes.length == 0 ? -1 : bytes.length);
            if (bytes.length > 0) {
                exchange.getResponseBody().write(bytes);
            }
        };
    }

    /** Nothing, until the server is closed. */
    public Answer silence() {
        return (_, _) -> {
            try {
                closed.await();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        };
    }

    @Override
    public void close() {
        closed.countDown();
        server.stop(0);
    }

    private void serve(HttpExchange exchange) throws IOException {
        try (exchange) {
            Request request = new Request(
                    exchange.getRequestMethod(),
                    exchange.getRequestURI().getRawPath().replaceFirst("^/api/v1/", ""),
                    String.valueOf(exchange.getRequestURI().getRawQuery()),
                    Map.copyOf(exchange.getRequestHeaders()),
                    new String(exchange.getRequestBody().readAllBytes(), UTF_8));
            requests.add(request);
            boolean known = List.of("Bearer " + token).equals(request.headers().get("Authorization"));
            Answer answer = known
                    ? answers.getOrDefault(request.path(), json(404, "{\"error\":\"not found\"}"))
                    : json(401, "{\"error\":\"not authorized\"}");
            answer.write(exchange, request);
        }
    }
}
