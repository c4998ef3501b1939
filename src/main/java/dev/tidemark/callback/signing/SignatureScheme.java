package dev.tidemark.callback.signing;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** How a subscription's requests are signed (Standard Webhooks 1.0.0). */
public enum SignatureScheme {
    /** HMAC-SHA256: sender and receiver share a secret. */
    V1,
    /** Ed25519: the receiver has the public half alone, so it can verify and not sign. */
    V1A;

    /** As written in JSON, stored, and put before each signature. */
    public String text() {
        return name().toLowerCase(Locale.ROOT);
    }

    public static Optional<SignatureScheme> byText(String text) {
        return Arrays.stream(values())
                .filter(scheme -> scheme.text().equals(text))
                .findFirst();
    }
}
