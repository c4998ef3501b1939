package dev.tidemark.callback.delivery;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Queue;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;

/** A receiver on a plain socket that behaves as badly as told; each path has its own list of behaviours. */
public final class OddServer implements AutoCloseable {
    /** What a path does with one request; the last of its list is repeated. */
    public interface Behaviour {
        void answer(Socket socket, OutputStream out) throws IOException, InterruptedException;
    }

    public record Received(String path, Map<String, String> headers, byte[] body) {}

    private final ServerSocket server;
    private final List<Received> received = new CopyOnWriteArrayList<>();
    private final ConcurrentMap<String, Queue<Behaviour>> behaviours = new ConcurrentHashMap<>();
    private final ConcurrentMap<String, AtomicInteger> inside = new ConcurrentHashMap<>();
    private final ConcurrentMap<String, Integer> mostInside = new ConcurrentHashMap<>();

    public OddServer() {
        try {
            server = new ServerSocket(0, 200, InetAddress.getLoopbackAddress());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        Thread.ofVirtual().start(this::accept);
    }

    public String url(String path) {
        return "http://127.0.0.1:" + server.getLocalPort() + path;
    }

    public OddServer on(String path, Behaviour... list) {
        behaviours.put(path, new ConcurrentLinkedQueue<>(List.of(list)));
        return this;
    }

    public List<Received> received(String path) {
        return received.stream().filter(one -> one.path().equals(path)).toList();
    }

    public int mostAtOnce(String path) {
        return mostInside.getOrDefault(path, 0);
    }

    public static Behaviour status(int status, String... headers) {
        return (_, out) -> write(out, "HTTP/1.1 " + status + " X\r\n" + lines(headers) + "content-length: 2\r\n\r\nok");
    }

    public static Behaviour raw(String text) {
        return (_, out) -> write(out, text);
    }

    public static Behaviour reset() {
        return (socket, _) -> {
            socket.setSoLinger(true, 0);
            socket.close();
        };
    }

    public static Behaviour body(int length) {
        return (_, out) -> write(out, "HTTP/1.1 200 OK\r\ncontent-length: " + length + "\r\n\r\n" + "x".repeat(length));
    }

    public static Behaviour endless() {
        return (_, out) -> {
            write(out, "HTTP/1.1 200 OK\r\n\r\n");
            byte[] chunk = new byte[64 * 1024];
            while (true) {
                out.write(chunk);
            }
        };
    }

    public static Behaviour drip() {
        return (_, out) -> {
            write(out, "HTTP/1.1 200 OK\r\ncontent-length: 1000\r\n\r\n");
            while (true) {
                write(out, "x");
                Thread.sleep(200);
            }
        };
    }

    public static Behaviour silence() {
        return (socket, _) -> socket.getInputStream().read();
    }

    public static Behaviour slow(long millis) {
        return (socket, out) -> {
            Thread.sleep(millis);
            status(200).answer(socket, out);
        };
    }

    @Override
    public void close() throws IOException {
        server.close();
    }

    private void accept() {
        while (!server.isClosed()) {
            try {
                Socket socket = server.accept();
                Thread.ofVirtual().start(() -> serve(socket));
            } catch (IOException e) {
                return;
            }
        }
    }

    private void serve(Socket socket) {
        try (socket) {
            while (true) {
                Received request = read(socket.getInputStream());
                received.add(request);
                int now = inside.computeIfAbsent(request.path(), _ -> new AtomicInteger())
                        .incrementAndGet();
                mostInside.merge(request.path(), now, Math::max);
                try {
                    next(request.path()).answer(socket, socket.getOutputStream());
                } finally {
                    inside.get(request.path()).decrementAndGet();
                }
            }
        } catch (IOException e) {
            // the client hung up, or this server did
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private Behaviour next(String path) {
        Queue<Behaviour> list = behaviours.getOrDefault(path, new ConcurrentLinkedQueue<>(List.of(status(200))));
        return list.size() > 1 ? list.remove() : list.element();
    }

    private static Received read(InputStream in) throws IOException {
        ByteArrayOutputStream head = new ByteArrayOutputStream();
        while (!head.toString(ISO_8859_1).endsWith("\r\n\r\n")) {
            int one = in.read();
            if (one < 0) {
                throw new IOException("closed");
            }
            head.write(one);
        }
        String[] lines = head.toString(ISO_8859_1).split("\r\n");
        Map<String, String> headers = new TreeMap<>();
        for (int i = 1; i < lines.length; i++) {
            int colon = lines[i].indexOf(':');
            headers.put(
                    lines[i].substring(0, colon).toLowerCase(Locale.ROOT),
                    lines[i].substring(colon + 1).strip());
        }
        byte[] body = in.readNBytes(Integer.parseInt(headers.getOrDefault("content-length", "0")));
        return new Received(lines[0].split(" ")[1], headers, body);
    }

    private static String lines(String... headers) {
        return headers.length == 0 ? "" : String.join("\r\n", headers) + "\r\n";
    }

    private static void write(OutputStream out, String text) throws IOException {
        out.write(text.getBytes(ISO_8859_1));
        out.flush();
    }
}
