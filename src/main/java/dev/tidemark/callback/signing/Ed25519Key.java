package dev.tidemark.callback.signing;

import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyPairGenerator;
import java.security.PrivateKey;
import java.security.SecureRandom;
import java.security.Signature;
import java.security.interfaces.EdECPublicKey;
import java.security.spec.EdECPoint;
import java.security.spec.EdECPrivateKeySpec;
import java.security.spec.NamedParameterSpec;
import java.util.Arrays;
import java.util.Base64;

/** Scheme v1a: Ed25519 (RFC 8032); {@code whsk_} and base64 of 64 bytes, the seed and then the public half. */
final class Ed25519Key extends SigningSecret {
    static final String PREFIX = "whsk_";
    private static final String ALGORITHM = "Ed25519";
    private static final int HALF = 32;
    private static final SecureRandom RANDOM = new SecureRandom();

    private final byte[] seed;
    private final VerifyingKey verifying;

    private Ed25519Key(byte[] seed, VerifyingKey verifying) {
        this.seed = seed;
        this.verifying = verifying;
    }

    static Ed25519Key create() {
        byte[] seed = new byte[HALF];
        RANDOM.nextBytes(seed);
        return new Ed25519Key(seed, derive(seed));
    }

    static Ed25519Key parse(String text) {
        byte[] both = decode(PREFIX, text);
        if (both.length != 2 * HALF) {
            throw new IllegalArgumentException(
                    "must hold 64 bytes, the private seed and the public key, has " + both.length);
        }
        return new Ed25519Key(Arrays.copyOf(both, HALF), VerifyingKey.of(Arrays.copyOfRange(both, HALF, both.length)));
    }

    /** @throws IllegalArgumentException when the halves are not of one pair: nothing signed would ever verify */
    void check() {
        if (!derive(seed).equals(verifying)) {
            throw new IllegalArgumentException("must end with the public key that belongs to its private seed");
        }
    }

    VerifyingKey verifying() {
        return verifying;
    }

    @Override
    public SignatureScheme scheme() {
        return SignatureScheme.V1A;
    }

    @Override
    public String text() {
        byte[] both = Arrays.copyOf(seed, 2 * HALF);
        System.arraycopy(verifying.bytes(), 0, both, HALF, HALF);
        return PREFIX + Base64.getEncoder().encodeToString(both);
    }

    @Override
    public String shown() {
        return verifying.text();
    }

    @Override
    String sign(byte[] head, byte[] body) {
        try {
            PrivateKey key = KeyFactory.getInstance(ALGORITHM)
                    .generatePrivate(new EdECPrivateKeySpec(NamedParameterSpec.ED25519, seed));
            Signature signature = Signature.getInstance(ALGORITHM);
            signature.initSign(key);
            signature.update(head);
            signature.update(body);
            return "v1a," + Base64.getEncoder().encodeToString(signature.sign());
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every Java platform has Ed25519", e);
        }
    }

    /** The JDK tells a public half only with a pair that it makes; a pair is made of 32 random bytes, here the seed. */
    private static VerifyingKey derive(byte[] seed) {
        try {
            KeyPairGenerator pairs = KeyPairGenerator.getInstance(ALGORITHM);
            pairs.initialize(NamedParameterSpec.ED25519, new Fixed(seed));
            EdECPublicKey made = (EdECPublicKey) pairs.generateKeyPair().getPublic();
            return VerifyingKey.of(encode(made.getPoint()));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every Java platform has Ed25519", e);
        }
    }

    /** RFC 8032 §5.1.2: y, little end first, and whether x is odd in the bit above it. */
    private static byte[] encode(EdECPoint point) {
        byte[] y = point.getY().toByteArray();
        byte[] encoded = new byte[HALF];
        for (int i = 0; i < Math.min(y.length, HALF); i++) {
            encoded[i] = y[y.length - 1 - i];
        }
        if (point.isXOdd()) {
            encoded[HALF - 1] |= (byte) 0x80;
        }
        return encoded;
    }

    /** Never the key: this text may reach a log. */
    @Override
    public String toString() {
        return PREFIX + "…";
    }

    private static final class Fixed extends SecureRandom {
        private static final long serialVersionUID = 1;

        private final byte[] bytes;

        Fixed(byte[] bytes) {
            this.bytes = bytes;
        }

        @Override
        public void nextBytes(byte[] wanted) {
            System.arraycopy(bytes, 0, wanted, 0, wanted.length);
        }
    }
}
