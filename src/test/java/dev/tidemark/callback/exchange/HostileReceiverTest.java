package dev.tidemark.callback.exchange;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tidemark.callback.guard.Target;
import io.vertx.core.MultiMap;
import io.vertx.core.Vertx;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Receivers that mean harm or know no better: every exchange ends in time and is called what it was; no container. */
@Timeout(30)
class HostileReceiverTest {
    private static final byte[] SMALL = "{}".getBytes(ISO_8859_1);
    private static final Duration SHORT = Duration.ofSeconds(1);
    private static final Duration LONG = Duration.ofSeconds(20);

    private final Vertx vertx = Vertx.vertx();
    private final CallbackClient client = new CallbackClient(vertx, new CallbackClientTest.Fixed(Optional.empty()));
    private final List<AutoCloseable> open = new ArrayList<>();

    @AfterEach
    void close() throws Exception {
        client.close();
        for (AutoCloseable one : open) {
            one.close();
        }
        vertx.close().toCompletionStage().toCompletableFuture().get(10, TimeUnit.SECONDS);
    }

    @Test
    void a_head_that_drips_ends_at_the_timeout() throws Exception {
        int port = server((_, out) -> {
            write(out, "HTTP/1.1 200 OK\r\nx-drip: ");
            forEver(out, "x", 50);
        });
        assertThat(post(port, SMALL, SHORT).error()).contains(ErrorClass.TIMEOUT);
    }

    @Test
    void answers_that_only_announce_an_answer_end_at_the_timeout() throws Exception {
        int port = server((_, out) -> forEver(out, "HTTP/1.1 103 Early Hints\r\nlink: </a>\r\n\r\n", 10));
        assertThat(post(port, SMALL, SHORT).error()).contains(ErrorClass.TIMEOUT);
    }

    @ParameterizedTest
    @ValueSource(strings = {"100 Continue", "103 Early Hints"})
    void the_answer_that_was_announced_is_the_one_that_counts(String announced) throws Exception {
        int port = server((_, out) ->
                write(out, "HTTP/1.1 " + announced + "\r\n\r\nHTTP/1.1 500 X\r\ncontent-length: 2\r\n\r\nno"));
        assertThat(post(port, SMALL, LONG)).isInstanceOfSatisfying(AttemptResult.Answered.class, answered -> {
            assertThat(answered.status()).contains(500);
            assertThat(answered.body().bytes()).isEqualTo("no".getBytes(ISO_8859_1));
        });
    }

    /** The HTTP client takes these for the answer; what comes after them must not become that of the next request. */
    @ParameterizedTest
    @ValueSource(strings = {"101 Switching Protocols", "102 Processing", "104 Upload", "199 Soon"})
    void what_is_no_answer_yet_is_no_success_and_ends_the_connection(String announced) throws Exception {
        AtomicInteger requests = new AtomicInteger();
        CountDownLatch second = new CountDownLatch(1);
        int port = plain(socket -> {
            head(socket.getInputStream());
            if (requests.incrementAndGet() == 1) {
                write(socket.getOutputStream(), "HTTP/1.1 " + announced + "\r\nconnection: keep-alive\r\n\r\n");
                head(socket.getInputStream());
                second.countDown();
                write(socket.getOutputStream(), "HTTP/1.1 200 OK\r\ncontent-length: 0\r\n\r\n");
            } else {
                write(socket.getOutputStream(), "HTTP/1.1 404 X\r\ncontent-length: 0\r\n\r\n");
            }
        });
        assertThat(post(port, SMALL, SHORT).error()).isPresent();
        assertThat(post(port, SMALL, LONG).status()).contains(404);
        assertThat(second.getCount()).as("on a connection of its own").isEqualTo(1);
    }

    @Test
    void header_lines_without_end_are_a_protocol_failure() throws Exception {
        int port = server((_, out) -> {
            write(out, "HTTP/1.1 200 OK\r\n");
            forEver(out, "x-more: " + "x".repeat(100) + "\r\n", 0);
        });
        assertThat(post(port, SMALL, LONG).error()).hasValueSatisfying(HostileReceiverTest::isNoHttp);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "content-length: -1",
                "content-length: 2\r\ncontent-length: 3",
                "content-length: 99999999999999999999999999",
                "content-length: two",
                "transfer-encoding: chunked\r\n\r\nFFFFFFFFFFFFFFFFF",
                "transfer-encoding: chunked\r\n\r\nno",
            })
    void a_length_that_cannot_be_is_a_protocol_failure(String header) throws Exception {
        int port = server((_, out) -> write(out, "HTTP/1.1 200 OK\r\n" + header + "\r\n\r\nok"));
        assertThat(post(port, SMALL, LONG).error()).hasValueSatisfying(HostileReceiverTest::isNoHttp);
    }

    @Test
    void what_is_answered_unasked_is_not_taken_for_the_answer_to_the_next_request() throws Exception {
        AtomicInteger requests = new AtomicInteger();
        int port = server((_, out) -> {
            if (requests.incrementAndGet() == 1) {
                write(out, "HTTP/1.1 500 X\r\ncontent-length: 0\r\n\r\nHTTP/1.1 200 OK\r\ncontent-length: 0\r\n\r\n");
            } else {
                write(out, "HTTP/1.1 404 X\r\ncontent-length: 0\r\n\r\n");
            }
        });
        assertThat(post(port, SMALL, LONG).status()).contains(500);
        assertThat(post(port, SMALL, LONG).error()).as("nobody took the second").isPresent();
    }

    @Test
    void a_receiver_that_reads_nothing_ends_at_the_timeout() throws Exception {
        CountDownLatch over = new CountDownLatch(1);
        open.add(over::countDown);
        int port = plain(socket -> {
            over.await();
        });
        assertThat(post(port, new byte[32 << 20], SHORT).error()).contains(ErrorClass.TIMEOUT);
    }

    @Test
    void a_receiver_that_answers_before_it_has_read_all_is_understood_or_a_reset() throws Exception {
        int port = plain(socket -> {
            socket.getInputStream().read();
            write(socket.getOutputStream(), "HTTP/1.1 413 X\r\ncontent-length: 0\r\nconnection: close\r\n\r\n");
        });
        AttemptResult result = post(port, new byte[32 << 20], LONG);
        assertThat(result.status().map(Object::toString).or(() -> result.error().map(ErrorClass::text)))
                .hasValueSatisfying(what -> assertThat(what).isIn("413", "reset"));
    }

    @Test
    void a_reset_within_the_body_is_a_reset() throws Exception {
        int port = server((socket, out) -> {
            write(out, "HTTP/1.1 200 OK\r\ncontent-length: 100\r\n\r\npart");
            socket.setSoLinger(true, 0);
            socket.close();
        });
        assertThat(post(port, SMALL, LONG).error()).contains(ErrorClass.RESET);
    }

    @Test
    void an_old_receiver_that_ends_its_answer_by_closing_is_understood() throws Exception {
        int port = server((socket, out) -> {
            write(out, "HTTP/1.0 200\r\n\r\nfine");
            socket.close();
        });
        assertThat(post(port, SMALL, LONG)).isInstanceOfSatisfying(AttemptResult.Answered.class, answered -> {
            assertThat(answered.status()).contains(200);
            assertThat(answered.body().bytes()).isEqualTo("fine".getBytes(ISO_8859_1));
        });
    }

    /** Its queue of connections is full: the kernel drops what knocks. */
    @Test
    void a_receiver_that_takes_no_connection_ends_at_the_connect_timeout() throws Exception {
        try (ServerSocket full = new ServerSocket()) {
            full.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 1);
            List<Socket> waiting = new ArrayList<>();
            try {
                while (knock(full.getLocalPort(), waiting)) {}
                assertThat(post(full.getLocalPort(), SMALL, LONG).error()).contains(ErrorClass.CONNECT);
            } finally {
                for (Socket one : waiting) {
                    one.close();
                }
            }
        }
    }

    @Test
    void a_receiver_that_takes_connections_late_is_waited_for() throws Exception {
        try (ServerSocket late = new ServerSocket(0, 50, InetAddress.getLoopbackAddress())) {
            Thread.ofVirtual().start(() -> {
                try {
                    // It knows of the connection as soon as the request is there to read, and of nothing before.
                    Thread.sleep(300);
                    try (Socket socket = late.accept()) {
                        head(socket.getInputStream());
                        write(socket.getOutputStream(), "HTTP/1.1 204 X\r\n\r\n");
                    }
                } catch (IOException | InterruptedException _) {
                    // the test is over
                }
            });
            assertThat(post(late.getLocalPort(), SMALL, LONG).status()).contains(204);
        }
    }

    private static void isNoHttp(ErrorClass error) {
        assertThat(error).isEqualTo(ErrorClass.PROTOCOL);
    }

    private static boolean knock(int port, List<Socket> waiting) throws IOException {
        Socket socket = new Socket();
        waiting.add(socket);
        try {
            socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 200);
            return waiting.size() < 100;
        } catch (java.net.SocketTimeoutException e) {
            return false;
        }
    }

    private AttemptResult post(int port, byte[] body, Duration patience) {
        Target.Vetted target = new Target.Vetted(
                URI.create("http://crm.example.com:" + port + "/hook"),
                "crm.example.com",
                port,
                List.of(InetAddress.ofLiteral("127.0.0.1")));
        return client.post(target, 1, MultiMap.caseInsensitiveMultiMap(), body, patience);
    }

    private interface Answer {
        void to(Socket socket, OutputStream out) throws IOException, InterruptedException;
    }

    private interface Connection {
        void with(Socket socket) throws IOException, InterruptedException;
    }

    /** Reads each request before it answers; a connection may carry several. */
    private int server(Answer answer) throws IOException {
        return plain(socket -> {
            while (!socket.isClosed()) {
                head(socket.getInputStream());
                socket.getInputStream().readNBytes(SMALL.length);
                answer.to(socket, socket.getOutputStream());
            }
        });
    }

    private int plain(Connection connection) throws IOException {
        ServerSocket server = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        open.add(server);
        Thread.ofVirtual().start(() -> {
            while (!server.isClosed()) {
                try {
                    Socket socket = server.accept();
                    Thread.ofVirtual().start(() -> {
                        try (socket) {
                            connection.with(socket);
                        } catch (IOException | InterruptedException _) {
                            // the client hung up, or the test is over
                        }
                    });
                } catch (IOException _) {
                    return;
                }
            }
        });
        return server.getLocalPort();
    }

    private static void head(InputStream in) throws IOException {
        for (int last = 0; last != 0x0d0a0d0a; ) {
            int one = in.read();
            if (one < 0) {
                throw new IOException("closed");
            }
            last = last << 8 | one;
        }
    }

    private static void forEver(OutputStream out, String text, long millis) throws IOException, InterruptedException {
        while (true) {
            write(out, text);
            Thread.sleep(millis);
        }
    }

    private static void write(OutputStream out, String text) throws IOException {
        out.write(text.getBytes(ISO_8859_1));
        out.flush();
    }
}
