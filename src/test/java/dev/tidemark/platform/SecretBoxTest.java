package dev.tidemark.platform;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Optional;
import org.junit.jupiter.api.Test;

class SecretBoxTest {
    private static final String KEY = "ZGV2IG9ubHkgZGV2IG9ubHkgZGV2IG9ubHkgZGV2ISE=";

    @Test
    void what_was_sealed_opens_and_does_not_stand_in_clear() {
        SecretBox box = new SecretBox(() -> Optional.of(KEY));
        byte[] sealed = box.seal("account/a", "a token");

        assertThat(box.open("account/a", sealed)).isEqualTo("a token");
        assertThat(new String(sealed, UTF_8)).doesNotContain("token");
        assertThat(box.seal("account/a", "a token")).isNotEqualTo(sealed);
    }

    @Test
    void a_secret_does_not_open_under_another_name_or_when_tampered_with() {
        SecretBox box = new SecretBox(() -> Optional.of(KEY));
        byte[] sealed = box.seal("account/a", "a token");

        assertThatThrownBy(() -> box.open("account/b", sealed)).isInstanceOf(IllegalStateException.class);
        sealed[20] ^= 1;
        assertThatThrownBy(() -> box.open("account/a", sealed)).isInstanceOf(IllegalStateException.class);
    }

    @Test
    void a_missing_or_short_key_says_how_to_make_one() {
        assertThatThrownBy(() -> new SecretBox(Optional::empty)).hasMessageContaining("openssl rand -base64 32");
        assertThatThrownBy(() -> new SecretBox(() -> Optional.of("c2hvcnQ="))).hasMessageContaining("32 bytes");
    }
}
