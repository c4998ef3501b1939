package dev.tidemark.mindstamp;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tidemark.mindstamp.budget.CallLimits;
import dev.tidemark.mindstamp.row.Page;
import dev.tidemark.mindstamp.row.View;
import dev.tidemark.testing.TestClock;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** The client against a server of sockets that does whatever it likes. */
@QuarkusTest
class MindstampClientIT {
    private static final AtomicInteger ACCOUNTS = new AtomicInteger();

    /** What the server does with a connection, once the request has come. */
    @FunctionalInterface
    interface Behaviour {
        void answer(OutputStream out) throws IOException, InterruptedException;
    }

    @Inject
    MindstampClients clients;

    @Inject
    TestClock clock;

    private ServerSocket server;
    private final AtomicInteger requests = new AtomicInteger();
    private final String account = "odd-" + ACCOUNTS.incrementAndGet();

    @AfterEach
    void close() throws IOException {
        server.close();
    }

    @Test
    void a_page_is_read() {
        Reply<Page<View>> reply = call(whole("200 OK", "", "[{\"id\":\"a\"},null]"));

        assertThat(reply)
                .isInstanceOfSatisfying(
                        Reply.Ok.class,
                        ok -> assertThat(((Page<?>) ok.value()).received()).isEqualTo(2));
    }

    @Test
    void a_401_is_unauthorized() {
        assertThat(failure(whole("401 Unauthorized", "", "{}"))).isEqualTo(new MindstampFailure.Unauthorized());
    }

    @Test
    void a_refusal_keeps_what_it_said_without_its_control_characters() {
        assertThat(failure(whole("422 Unprocessable", "", "limit\u0000 bad")))
                .isEqualTo(new MindstampFailure.Refused(422, "limit  bad"));
    }

    @Test
    void a_503_makes_the_account_wait_as_long_as_it_says() {
        MindstampClient client = serve(whole("503 Busy", "Retry-After: 30\r\n", ""));
        assertThat(client.views(100, 0)).isInstanceOf(Reply.Failed.class);

        assertThat(client.views(100, 0))
                .isEqualTo(new Reply.Failed<>(
                        new MindstampFailure.OverBudget(clock.instant().plusSeconds(30))));
        assertThat(requests).hasValue(1);

        clock.advance(Duration.ofSeconds(31));
        client.views(100, 0);
        assertThat(requests).hasValue(2);
    }

    @Test
    void failures_in_a_row_make_it_wait_longer_and_never_storm() {
        MindstampClient client = serve(whole("500 Oops", "", ""));
        for (int second = 0; second < 600; second++) {
            client.views(100, 0);
            clock.advance(Duration.ofSeconds(1));
        }

        assertThat(requests.get()).isBetween(3, 30);
    }

    @Test
    void the_minute_is_not_overspent() {
        MindstampClient client = serve(whole("200 OK", "", "[]"));
        int answered = 0;
        for (int i = 0; i < 150; i++) {
            answered += client.views(100, 0) instanceof Reply.Ok ? 1 : 0;
        }

        assertThat(answered).isEqualTo(100);
        assertThat(requests).hasValue(100);
        // What another replica or a restarted service sees is the same: the calls are written down.
        assertThat(clients.of(account, url(), "token", new CallLimits(100, 1000))
                        .views(100, 0))
                .isInstanceOf(Reply.Failed.class);
    }

    @Test
    void truncated_json_is_unreadable() {
        assertThat(failure(whole("200 OK", "", "[{\"id\":\"a\"}"))).isInstanceOf(MindstampFailure.Unreadable.class);
    }

    @Test
    void a_dripping_answer_ends_at_the_timeout() {
        assertThat(failure(out -> {
                    out.write("HTTP/1.1 200 OK\r\nContent-Length: 1000\r\n\r\n".getBytes(UTF_8));
                    for (int i = 0; i < 1000; i++) {
                        out.write('[');
                        out.flush();
                        Thread.sleep(200); // the drip itself; the test waits for the client
                    }
                }))
                .isEqualTo(new MindstampFailure.TimedOut());
    }

    @Test
    void a_server_that_says_nothing_ends_at_the_timeout() {
        assertThat(failure(out -> Thread.sleep(20_000))).isEqualTo(new MindstampFailure.TimedOut());
    }

    @Test
    void an_endless_answer_is_cut_off() {
        assertThat(failure(out -> {
                    out.write("HTTP/1.1 200 OK\r\nConnection: close\r\n\r\n".getBytes(UTF_8));
                    byte[] much = new byte[65_536];
                    while (true) {
                        out.write(much);
                    }
                }))
                .isInstanceOf(MindstampFailure.Unavailable.class);
    }

    @Test
    void a_connection_that_breaks_off_is_unavailable() {
        assertThat(failure(out -> out.write("HTTP/1.1 200 OK\r\nContent-Length: 50\r\n\r\n[".getBytes(UTF_8))))
                .isInstanceOf(MindstampFailure.Unavailable.class);
    }

    private MindstampFailure failure(Behaviour behaviour) {
        return ((Reply.Failed<?>) call(behaviour)).failure();
    }

    private Reply<Page<View>> call(Behaviour behaviour) {
        return serve(behaviour).views(100, 0);
    }

    private MindstampClient serve(Behaviour behaviour) {
        try {
            server = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
        Thread.ofVirtual().start(() -> accept(behaviour));
        return clients.of(account, url(), "token", new CallLimits(100, 1000));
    }

    private String url() {
        return "http://127.0.0.1:" + server.getLocalPort();
    }

    private void accept(Behaviour behaviour) {
        while (!server.isClosed()) {
            try {
                Socket socket = server.accept();
                Thread.ofVirtual().start(() -> answer(socket, behaviour));
            } catch (IOException e) {
                return; // closed
            }
        }
    }

    private void answer(Socket socket, Behaviour behaviour) {
        try (socket) {
            if (socket.getInputStream().read(new byte[4096]) > 0) {
                requests.incrementAndGet();
                behaviour.answer(socket.getOutputStream());
                socket.getOutputStream().flush();
            }
        } catch (IOException e) {
            // the client hung up
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static Behaviour whole(String status, String headers, String body) {
        byte[] bytes = body.getBytes(UTF_8);
        return out -> out.write(("HTTP/1.1 " + status + "\r\nConnection: close\r\n" + headers + "Content-Length: "
                        + bytes.length + "\r\n\r\n" + body)
                .getBytes(UTF_8));
    }
}
