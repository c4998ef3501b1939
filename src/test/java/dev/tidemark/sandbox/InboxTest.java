package dev.tidemark.sandbox;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import dev.tidemark.sandbox.SignatureCheck.Headers;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class InboxTest {
    private static final String SECRET = "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw";
    private static final byte[] BODY = "{\"test\": 2432232314}".getBytes(UTF_8);
    private static final String ID = "msg_p5jXN8AQM9LWM0D4loKWxJek";
    private static final String TIME = "1614265330";
    private static final String SIGNATURE = "v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=";
    private static final Headers GOOD = new Headers(ID, TIME, SIGNATURE);

    private final HandClock clock = new HandClock(Instant.ofEpochSecond(1_614_265_330));
    private final Inbox inbox = new Inbox(TestConfig.withSecret(SECRET), clock);

    @Test
    void the_published_vector_holds() {
        assertThat(receive(GOOD, BODY)).isEmpty();
    }

    @Test
    void a_body_beyond_ascii_is_signed_as_its_bytes() {
        byte[] body = "{\"name\":\"Zoë 🚀\"}".getBytes(UTF_8);
        assertThat(receive(new Headers("msg_u", TIME, "v1,c0bSG/wHs+Cb6E7wfh/ajXStH/0X6yggiHLHPz0bMiA="), body))
                .isEmpty();
    }

    @Test
    void what_is_signed_with_a_secret_it_learned_is_taken_too() {
        Inbox other = new Inbox(TestConfig.withSecret("whsec_AAAA"), clock);
        Inbox.Labels labels = Inbox.Labels.of(null, null, BODY);
        assertThat(other.receive(GOOD, labels, BODY)).isPresent();

        other.learn(SECRET);

        assertThat(other.receive(GOOD, labels, BODY)).isEmpty();
        assertThat(other.list().at("/items/0/verified").asBoolean()).isTrue();
    }

    @Test
    void any_of_several_signatures_may_match() {
        assertThat(receive(new Headers(ID, TIME, "v1,AAAA v1a,BBBB " + SIGNATURE), BODY))
                .isEmpty();
        assertThat(receive(new Headers(ID, TIME, SIGNATURE + " v1,AAAA"), BODY)).isEmpty();
    }

    @Test
    void anything_altered_is_refused() {
        String why = "no signature in webhook-signature matches id, timestamp and body";
        assertThat(receive(GOOD, "{\"test\": 2432232315}".getBytes(UTF_8))).contains(why);
        assertThat(receive(new Headers("msg_other", TIME, SIGNATURE), BODY)).contains(why);
        assertThat(receive(new Headers(ID, "1614265331", SIGNATURE), BODY)).contains(why);
        assertThat(receive(new Headers(ID, TIME, SIGNATURE.replace("v1,", "v2,")), BODY))
                .contains(why);
        assertThat(receive(new Headers(ID, TIME, SIGNATURE.substring(0, 20)), BODY))
                .contains(why);
    }

    @Test
    void a_missing_header_is_named() {
        assertThat(receive(new Headers("", TIME, SIGNATURE), BODY)).contains("webhook-id is missing");
        assertThat(receive(new Headers(ID, "", SIGNATURE), BODY)).contains("webhook-timestamp is missing");
        assertThat(receive(new Headers(ID, TIME, ""), BODY)).contains("webhook-signature is missing");
        assertThat(receive(new Headers(ID, "soon", SIGNATURE), BODY))
                .hasValueSatisfying(why -> assertThat(why).contains("webhook-timestamp"));
    }

    @Test
    void five_minutes_either_way_are_tolerated() {
        clock.turn(Duration.ofMinutes(5));
        assertThat(receive(GOOD, BODY)).isEmpty();
        clock.turn(Duration.ofMillis(1));
        assertThat(receive(GOOD, BODY)).isPresent();
        clock.turn(Duration.ofMinutes(-10).minusMillis(1));
        assertThat(receive(GOOD, BODY)).isEmpty();
        clock.turn(Duration.ofMillis(-1));
        assertThat(receive(GOOD, BODY)).isPresent();
    }

    @Test
    void a_repeat_is_counted_and_a_forgery_does_not_hide_it() {
        receive(GOOD, BODY);
        receive(GOOD, BODY);
        receive(new Headers(ID, TIME, "v1,AAAA"), BODY);
        JsonNode list = inbox.list();
        assertThat(list.toString())
                .isEqualTo("{\"items\":[{\"id\":\"" + ID + "\",\"type\":null,\"subject\":null,"
                        + "\"received_at\":\"2021-02-25T15:02:10.000Z\",\"verified\":true,\"reason\":null,"
                        + "\"receipts\":2}],\"total\":3,\"rejected\":1,\"answer\":204}");
    }

    @Test
    void what_was_refused_is_listed_with_the_reason() {
        receive(new Headers("msg_bad", TIME, "v1,AAAA"), BODY);
        JsonNode item = inbox.list().get("items").get(0);
        assertThat(item.get("verified").booleanValue()).isFalse();
        assertThat(item.get("reason").textValue()).startsWith("no signature");
    }

    @Test
    void without_a_secret_everything_is_taken_unverified() {
        Inbox open = new Inbox(TestConfig.withHistory(0), clock);
        byte[] event = "{\"type\":\"t\",\"subject\":\"views/1\"}".getBytes(UTF_8);
        assertThat(open.receive(new Headers("msg", "", ""), Inbox.Labels.of(null, null, event), event))
                .isEmpty();
        JsonNode item = open.list().get("items").get(0);
        assertThat(item.get("verified").booleanValue()).isFalse();
        assertThat(item.get("reason").textValue()).isEqualTo("no secret configured");
        assertThat(item.get("type").textValue()).isEqualTo("t");
        assertThat(item.get("subject").textValue()).isEqualTo("views/1");
    }

    @Test
    void the_newest_thousand_are_kept_newest_first() {
        Inbox open = new Inbox(TestConfig.withHistory(0), clock);
        for (int i = 0; i < 1_001; i++) {
            open.receive(new Headers("msg" + i, "", ""), Inbox.Labels.of("t", null, BODY), BODY);
        }
        JsonNode items = open.list().get("items");
        assertThat(items).hasSize(1_000);
        assertThat(items.get(0).get("id").textValue()).isEqualTo("msg1000");
        assertThat(items.get(999).get("id").textValue()).isEqualTo("msg1");
        assertThat(open.list().get("total").intValue()).isEqualTo(1_001);
    }

    @Test
    void a_secret_of_another_form_is_refused_at_once() {
        assertThatThrownBy(() -> new SignatureCheck("secret")).hasMessageContaining("inbox-secret");
        assertThatThrownBy(() -> new SignatureCheck("whsec_***")).hasMessageContaining("inbox-secret");
    }

    private Optional<String> receive(Headers headers, byte[] body) {
        return inbox.receive(headers, Inbox.Labels.of(null, null, body), body);
    }
}
