package dev.tidemark.platform;

import io.smallrye.config.ConfigMapping;
import java.util.Base64;
import java.util.Optional;

/** The key that tokens and signing secrets are encrypted with at rest. */
@ConfigMapping(prefix = "tidemark.secrets")
public interface SecretsConfig {
    /** Base64 of 32 bytes; has no default outside dev and test. */
    Optional<String> key();

    default byte[] keyBytes() {
        byte[] bytes;
        try {
            bytes = Base64.getDecoder().decode(key().orElse("").trim());
        } catch (IllegalArgumentException e) {
            bytes = new byte[0];
        }
        if (bytes.length != 32) {
            throw new IllegalStateException("""
                    tidemark.secrets.key (TIDEMARK_SECRETS_KEY) must be base64 of 32 bytes: it encrypts tokens and \
                    signing secrets at rest. Make one with: openssl rand -base64 32""");
        }
        return bytes;
    }
}
