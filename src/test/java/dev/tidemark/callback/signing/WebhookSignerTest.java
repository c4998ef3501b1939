package dev.tidemark.callback.signing;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import com.standardwebhooks.Webhook;
import java.net.http.HttpHeaders;
import java.security.KeyFactory;
import java.security.Signature;
import java.security.spec.X509EncodedKeySpec;
import java.time.Instant;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
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
        SigningSecret one = SigningSecret.create(SignatureScheme.V1);
        assertThat(one.text())
                .startsWith("whsec_")
                .hasSize(50)
                .isNotEqualTo(SigningSecret.create(SignatureScheme.V1).text());
        assertThat(SigningSecret.of(one.text()).text()).isEqualTo(one.text()).isEqualTo(one.shown());
        assertThat(one.scheme()).isEqualTo(SignatureScheme.V1);
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

    private static final SigningSecret PAIR = SigningSecret.of(
            "whsk_6Xb/dCcHpPea21PS1N9VY/NZW723CEc77N4rJCubMbfVKIDij2HKpMKkioLlX0dRqSKJp4AJ6p9lMicMFs6Kvg==");

    @Test
    void the_reference_vector_of_ed25519() {
        assertThat(WebhookSigner.sign(List.of(PAIR), ID, 1614265330, BODY))
                .isEqualTo(
                        "v1a,hnO3f9T8Ytu9HwrXslvumlUpqtNVqkhqw/enGzPCXe5BdqzCInXqYXFymVJaA7AZdpXwVLPo3mNl8EM+m7TBAg==");
        assertThat(PAIR.shown()).isEqualTo("whpk_1SiA4o9hyqTCpIqC5V9HUakiiaeACeqfZTInDBbOir4=");
        assertThat(PAIR.scheme()).isEqualTo(SignatureScheme.V1A);
    }

    @Test
    void secrets_of_both_schemes_sign_together_and_the_official_library_finds_its_own() throws Exception {
        // the library reads the system's clock
        long now = Instant.now().getEpochSecond();
        String signatures = WebhookSigner.sign(List.of(PAIR, FIRST), ID, now, BODY);
        assertThat(signatures.split(" ")).hasSize(2).satisfies(both -> {
            assertThat(both[0]).startsWith("v1a,");
            assertThat(both[1]).startsWith("v1,");
        });
        Map<String, List<String>> headers = Map.of(
                "webhook-id", List.of(ID),
                "webhook-timestamp", List.of(Long.toString(now)),
                "webhook-signature", List.of(signatures));
        new Webhook(FIRST.text()).verify(new String(BODY, UTF_8), HttpHeaders.of(headers, (_, _) -> true));
    }

    @Test
    void what_a_new_pair_signs_its_public_half_verifies_and_only_that() throws Exception {
        for (int i = 0; i < 20; i++) {
            SigningSecret one = SigningSecret.create(SignatureScheme.V1A);
            SigningSecret other = SigningSecret.create(SignatureScheme.V1A);
            String signature = WebhookSigner.sign(List.of(one), ID, 1614265330, BODY);
            assertThat(isVerified(signature, one.shown())).isTrue();
            assertThat(isVerified(signature, other.shown())).isFalse();
            assertThat(SigningSecret.of(one.text()).text()).isEqualTo(one.text());
            assertThat(SigningSecret.stored(one.text()).shown()).isEqualTo(one.shown());
        }
    }

    /** By the JDK's own reading of a public key. */
    private static boolean isVerified(String signature, String shown) throws Exception {
        byte[] der = HexFormat.of()
                .parseHex("302a300506032b6570032100"
                        + HexFormat.of().formatHex(Base64.getDecoder().decode(shown.substring("whpk_".length()))));
        Signature verifier = Signature.getInstance("Ed25519");
        verifier.initVerify(KeyFactory.getInstance("Ed25519").generatePublic(new X509EncodedKeySpec(der)));
        verifier.update((ID + ".1614265330.").getBytes(UTF_8));
        verifier.update(BODY);
        return verifier.verify(Base64.getDecoder().decode(signature.substring("v1a,".length())));
    }

    @Test
    void a_public_half_of_another_pair_is_refused() {
        byte[] both = Base64.getDecoder().decode(PAIR.text().substring(5));
        both[40] ^= 1;
        String text = "whsk_" + Base64.getEncoder().encodeToString(both);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> SigningSecret.of(text))
                .withMessageContaining("public key")
                .satisfies(e -> assertThat(e.getMessage()).doesNotContain(text.substring(5, 20)));
    }

    /** Appendix A.3 of RFC 8037. */
    @Test
    void a_public_key_has_the_thumbprint_of_the_rfc() {
        assertThat(new VerifyingKey("11qYAYKxCrfVS_7TyWQHOg7hcvPapiMlrwIaaPcHURo").kid())
                .isEqualTo("kPrK_qmxVWaYVA9wwBF6Iuo3vVzz7TxHCTwXBygrS4k");
    }

    @Test
    void a_private_key_never_shows_in_text() {
        assertThat(PAIR + PAIR.shown()).doesNotContain("6Xb/");
    }
}
