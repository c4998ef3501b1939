package dev.tidemark.mindstamp;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tidemark.mindstamp.RawServer.Behaviour;
import dev.tidemark.mindstamp.budget.CallLimits;
import dev.tidemark.mindstamp.page.Page;
import dev.tidemark.mindstamp.row.View;
import dev.tidemark.platform.Json;
import dev.tidemark.testing.TestClock;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.time.Duration;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The client against a server of sockets that does whatever it likes. */
@QuarkusTest
class MindstampClientIT {
    @Inject
    MindstampClients clients;

    @Inject
    TestClock clock;

    /** One token a test: each has a budget of its own. */
    private final String token = "token-" + UUID.randomUUID();

    private RawServer server;

    @AfterEach
    void close() {
        if (server != null) {
            server.close();
        }
    }

    @Test
    void a_page_is_read() {
        Reply<Page<View>> reply = call(RawServer.whole("200 OK", "", "[{\"id\":\"a\"},null]"));

        assertThat(reply)
                .isInstanceOfSatisfying(
                        Reply.Ok.class,
                        ok -> assertThat(((Page<?>) ok.value()).received()).isEqualTo(2));
    }

    @Test
    void a_401_is_unauthorized() {
        assertThat(failure(RawServer.whole("401 Unauthorized", "", "{}")))
                .isEqualTo(new MindstampFailure.Unauthorized());
    }

    @Test
    void a_refusal_keeps_what_it_said_without_its_control_characters() {
        assertThat(failure(RawServer.whole("422 Unprocessable", "", "limit\u0000 bad")))
                .isEqualTo(new MindstampFailure.Refused(422, "limit  bad"));
    }

    @Test
    void a_503_makes_the_account_wait_as_long_as_it_says() {
        MindstampClient client = serve(RawServer.whole("503 Busy", "Retry-After: 30\r\n", ""));
        assertThat(client.views(100, 0)).isInstanceOf(Reply.Failed.class);

        assertThat(client.views(100, 0))
                .isEqualTo(new Reply.Failed<>(
                        new MindstampFailure.OverBudget(clock.instant().plusSeconds(30))));
        assertThat(server.requests()).hasSize(1);

        clock.advance(Duration.ofSeconds(31));
        client.views(100, 0);
        assertThat(server.requests()).hasSize(2);
    }

    @Test
    void failures_in_a_row_make_it_wait_longer_and_never_storm() {
        MindstampClient client = serve(RawServer.whole("500 Oops", "", ""));
        for (int second = 0; second < 600; second++) {
            client.views(100, 0);
            clock.advance(Duration.ofSeconds(1));
        }

        assertThat(server.requests().size()).isBetween(3, 30);
    }

    @Test
    void the_minute_is_not_overspent() {
        MindstampClient client = serve(RawServer.whole("200 OK", "", "[]"));
        int answered = 0;
        for (int i = 0; i < 150; i++) {
            answered += client.views(100, 0) instanceof Reply.Ok ? 1 : 0;
        }

        assertThat(answered).isEqualTo(100);
        assertThat(server.requests()).hasSize(100);
        // What another replica or a restarted service sees is the same: the calls are written down.
        assertThat(client(server.url()).views(100, 0)).isInstanceOf(Reply.Failed.class);
    }

    @Test
    void truncated_json_is_unreadable() {
        assertThat(failure(RawServer.whole("200 OK", "", "[{\"id\":\"a\"}")))
                .isInstanceOf(MindstampFailure.Unreadable.class);
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
        CountDownLatch over = new CountDownLatch(1);
        try {
            assertThat(failure(out -> over.await())).isEqualTo(new MindstampFailure.TimedOut());
        } finally {
            over.countDown();
        }
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
                .isInstanceOf(MindstampFailure.TooLarge.class);
    }

    @Test
    void a_connection_that_breaks_off_is_unavailable() {
        assertThat(failure(out -> out.write("HTTP/1.1 200 OK\r\nContent-Length: 50\r\n\r\n[".getBytes(UTF_8))))
                .isInstanceOf(MindstampFailure.Unavailable.class);
    }

    @Test
    void a_refusal_does_not_repeat_the_token_not_even_half_of_it() {
        String padding = "x".repeat(490);

        MindstampFailure.Refused refused =
                (MindstampFailure.Refused) failure(RawServer.whole("422 No", "", padding + token + " is odd indeed"));

        assertThat(refused.body()).isEqualTo(padding + "*** is odd");
    }

    @Test
    void an_unreadable_answer_does_not_repeat_the_token() {
        assertThat(failure(RawServer.ok("<html>" + token))).isEqualTo(new MindstampFailure.Unreadable("<html>***"));
    }

    @Test
    void a_redirect_is_a_refusal_that_says_where_to() {
        MindstampFailure failure =
                failure(RawServer.whole("301 Moved", "Location: https://api.example.com/v2\r\n", ""));

        assertThat(failure.reason()).contains("301", "https://api.example.com/v2", "check the URL");
        assertThat(server.requests()).hasSize(1);
    }

    @Test
    void any_success_that_can_be_read_is_one() {
        assertThat(call(RawServer.whole("203 Proxied", "", "[{\"id\":\"a\"}]"))).isInstanceOf(Reply.Ok.class);
        assertThat(failure(RawServer.whole("204 No Content", "", ""))).isInstanceOf(MindstampFailure.Unreadable.class);
    }

    @Test
    void what_does_not_speak_http_is_unavailable() {
        assertThat(failure(out -> out.write("220 smtp.example.com ready\r\n\r\n".getBytes(UTF_8)))
                        .reason())
                .contains("cannot be reached", "no whole HTTP answer");
    }

    @Test
    void a_server_without_tls_where_tls_is_asked_for_is_unavailable() throws IOException {
        try (ServerSocket plain = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            Thread.ofVirtual().start(() -> {
                try (Socket socket = plain.accept()) {
                    socket.getOutputStream().write("HTTP/1.1 400 Bad\r\n\r\n".getBytes(UTF_8));
                } catch (IOException e) {
                    // the client hung up
                }
            });

            assertThat(failureAt("https://127.0.0.1:" + plain.getLocalPort()).reason())
                    .contains("cannot be reached", "no TLS connection");
        }
    }

    @Test
    void a_host_that_does_not_exist_is_unavailable_and_says_what_to_check() {
        assertThat(failureAt("http://mindstamp.invalid/api/v1").reason()).contains("no such host", "check the URL");
    }

    @Test
    void a_port_where_nobody_listens_is_unavailable() {
        serve(out -> {});
        server.close();

        assertThat(failureAt(server.url()).reason()).contains("no connection");
    }

    @Test
    void a_write_is_done_whatever_its_answer_says() {
        assertThat(write("201 Created", "{\"id\":7}").body())
                .contains(Json.object().put("id", 7));
        assertThat(write("200 OK", "<html>").body()).isEmpty();
        assertThat(write("204 No Content", "").body()).isEmpty();
        assertThat(write("202 Accepted", "").status()).isEqualTo(202);
    }

    @Test
    void a_write_that_is_refused_is_a_failure() {
        assertThat(serve(RawServer.whole("422 No", "", "{\"name\":[\"is empty\"]}"))
                        .groups()
                        .create(""))
                .isEqualTo(new Reply.Failed<>(new MindstampFailure.Refused(422, "{\"name\":[\"is empty\"]}")));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", ".", "..", "a\nb"})
    void an_id_that_can_be_none_is_not_asked_for(String id) {
        MindstampClient client = serve(RawServer.ok("{}"));

        assertThat(client.view(id)).isEqualTo(new Reply.Failed<>(new MindstampFailure.NotFound()));
        assertThat(client.plinks().setStatus(id, "active"))
                .isEqualTo(new Reply.Failed<>(new MindstampFailure.NotFound()));
        assertThat(server.requests()).isEmpty();
    }

    private Written write(String status, String body) {
        Reply<Written> reply = serve(RawServer.whole(status, "", body)).groups().create("x");
        server.close();
        return ((Reply.Ok<Written>) reply).value();
    }

    private MindstampFailure failureAt(String url) {
        return ((Reply.Failed<?>) client(url).views(100, 0)).failure();
    }

    private MindstampFailure failure(Behaviour behaviour) {
        return ((Reply.Failed<?>) call(behaviour)).failure();
    }

    private Reply<Page<View>> call(Behaviour behaviour) {
        return serve(behaviour).views(100, 0);
    }

    private MindstampClient serve(Behaviour behaviour) {
        server = new RawServer(behaviour);
        return client(server.url());
    }

    private MindstampClient client(String url) {
        return clients.of(token, url, token, new CallLimits(100, 1000));
    }
}
