package dev.tidemark.callback.signing;

import java.util.Base64;

/**
 * What a subscription's requests are signed with. Each subscription has its own, for either scheme: the signed text names
 * no receiver, so with a key that is shared by all of them one receiver could send its events on to another, and they
 * would verify there.
 */
public abstract sealed class SigningSecret permits HmacSecret, Ed25519Key {
    SigningSecret() {}

    /** A new one of 32 random bytes. */
    public static SigningSecret create(SignatureScheme scheme) {
        return switch (scheme) {
            case V1 -> HmacSecret.create();
            case V1A -> Ed25519Key.create();
        };
    }

    /**
     * Reads {@code whsec_…} or {@code whsk_…} as somebody wrote it.
     *
     * @throws IllegalArgumentException saying what is wrong; the message never repeats the text
     */
    public static SigningSecret of(String text) {
        SigningSecret secret = stored(text);
        if (secret instanceof Ed25519Key key) {
            key.check();
        }
        return secret;
    }

    /** What was checked when it was stored is not checked with each reading: that costs as much as a signature. */
    static SigningSecret stored(String text) {
        if (text.startsWith(HmacSecret.PREFIX)) {
            return HmacSecret.parse(text);
        }
        if (text.startsWith(Ed25519Key.PREFIX)) {
            return Ed25519Key.parse(text);
        }
        throw new IllegalArgumentException("must start with whsec_, or with whsk_ for scheme v1a");
    }

    public abstract SignatureScheme scheme();

    /** The whole of it, as it is sealed and stored; what the receiver gets is {@link #shown}. */
    public abstract String text();

    /** What the receiver verifies with: the secret itself, or of a pair of keys the public one. */
    public abstract String shown();

    /** One entry of {@code webhook-signature}, over both parts one after the other. */
    abstract String sign(byte[] head, byte[] body);

    /** @throws IllegalArgumentException when what follows the prefix is not base64 */
    static byte[] decode(String prefix, String text) {
        try {
            return Base64.getDecoder().decode(text.substring(prefix.length()));
        } catch (IllegalArgumentException e) {
            // Without its cause, which repeats a character of the secret.
            throw new IllegalArgumentException("must be base64 after " + prefix);
        }
    }
}
