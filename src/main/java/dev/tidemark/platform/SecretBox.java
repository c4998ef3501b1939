package dev.tidemark.platform;

import static java.nio.charset.StandardCharsets.UTF_8;

import jakarta.enterprise.context.ApplicationScoped;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.Arrays;
import javax.crypto.Cipher;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;

/**
 * Encrypts tokens and signing secrets at rest: AES-256-GCM, a fresh 12-byte nonce before each ciphertext.
 * A sealed text opens only under the name (what it is, whose it is) it was sealed for.
 */
@ApplicationScoped
public class SecretBox {
    private static final int NONCE = 12;
    private static final int TAG_BITS = 128;

    private final SecretKeySpec key;
    private final SecureRandom random = new SecureRandom();

    SecretBox(SecretsConfig config) {
        this.key = new SecretKeySpec(config.keyBytes(), "AES");
    }

    public byte[] seal(String name, String secret) {
        byte[] nonce = new byte[NONCE];
        random.nextBytes(nonce);
        byte[] sealed = crypt(Cipher.ENCRYPT_MODE, name, nonce, secret.getBytes(UTF_8));
        byte[] all = Arrays.copyOf(nonce, NONCE + sealed.length);
        System.arraycopy(sealed, 0, all, NONCE, sealed.length);
        return all;
    }

    /** @throws IllegalStateException when it was sealed with another key or under another name */
    public String open(String name, byte[] sealed) {
        byte[] nonce = Arrays.copyOf(sealed, NONCE);
        return new String(
                crypt(Cipher.DECRYPT_MODE, name, nonce, Arrays.copyOfRange(sealed, NONCE, sealed.length)), UTF_8);
    }

    private byte[] crypt(int mode, String name, byte[] nonce, byte[] input) {
        try {
            Cipher cipher = Cipher.getInstance("AES/GCM/NoPadding");
            cipher.init(mode, key, new GCMParameterSpec(TAG_BITS, nonce));
            cipher.updateAAD(name.getBytes(UTF_8));
            return cipher.doFinal(input);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(
                    "cannot open the secret of " + name + ": tidemark.secrets.key is not the key it was stored with",
                    e);
        }
    }
}
