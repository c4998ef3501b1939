package dev.tidemark.callback.signing;

import static java.nio.charset.StandardCharsets.US_ASCII;

import dev.tidemark.platform.Ids;
import java.util.Base64;

/**
 * The public half of an Ed25519 key.
 *
 * @param x its 32 bytes in base64url without padding, as a JSON Web Key has them (RFC 8037)
 */
public record VerifyingKey(String x) {
    private static final String PREFIX = "whpk_";

    static VerifyingKey of(byte[] bytes) {
        return new VerifyingKey(url(bytes));
    }

    byte[] bytes() {
        return Base64.getUrlDecoder().decode(x);
    }

    /** The form receivers configure. */
    public String text() {
        return PREFIX + Base64.getEncoder().encodeToString(bytes());
    }

    /** The key's thumbprint (RFC 7638), by which it is found in a set of keys. */
    public String kid() {
        String canonical = "{\"crv\":\"Ed25519\",\"kty\":\"OKP\",\"x\":\"" + x + "\"}";
        return url(Ids.sha256().digest(canonical.getBytes(US_ASCII)));
    }

    private static String url(byte[] bytes) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }
}
