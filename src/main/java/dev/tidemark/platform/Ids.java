package dev.tidemark.platform;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;

/** Identifiers as short lower-case text: a prefix, an underscore, Crockford base32. */
public final class Ids {
    private static final char[] ALPHABET = "0123456789abcdefghjkmnpqrstvwxyz".toCharArray();
    private static final SecureRandom RANDOM = new SecureRandom();

    private Ids() {}

    /** A new id of 100 random bits, such as {@code sub_4x9k…}. */
    public static String random(String prefix) {
        byte[] bytes = new byte[13];
        RANDOM.nextBytes(bytes);
        return prefix + "_" + base32(bytes, 20);
    }

    /** {@code chars} characters (5 bits each) from the start of the bytes. */
    public static String base32(byte[] bytes, int chars) {
        StringBuilder text = new StringBuilder(chars);
        for (int i = 0; i < chars; i++) {
            int bit = i * 5;
            int window = (bytes[bit / 8] & 0xff) << 8 | (bit / 8 + 1 < bytes.length ? bytes[bit / 8 + 1] & 0xff : 0);
            text.append(ALPHABET[window >> (11 - bit % 8) & 31]);
        }
        return text.toString();
    }

    public static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }
}
