package dev.tidemark.mindstamp;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

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
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A server of sockets that keeps what really came over the wire and does with a connection whatever it is told. */
final class RawServer implements AutoCloseable {
    private static final Pattern LENGTH = Pattern.compile("(?m)^content-length: (\\d+)");

    /** What the server does with a connection, once the request has come. */
    @FunctionalInterface
    interface Behaviour {
        void answer(OutputStream out) throws IOException, InterruptedException;
    }

    /** @param head request line and headers, names in lower case */
    record Request(String line, String head, String body) {}

    private final ServerSocket server;
    private final Behaviour behaviour;
    private final List<Request> requests = new CopyOnWriteArrayList<>();

    RawServer(Behaviour behaviour) {
        this.behaviour = behaviour;
        try {
            server = new ServerSocket(0, 200, InetAddress.getLoopbackAddress());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        Thread.ofVirtual().start(this::accept);
    }

    /** A whole answer; the connection is closed after it. */
    static Behaviour whole(String status, String headers, String body) {
        byte[] bytes = body.getBytes(UTF_8);
        return out -> {
            out.write(("HTTP/1.1 " + status + "\r\nConnection: close\r\n" + headers + "Content-Length: " + bytes.length
                            + "\r\n\r\n")
                    .getBytes(UTF_8));
            out.write(bytes);
        };
    }

    static Behaviour ok(String body) {
        return whole("200 OK", "Content-Type: application/json\r\n", body);
    }

    String url() {
        return "http://127.0.0.1:" + server.getLocalPort() + "/api/v1";
    }

    List<Request> requests() {
        return requests;
    }

    Request request() {
        return requests.getLast();
    }

    @Override
    public void close() {
        try {
            server.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void accept() {
        while (!server.isClosed()) {
            try {
                Socket socket = server.accept();
                Thread.ofVirtual().start(() -> serve(socket));
            } catch (IOException e) {
                return; // closed
            }
        }
    }

    private void serve(Socket socket) {
        try (socket) {
            requests.add(read(socket.getInputStream()));
            behaviour.answer(socket.getOutputStream());
            socket.getOutputStream().flush();
        } catch (IOException e) {
            // the client hung up
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static Request read(InputStream in) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        while (!bytes.toString(ISO_8859_1).endsWith("\r\n\r\n")) {
            int next = in.read();
            if (next < 0) {
                throw new IOException("hung up");
            }
            bytes.write(next);
        }
        String head = bytes.toString(ISO_8859_1);
        Matcher length = LENGTH.matcher(head.toLowerCase(Locale.ROOT));
        String body = length.find() ? new String(in.readNBytes(Integer.parseInt(length.group(1))), UTF_8) : "";
        return new Request(head.lines().findFirst().orElseThrow(), lowerNames(head), body);
    }

    private static String lowerNames(String head) {
        return Pattern.compile("(?m)^[A-Za-z-]+:")
                .matcher(head)
                .replaceAll(name -> name.group().toLowerCase(Locale.ROOT));
    }
}
