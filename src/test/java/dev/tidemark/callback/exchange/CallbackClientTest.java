package dev.tidemark.callback.exchange;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tidemark.callback.CallbackConfig;
import dev.tidemark.callback.Cidr;
import dev.tidemark.callback.guard.Target;
import io.vertx.core.MultiMap;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.net.PfxOptions;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What goes wrong below HTTP, and the way through a proxy; no container. */
class CallbackClientTest {
    private static final byte[] BODY = "{}".getBytes(ISO_8859_1);

    @TempDir
    Path folder;

    private final Vertx vertx = Vertx.vertx();
    private final List<AutoCloseable> open = new ArrayList<>();

    @AfterEach
    void close() throws Exception {
        for (AutoCloseable one : open) {
            one.close();
        }
        vertx.close().toCompletionStage().toCompletableFuture().get(10, TimeUnit.SECONDS);
    }

    @Test
    void a_certificate_that_nobody_vouches_for_is_a_tls_failure() throws Exception {
        assertThat(post("https", secureServer(), null)).satisfies(failedWith(ErrorClass.TLS));
    }

    @Test
    void a_receiver_that_speaks_no_tls_is_a_tls_failure() throws Exception {
        int port = server(socket -> {
            socket.getInputStream().read();
            write(socket, "HTTP/1.1 400 X\r\ncontent-length: 0\r\n\r\n");
        });
        assertThat(post("https", port, null)).satisfies(failedWith(ErrorClass.TLS));
    }

    @Test
    void a_handshake_that_never_ends_ends_in_time() throws Exception {
        int port = server(socket -> socket.getInputStream().transferTo(OutputStream.nullOutputStream()));
        long start = System.nanoTime();
        assertThat(post("https", port, null)).satisfies(failedWith(ErrorClass.TLS));
        assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(3));
    }

    @Test
    void a_receiver_that_answers_in_frames_of_http_2_is_a_protocol_failure() throws Exception {
        int port = server(socket -> {
            socket.getInputStream().read();
            // SETTINGS, then GOAWAY with PROTOCOL_ERROR
            write(socket, "\0\0\0\4\0\0\0\0\0\0\0\10\7\0\0\0\0\0\0\0\0\0\0\0\0\1");
        });
        assertThat(post("http", port, null))
                .isInstanceOfSatisfying(
                        AttemptResult.Failed.class,
                        failed -> assertThat(failed.kind()).isIn(ErrorClass.PROTOCOL, ErrorClass.RESET));
    }

    @Test
    void an_http_proxy_is_asked_for_the_vetted_address() throws Exception {
        LinkedBlockingQueue<String> asked = new LinkedBlockingQueue<>();
        int proxy = server(socket -> {
            asked.add(line(socket.getInputStream()));
            write(socket, "HTTP/1.1 403 Forbidden\r\ncontent-length: 0\r\n\r\n");
        });
        AttemptResult result = post("https", 4443, URI.create("http://127.0.0.1:" + proxy));
        assertThat(result).isInstanceOf(AttemptResult.Failed.class);
        assertThat(asked.poll(5, TimeUnit.SECONDS)).isEqualTo("CONNECT 127.0.0.1:4443 HTTP/1.1");
    }

    @Test
    void a_socks_proxy_is_asked_for_the_vetted_address() throws Exception {
        LinkedBlockingQueue<byte[]> asked = new LinkedBlockingQueue<>();
        int proxy = server(socket -> {
            InputStream in = socket.getInputStream();
            int methods = in.readNBytes(2)[1];
            in.readNBytes(methods);
            socket.getOutputStream().write(new byte[] {5, 0});
            asked.add(in.readNBytes(10));
            socket.getOutputStream().write(new byte[] {5, 2, 0, 1, 0, 0, 0, 0, 0, 0});
        });
        assertThat(post("https", 4443, URI.create("socks5://127.0.0.1:" + proxy)))
                .isInstanceOf(AttemptResult.Failed.class);
        assertThat(asked.poll(5, TimeUnit.SECONDS))
                .as("version 5, connect, an IPv4 address: 127.0.0.1, port 4443")
                .containsExactly(5, 1, 0, 1, 127, 0, 0, 1, 4443 >> 8, (byte) 4443);
    }

    private AttemptResult post(String scheme, int port, @Nullable URI proxy) throws IOException {
        CallbackClient client = new CallbackClient(vertx, new Fixed(Optional.ofNullable(proxy)));
        open.add(client::close);
        Target.Vetted target = new Target.Vetted(
                URI.create(scheme + "://crm.example.com:" + port + "/hook"),
                "crm.example.com",
                port,
                List.of(InetAddress.ofLiteral("127.0.0.1")));
        return client.post(target, 1, MultiMap.caseInsensitiveMultiMap(), BODY, Duration.ofSeconds(10));
    }

    private static Consumer<AttemptResult> failedWith(ErrorClass error) {
        return result -> assertThat(result.error()).as(result.toString()).contains(error);
    }

    /** With a certificate of its own making. */
    private int secureServer() throws Exception {
        Path keys = folder.resolve("keys.p12");
        Process keytool = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "keytool")
                                .toString(),
                        "-genkeypair",
                        "-alias",
                        "own",
                        "-keyalg",
                        "EC",
                        "-dname",
                        "CN=crm.example.com",
                        "-validity",
                        "2",
                        "-storetype",
                        "PKCS12",
                        "-storepass",
                        "secret",
                        "-keystore",
                        keys.toString())
                .inheritIO()
                .start();
        assertThat(keytool.waitFor()).isZero();
        HttpServer server = vertx.createHttpServer(new HttpServerOptions()
                        .setSsl(true)
                        .setUseAlpn(true)
                        .setKeyCertOptions(
                                new PfxOptions().setPath(keys.toString()).setPassword("secret")))
                .requestHandler(request -> request.response().end("ok"))
                .listen(0, "127.0.0.1")
                .toCompletionStage()
                .toCompletableFuture()
                .get(10, TimeUnit.SECONDS);
        return server.actualPort();
    }

    private interface Behaviour {
        void with(Socket socket) throws IOException;
    }

    private int server(Behaviour behaviour) throws IOException {
        ServerSocket server = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        open.add(server);
        Thread.ofVirtual().start(() -> {
            while (!server.isClosed()) {
                try (Socket socket = server.accept()) {
                    behaviour.with(socket);
                } catch (IOException _) {
                    // the client hung up, or the test is over
                }
            }
        });
        return server.getLocalPort();
    }

    private static void write(Socket socket, String text) throws IOException {
        socket.getOutputStream().write(text.getBytes(ISO_8859_1));
        socket.getOutputStream().flush();
    }

    private static String line(InputStream in) {
        StringBuilder line = new StringBuilder();
        try {
            for (int c = in.read(); c >= 0 && c != '\r'; c = in.read()) {
                line.append((char) c);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return line.toString();
    }

    record Fixed(Optional<URI> proxy) implements CallbackConfig {
        @Override
        public List<Duration> schedule() {
            return List.of(Duration.ZERO);
        }

        @Override
        public Duration timeout() {
            return Duration.ofSeconds(10);
        }

        @Override
        public Duration connectTimeout() {
            return Duration.ofSeconds(1);
        }

        @Override
        public Optional<List<Cidr>> allowNetworks() {
            return Optional.empty();
        }

        @Override
        public boolean allowHttp() {
            return true;
        }

        @Override
        public int concurrency() {
            return 10;
        }
    }
}
