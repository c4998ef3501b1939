package dev.tidemark.mindstamp.exchange;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayOutputStream;
import java.util.Arrays;

/** Hides a token wherever an answer repeats it: nobody behind the client is to learn it. */
final class Mask {
    private static final String HIDDEN = "***";

    private final String token;
    private final byte[] bytes;

    Mask(String token) {
        this.token = token;
        this.bytes = token.getBytes(UTF_8);
    }

    String over(String text) {
        return token.isEmpty() ? text : text.replace(token, HIDDEN);
    }

    /** The same bytes where the token is not among them: they may be many. */
    byte[] over(byte[] body) {
        int found = find(body, 0);
        if (found < 0) {
            return body;
        }
        ByteArrayOutputStream masked = new ByteArrayOutputStream(body.length);
        int copied = 0;
        while (found >= 0) {
            masked.write(body, copied, found - copied);
            masked.writeBytes(HIDDEN.getBytes(UTF_8));
            copied = found + bytes.length;
            found = find(body, copied);
        }
        masked.write(body, copied, body.length - copied);
        return masked.toByteArray();
    }

    /** Where the token stands next; below 0 for nowhere. */
    private int find(byte[] body, int from) {
        if (bytes.length == 0) {
            return -1;
        }
        for (int at = from; at <= body.length - bytes.length; at++) {
            if (body[at] == bytes[0] && Arrays.equals(body, at, at + bytes.length, bytes, 0, bytes.length)) {
                return at;
            }
        }
        return -1;
    }
}
