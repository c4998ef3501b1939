package dev.tidemark.callback.signing;

import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.Base64;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** Scheme v1: HMAC-SHA256 under 24–64 bytes, shown as {@code whsec_} and their base64. */
final class HmacSecret extends SigningSecret {
    static final String PREFIX = "whsec_";
    private static final String ALGORITHM = "HmacSHA256";
    private static final SecureRandom RANDOM = new SecureRandom();

    private final byte[] key;
    private final Mac keyed;

    private HmacSecret(byte[] key) {
        this.key = key;
        this.keyed = keyed(key);
    }

    private static Mac keyed(byte[] key) {
        try {
            Mac mac = Mac.getInstance(ALGORITHM);
            mac.init(new SecretKeySpec(key, ALGORITHM));
            return mac;
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every Java platform has HmacSHA256", e);
        }
    }

    static HmacSecret create() {
        byte[] key = new byte[32];
        RANDOM.nextBytes(key);
        return new HmacSecret(key);
    }

    static HmacSecret parse(String text) {
        byte[] key = decode(PREFIX, text);
        if (key.length < 24 || key.length > 64) {
            throw new IllegalArgumentException("must hold 24–64 bytes, has " + key.length
                    + "; make one with: echo whsec_$(openssl rand -base64 32)");
        }
        return new HmacSecret(key);
    }

    @Override
    public SignatureScheme scheme() {
        return SignatureScheme.V1;
    }

    @Override
    public String text() {
        return PREFIX + Base64.getEncoder().encodeToString(key);
    }

    @Override
    public String shown() {
        return text();
    }

    @Override
    String sign(byte[] head, byte[] body) {
        Mac mac = copy();
        mac.update(head);
        return "v1," + Base64.getEncoder().encodeToString(mac.doFinal(body));
    }

    /** A Mac holds state: each signature has one of its own, since sends run side by side. */
    private Mac copy() {
        try {
            return (Mac) keyed.clone();
        } catch (CloneNotSupportedException e) {
            // That of some hardware cannot be copied.
            return keyed(key);
        }
    }

    /** Never the key: this text may reach a log. */
    @Override
    public String toString() {
        return PREFIX + "…";
    }
}
