package dev.tidemark.callback.delivery;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tidemark.callback.history.Delivery;
import dev.tidemark.callback.history.DeliveryAttempt;
import dev.tidemark.callback.history.DeliveryState;
import dev.tidemark.callback.subscription.Drafts;
import dev.tidemark.callback.subscription.SubscriptionDraft;
import dev.tidemark.callback.subscription.SubscriptionDraft.Pacing;
import java.io.OutputStream;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Contract §6 row by row over real connections: what a receiver answers and what becomes of the delivery. */
@Timeout(60)
abstract class ReceiverAnswersContract extends DeliveryScene {
    private static final byte[] EVERY_BYTE = everyByte();

    @ParameterizedTest
    @CsvSource({
        "200, DELIVERED", "201, DELIVERED", "202, DELIVERED", "204, DELIVERED", "299, DELIVERED",
        "300, RETRYING", "304, RETRYING", "400, RETRYING", "401, RETRYING", "403, RETRYING",
        "404, RETRYING", "408, RETRYING", "409, RETRYING", "410, HELD", "413, RETRYING",
        "415, RETRYING", "418, RETRYING", "429, RETRYING", "500, RETRYING", "501, RETRYING",
        "502, RETRYING", "503, RETRYING", "504, RETRYING", "599, RETRYING", "999, RETRYING",
    })
    void each_status_has_its_consequence(int status, DeliveryState state) {
        boolean empty = status == 204 || status == 304;
        server.on(
                "/crm",
                OddServer.raw("HTTP/1.1 " + status + " X\r\n" + (empty ? "" : "content-length: 0\r\n") + "\r\n"));
        Delivery delivery = sendOne();
        assertThat(delivery.state()).isEqualTo(state);
        assertThat(attempt(delivery).status()).contains(status);
        assertThat(attempt(delivery).error())
                .isEqualTo(state == DeliveryState.DELIVERED ? Optional.empty() : Optional.of("status"));
    }

    @ParameterizedTest
    @ValueSource(ints = {301, 302, 303, 307, 308})
    void no_redirect_is_followed_wherever_it_leads(int status) {
        for (String place : List.of(server.url("/elsewhere"), "/elsewhere", "http://169.254.169.254/latest")) {
            server.on("/crm", OddServer.status(status, "location: " + place));
            emptyTables();
            Delivery delivery = sendOne();
            assertThat(delivery.state()).as(place).isEqualTo(DeliveryState.RETRYING);
            assertThat(attempt(delivery).status()).contains(status);
            assertThat(attempt(delivery).detail().orElseThrow()).contains("redirect");
        }
        assertThat(server.received("/elsewhere")).isEmpty();
        assertThat(server.received("/crm")).hasSize(3);
    }

    /** The whole subscription waits as long, and not a moment longer; what cannot be meant leaves the schedule's 5 s. */
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "429 | 120                           | 120   | 120",
                "503 | 120                           | 120   | 120",
                "503 | DATE                          | 599   | 600",
                "429 | 31536000                      | 86400 | 86400",
                "429 | 999999999999999999            | 86400 | 86400",
                "429 | 99999999999999999999999999999 | 5     | 6",
                "429 | Fri, 01 Jan 9999 06:00:00 GMT | 86400 | 86400",
                "429 | Thu, 01 Jan 2015 06:00:00 GMT | 5     | 6",
                "429 | -120                          | 5     | 6",
                "503 | 1e9                           | 5     | 6",
                "503 | 0x78                          | 5     | 6",
                "503 | 120; soon                     | 5     | 6",
                "503 | ٣٠٠                           | 5     | 6",
                "503 | ''                            | 5     | 6",
                "500 | 120                           | 5     | 6",
            })
    void who_asks_for_quiet_gets_as_much_as_can_be_meant(int status, String asked, long least, long most) {
        String header = asked.equals("DATE") ? httpDate(clock.instant().plusSeconds(600)) : asked;
        server.on("/crm", OddServer.status(status, "retry-after: " + header), OddServer.status(200));
        Instant start = clock.instant();
        sendOne();
        append("later");
        boolean everyoneWaits = least > 6;
        clock.set(start.plusSeconds(least).minusMillis(1));
        assertThat(dispatcher.runOnce()).as("the other one of the subscription").isEqualTo(everyoneWaits ? 0 : 1);
        clock.set(start.plusSeconds(most));
        sendAll();
        assertThat(all()).hasSize(2).extracting(Delivery::state).containsOnly(DeliveryState.DELIVERED);
    }

    @Test
    void a_gigabyte_is_hung_up_on_long_before_it_came() throws Exception {
        AtomicLong taken = new AtomicLong();
        server.on("/crm", (_, out) -> {
            OddServer.raw("HTTP/1.1 200 OK\r\ncontent-length: 1073741824\r\n\r\n")
                    .answer(null, out);
            pour(out, taken, 1L << 30);
        });
        Delivery delivery = sendOne();
        assertThat(delivery.state()).isEqualTo(DeliveryState.DELIVERED);
        assertThat(attempt(delivery).body()).hasSize(16 * 1024);
        assertThat(attempt(delivery).bodyCut()).isTrue();
        // Mostly what both ends of the socket hold, outside of our memory.
        assertThat(taken.get()).isLessThan(32 << 20);
    }

    @Test
    void a_body_of_any_bytes_is_kept_as_it_came() {
        String bytes = new String(EVERY_BYTE, ISO_8859_1);
        // Were it unpacked, a small one could become gigabytes.
        server.on(
                "/crm",
                OddServer.raw("HTTP/1.1 200 OK\r\ncontent-encoding: gzip\r\ncontent-length: 256\r\n\r\n" + bytes));
        DeliveryAttempt attempt = attempt(sendOne());
        assertThat(attempt.status()).contains(200);
        assertThat(attempt.error()).isEmpty();
        assertThat(attempt.body()).isEqualTo(EVERY_BYTE);
        assertThat(attempt.bodyCut()).isFalse();
    }

    @Test
    void a_body_in_chunks_is_kept_like_any_other() {
        server.on(
                "/crm",
                OddServer.raw(
                        "HTTP/1.1 500 X\r\ntransfer-encoding: chunked\r\n\r\n4\r\nfull\r\n3\r\n up\r\n0\r\n\r\n"));
        assertThat(attempt(sendOne()).body()).isEqualTo("full up".getBytes(ISO_8859_1));
    }

    @Test
    void a_receiver_without_an_address_is_tried_again() {
        subscriptions.create(draft("crm"));
        update("update subscription set url = 'http://nobody.invalid/crm'");
        subscribers.changed();
        append("a");
        assertThat(dispatcher.runOnce()).isEqualTo(1);
        assertThat(all().getFirst().state()).isEqualTo(DeliveryState.RETRYING);
        assertThat(attempt(all().getFirst()).error()).contains("dns");
    }

    /** Every fourth day it takes what comes; five days without a success never come. */
    @Test
    void a_receiver_that_fails_most_of_the_time_for_weeks_is_not_disabled() {
        server.on("/crm", OddServer.status(500));
        subscriptions.create(Drafts.with(
                draft("crm"),
                new Pacing(
                        Optional.empty(),
                        Optional.empty(),
                        Optional.empty(),
                        Optional.empty(),
                        Optional.of(List.of("PT0S", "PT1H")))));
        for (int day = 1; day <= 16; day++) {
            server.on("/crm", day % 4 == 0 ? OddServer.status(200) : OddServer.status(500));
            append("a", "b", "c");
            for (int hour = 0; hour < 24; hour += 2) {
                clock.advance(Duration.ofHours(2));
                sendAll();
            }
            assertThat(subscriptions.find("crm").orElseThrow().enabled())
                    .as("day %d", day)
                    .isTrue();
        }
        assertThat(count(DeliveryState.EXHAUSTED)).as("it did fail").isGreaterThan(10);
        assertThat(count(DeliveryState.DELIVERED)).isPositive();
    }

    private Delivery sendOne() {
        SubscriptionDraft draft = draft("crm");
        subscriptions.create(draft);
        append("a");
        assertThat(dispatcher.runOnce()).isEqualTo(1);
        return all().getFirst();
    }

    private DeliveryAttempt attempt(Delivery delivery) {
        return deliveries.attempts(delivery.id()).getFirst();
    }

    private static String httpDate(Instant time) {
        return java.time.format.DateTimeFormatter.RFC_1123_DATE_TIME.format(time.atOffset(java.time.ZoneOffset.UTC));
    }

    private static void pour(OutputStream out, AtomicLong taken, long bytes) throws java.io.IOException {
        byte[] chunk = new byte[64 * 1024];
        while (taken.get() < bytes) {
            out.write(chunk);
            taken.addAndGet(chunk.length);
        }
    }

    private static byte[] everyByte() {
        byte[] bytes = new byte[256];
        for (int i = 0; i < bytes.length; i++) {
            bytes[i] = (byte) i;
        }
        return bytes;
    }
}
