package dev.tidemark.callback.signing;

import java.security.SecureRandom;
import java.util.Base64;

/** A subscription's key, shown as {@code whsec_} and base64 of 24–64 bytes (Standard Webhooks §signature scheme). */
public final class SigningSecret {
    private static final String PREFIX = "whsec_";
    private static final SecureRandom RANDOM = new SecureRandom();

    private final byte[] key;

    private SigningSecret(byte[] key) {
        this.key = key;
    }

    /** A new one of 32 random bytes. */
    public static SigningSecret create() {
        byte[] key = new byte[32];
        RANDOM.nextBytes(key);
        return new SigningSecret(key);
    }

    /** @throws IllegalArgumentException saying what is wrong; the message never repeats the text */
    public static SigningSecret of(String text) {
        if (!text.startsWith(PREFIX)) {
            throw new IllegalArgumentException("must start with whsec_");
        }
        byte[] key;
        try {
            key = Base64.getDecoder().decode(text.substring(PREFIX.length()));
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException("must be base64 after whsec_", e);
        }
        if (key.length < 24 || key.length > 64) {
            throw new IllegalArgumentException("must hold 24–64 bytes, has " + key.length
                    + "; make one with: echo whsec_$(openssl rand -base64 32)");
        }
        return new SigningSecret(key);
    }

    /** The form receivers configure. */
    public String text() {
        return PREFIX + Base64.getEncoder().encodeToString(key);
    }

    byte[] key() {
        return key.clone();
    }

    /** Never the key: this text may reach a log. */
    @Override
    public String toString() {
        return PREFIX + "…";
    }
}
