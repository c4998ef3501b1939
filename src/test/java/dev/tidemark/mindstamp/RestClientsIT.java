package dev.tidemark.mindstamp;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.is;

import dev.tidemark.mindstamp.budget.Budgets;
import dev.tidemark.mindstamp.budget.CallLimits;
import dev.tidemark.platform.Sql;
import dev.tidemark.testing.TestClock;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Connections to many URLs: those not used for long are closed, and nobody notices. */
@QuarkusTest
class RestClientsIT {
    @Inject
    Sql sql;

    @Inject
    TestClock clock;

    private final List<KeptServer> servers = new ArrayList<>();
    private MindstampClients clients;

    @BeforeEach
    void open() {
        clients = new MindstampClients(Budgets.fresh(sql, clock), new PatientCalls(), clock);
    }

    @AfterEach
    void close() {
        servers.forEach(KeptServer::close);
    }

    @Test
    void the_connection_to_one_url_is_shared_and_kept() {
        KeptServer server = server();
        call(server);
        call(server);

        assertThat(server.connections).hasValue(1);
        assertThat(server.hungUp).hasValue(0);
    }

    @Test
    void the_url_not_called_for_longest_is_hung_up() {
        KeptServer first = server();
        KeptServer second = server();
        call(first);
        call(second);
        fill(RestClients.MOST - 2);
        call(first);

        fill(1);

        await().untilAtomic(second.hungUp, is(1));
        assertThat(servers.stream().filter(server -> server.hungUp.get() > 0)).containsExactly(second);
    }

    @Test
    void a_client_goes_on_after_its_url_was_dropped() {
        KeptServer server = server();
        MindstampClient client = client(server);
        assertThat(client.views(100, 0)).isInstanceOf(Reply.Ok.class);
        fill(RestClients.MOST);
        await().untilAtomic(server.hungUp, is(1));

        assertThat(client.views(100, 0)).isInstanceOf(Reply.Ok.class);

        assertThat(server.connections).hasValue(2);
    }

    @Test
    void a_call_under_way_is_not_broken_off() throws InterruptedException {
        KeptServer slow = server();
        slow.answers = new CountDownLatch(1);
        List<Reply<?>> replies = new ArrayList<>();
        Thread call = Thread.ofVirtual().start(() -> replies.add(client(slow).views(100, 0)));
        assertThat(slow.asked.await(30, TimeUnit.SECONDS)).isTrue();
        fill(RestClients.MOST);
        assertThat(slow.hungUp).hasValue(0);

        slow.answers.countDown();
        call.join();

        assertThat(replies).singleElement().isInstanceOf(Reply.Ok.class);
        await().untilAtomic(slow.hungUp, is(1));
    }

    private void fill(int urls) {
        for (int i = 0; i < urls; i++) {
            call(server());
        }
    }

    private void call(KeptServer server) {
        assertThat(client(server).views(100, 0)).isInstanceOf(Reply.Ok.class);
    }

    private MindstampClient client(KeptServer server) {
        return clients.of("rest", server.url(), "t-" + UUID.randomUUID(), new CallLimits(100, 1000));
    }

    private KeptServer server() {
        KeptServer server = new KeptServer();
        servers.add(server);
        return server;
    }

    /** Keeps its connections until the client hangs up. */
    private static final class KeptServer implements AutoCloseable {
        private final ServerSocket server;
        final AtomicInteger connections = new AtomicInteger();
        final AtomicInteger hungUp = new AtomicInteger();
        final CountDownLatch asked = new CountDownLatch(1);
        volatile CountDownLatch answers = new CountDownLatch(0);

        KeptServer() {
            try {
                server = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
            Thread.ofVirtual().start(this::accept);
        }

        String url() {
            return "http://127.0.0.1:" + server.getLocalPort() + "/api/v1";
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
                    connections.incrementAndGet();
                    Thread.ofVirtual().start(() -> serve(socket));
                } catch (IOException e) {
                    return; // closed
                }
            }
        }

        private void serve(Socket socket) {
            try (socket;
                    BufferedReader requests =
                            new BufferedReader(new InputStreamReader(socket.getInputStream(), ISO_8859_1))) {
                for (String line = requests.readLine(); line != null; line = requests.readLine()) {
                    if (line.isEmpty()) {
                        asked.countDown();
                        answers.await();
                        socket.getOutputStream()
                                .write("HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\n[]".getBytes(UTF_8));
                    }
                }
                hungUp.incrementAndGet();
            } catch (IOException e) {
                hungUp.incrementAndGet();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }
    }
}
