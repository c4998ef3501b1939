package dev.tidemark.mindstamp;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

/** Hides the account's token wherever an answer repeats it: nobody behind this client is to learn it. */
record TokenMask(String token) {
    private static final String HIDDEN = "***";

    String over(String text) {
        return token.isEmpty() ? text : text.replace(token, HIDDEN);
    }

    /** The same bytes where the token is not among them. */
    byte[] over(byte[] body) {
        // One character a byte: nothing but the token changes, whatever the encoding.
        String text = new String(body, ISO_8859_1);
        return token.isEmpty() || !text.contains(token) ? body : over(text).getBytes(ISO_8859_1);
    }

    @Override
    public String toString() {
        return HIDDEN;
    }
}
