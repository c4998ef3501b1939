package dev.tidemark.bench.memory;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.tidemark.bench.Listed;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.LongStream;

/**
 * A Mindstamp account with {@link ManyViews}, viewers when they are wanted, and nothing else; it takes the time between
 * its answers and what is asked next.
 */
final class LargeAccount implements AutoCloseable {
    /** Who asks for rows from there on does not poll. */
    static final int ANOTHERS_OFFSET = 1;

    private static final Pattern LIMIT = Pattern.compile("limit=(\\d+)");
    private static final Pattern OFFSET = Pattern.compile("offset=(\\d+)");
    private static final byte[] NONE = "[]".getBytes(UTF_8);

    private final ManyViews views;
    private final HttpServer server;
    private final List<Long> nanosAPage = new ArrayList<>();
    private volatile boolean empty = true;
    private volatile byte[] viewers = NONE;
    private long pageAnsweredAt;
    private long pages;

    LargeAccount(ManyViews views) {
        this.views = views;
        try {
            server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 200);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
        server.createContext("/api/v1/", this::serve);
        server.start();
    }

    String url() {
        return "http://127.0.0.1:" + server.getAddress().getPort() + "/api/v1";
    }

    /** Its list of views comes empty from now on, or no longer. */
    synchronized void empty(boolean is) {
        empty = is;
        pageAnsweredAt = 0;
    }

    /** So many viewers are there from now on; their list comes whole, whatever is asked. */
    void viewers(int count) {
        viewers =
                Listed.page(LongStream.range(0, count).mapToObj(Listed::viewer).toList());
    }

    int viewersBytes() {
        return viewers.length;
    }

    /** How many pages of views went out. */
    synchronized long pages() {
        return pages;
    }

    /** From a page's answer to the next question: what it took to read, compare and store it and to plan on. */
    synchronized List<Long> takeNanosAPage() {
        List<Long> taken = List.copyOf(nanosAPage);
        nanosAPage.clear();
        return taken;
    }

    @Override
    public void close() {
        server.stop(0);
    }

    private void serve(HttpExchange exchange) throws IOException {
        try (exchange) {
            String path = exchange.getRequestURI().getPath().replaceFirst("^/api/v1/", "");
            String query = String.valueOf(exchange.getRequestURI().getRawQuery());
            boolean isPolled = number(OFFSET, query, 0) != ANOTHERS_OFFSET;
            if (isPolled) {
                asked();
            }
            byte[] body = answer(path, query);
            exchange.getResponseHeaders().set("Content-Type", "application/json");
            exchange.sendResponseHeaders(200, body.length);
            exchange.getResponseBody().write(body);
            if (isPolled) {
                answered(path.equals("views") && (empty || number(OFFSET, query, 0) > 0));
            }
        }
    }

    private byte[] answer(String path, String query) {
        Instant now = Instant.now();
        if (path.equals("views")) {
            return empty ? NONE : views.page(number(LIMIT, query, 100), number(OFFSET, query, 0), now);
        }
        if (path.startsWith("views/") && path.indexOf('/', 6) < 0) {
            return views.one(path.substring(6), now);
        }
        if (path.equals("viewers")) {
            return viewers;
        }
        return path.equals("user/me") ? "{\"id\":\"u1\"}".getBytes(UTF_8) : NONE;
    }

    private synchronized void asked() {
        if (pageAnsweredAt > 0) {
            nanosAPage.add(System.nanoTime() - pageAnsweredAt);
            pageAnsweredAt = 0;
        }
    }

    private synchronized void answered(boolean isPage) {
        pageAnsweredAt = isPage ? System.nanoTime() : 0;
        pages += isPage ? 1 : 0;
    }

    private static int number(Pattern parameter, String query, int otherwise) {
        Matcher matcher = parameter.matcher(query);
        return matcher.find() ? Integer.parseInt(matcher.group(1)) : otherwise;
    }
}
