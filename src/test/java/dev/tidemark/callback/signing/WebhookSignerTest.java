package dev.tidemark.callback.signing;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import com.standardwebhooks.Webhook;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Vectors of the Standard Webhooks reference libraries, and what the official library makes of the same input. */
class WebhookSignerTest {
    private static final SigningSecret FIRST = SigningSecret.of("whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw");
    private static final SigningSecret SECOND = SigningSecret.of("whsec_C2FVsBQIhrscChlQIMV+b5sSYspob7oD");
    private static final String ID = "msg_p5jXN8AQM9LWM0D4loKWxJek";
    private static final byte[] BODY = "{\"test\": 2432232314}".getBytes(UTF_8);

    @Test
    void the_reference_vector() {
        assertThat(WebhookSigner.sign(List.of(FIRST), ID, 1614265330, BODY))
                .isEqualTo("v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=");
    }

    @Test
    void two_live_secrets_sign_with_a_space_between() throws Exception {
        String reference = new Webhook(SECOND.text()).sign(ID, 1614265330, new String(BODY, UTF_8));
        assertThat(WebhookSigner.sign(List.of(FIRST, SECOND), ID, 1614265330, BODY))
                .isEqualTo("v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE= " + reference)
                .endsWith(" v1,78nXHjpFP0tVJQW5D0SBwmVyyW87BV/rL6MgfM/Bw44=");
    }

    @Test
    void the_body_is_signed_as_its_bytes() {
        assertThat(WebhookSigner.sign(List.of(FIRST), "msg_u", 1614265330, "{\"name\":\"Zoë 🚀\"}".getBytes(UTF_8)))
                .isEqualTo("v1,c0bSG/wHs+Cb6E7wfh/ajXStH/0X6yggiHLHPz0bMiA=");
    }

    @Test
    void a_new_secret_has_32_random_bytes_and_reads_back() {
        SigningSecret one = SigningSecret.create();
        assertThat(one.text())
                .startsWith("whsec_")
                .hasSize(50)
                .isNotEqualTo(SigningSecret.create().text());
        assertThat(SigningSecret.of(one.text()).key()).isEqualTo(one.key()).hasSize(32);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", "secret", "whsec_", "whsec_!!!!", "whsec_AAAA", "whsk_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw"})
    void what_is_no_secret_is_refused_without_repeating_it(String text) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> SigningSecret.of(text))
                .satisfies(e -> assertThat(text.isEmpty() || !e.getMessage().contains("'" + text))
                        .isTrue());
    }

    @Test
    void a_secret_never_shows_in_text() {
        assertThat("" + FIRST).doesNotContain("MfKQ");
    }
}
