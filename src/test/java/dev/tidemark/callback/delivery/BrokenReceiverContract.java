package dev.tidemark.callback.delivery;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tidemark.callback.history.DeliveryAttempt;
import dev.tidemark.callback.history.DeliveryState;
import dev.tidemark.callback.subscription.SubscriptionDraft;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Receivers that break off, drip, go on for ever, say nothing or send elsewhere. */
abstract class BrokenReceiverContract extends CallbackScene {
    @Test
    void a_redirect_is_a_failure_and_nobody_follows_it() {
        server.on("/crm", OddServer.status(302, "location: " + server.url("/elsewhere")));
        failsOnceWith("status", 302);
        assertThat(server.received("/elsewhere")).isEmpty();
        assertThat(attempts().getFirst().detail())
                .hasValueSatisfying(text -> assertThat(text).contains("redirect"));
    }

    @Test
    void a_reset_connection_is_a_failure() {
        server.on("/crm", OddServer.reset());
        failsOnceWith("reset", null);
    }

    @Test
    void an_answer_that_is_not_http_is_a_failure() {
        server.on("/crm", OddServer.raw("nonsense\r\n\r\n"));
        failsOnceWith("protocol", null);
    }

    @Test
    void a_receiver_whose_words_no_database_takes_holds_up_nobody() {
        server.on("/crm", OddServer.raw("HTTP/1.1 2\u000000 OK\r\n\r\n"));
        failsOnceWith("protocol", null);
    }

    @Test
    void a_body_that_ends_too_early_is_a_failure() {
        server.on("/crm", (socket, out) -> {
            OddServer.raw("HTTP/1.1 200 OK\r\ncontent-length: 100\r\n\r\nshort").answer(socket, out);
            socket.close();
        });
        failsOnceWith("reset", 200);
    }

    @Test
    void a_refused_connection_is_a_failure() throws Exception {
        // Bound and not listening: the port is nobody else's, and nobody takes a connection there.
        try (Socket closed = new Socket()) {
            closed.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
            subscriptions.create(SubscriptionDraft.plain(
                    Optional.of("crm"),
                    Optional.empty(),
                    Optional.of("http://127.0.0.1:" + closed.getLocalPort() + "/crm"),
                    List.of()));
            append(1);
            assertThat(dispatcher.runOnce()).isEqualTo(1);
        }
        assertThat(attempts().getFirst().error()).contains("connect");
    }

    @Test
    void a_dripping_body_ends_at_the_timeout() {
        server.on("/crm", OddServer.drip());
        long start = System.nanoTime();
        failsOnceWith("timeout", 200);
        assertThat(Duration.ofNanos(System.nanoTime() - start)).isBetween(Duration.ofSeconds(2), Duration.ofSeconds(4));
        assertThat(new String(attempts().getFirst().body(), UTF_8)).startsWith("xx");
    }

    @Test
    void a_receiver_that_says_nothing_ends_at_the_timeout() {
        server.on("/crm", OddServer.silence());
        failsOnceWith("timeout", null);
    }

    @Test
    void an_endless_body_costs_16_kib_and_is_still_a_success() {
        server.on("/crm", OddServer.endless());
        subscribe("/crm");
        append(1);
        assertThat(dispatcher.runOnce()).isEqualTo(1);
        assertThat(only().state()).isEqualTo(DeliveryState.DELIVERED);
        assertThat(attempts().getFirst().body()).hasSize(16 * 1024);
        assertThat(attempts().getFirst().bodyCut()).isTrue();
    }

    @Test
    void a_body_of_exactly_16_kib_is_kept_whole() {
        server.on("/crm", OddServer.body(16 * 1024), OddServer.body(16 * 1024 + 1));
        subscribe("/crm");
        append(2);
        while (dispatcher.runOnce() > 0) {}
        assertThat(all())
                .flatExtracting(one -> deliveries.attempts(one.id()))
                .allSatisfy(one -> assertThat(one.body()).hasSize(16 * 1024))
                .extracting(DeliveryAttempt::bodyCut)
                .containsExactlyInAnyOrder(false, true);
    }

    private void failsOnceWith(String error, Integer status) {
        subscribe("/crm");
        append(1);
        assertThat(dispatcher.runOnce()).isEqualTo(1);
        assertThat(only().state()).isEqualTo(DeliveryState.RETRYING);
        assertThat(only().attempts()).isEqualTo(1);
        DeliveryAttempt attempt = attempts().getFirst();
        assertThat(attempt.error()).as(attempt.toString()).contains(error);
        assertThat(attempt.status()).isEqualTo(Optional.ofNullable(status));
        assertThat(attempt.detail()).isPresent();
    }
}
