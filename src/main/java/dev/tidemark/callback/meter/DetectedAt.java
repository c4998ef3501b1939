package dev.tidemark.callback.meter;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.time.DateTimeException;
import java.time.Instant;
import java.util.Arrays;
import java.util.Optional;

/**
 * When a change was known, out of its event's document. It stands near the end, and only its few bytes are looked at: this
 * is done for each delivery.
 */
final class DetectedAt {
    private static final byte[] NAME = "\"detected_at\":\"".getBytes(US_ASCII);
    private static final int LONGEST = 40;
    /** Nothing of ours is longer behind it. */
    private static final int SEARCHED = 300;

    /** The one read last: an event goes to many, and many events are of one page. */
    private static volatile Read last = new Read(new byte[0], Optional.empty());

    private record Read(byte[] text, Optional<Instant> time) {
        boolean isOf(byte[] document, int start, int end) {
            return Arrays.equals(text, 0, text.length, document, start, end);
        }
    }

    private DetectedAt() {}

    static Optional<Instant> of(byte[] document) {
        int last = document.length - NAME.length;
        for (int at = last; at >= Math.max(0, last - SEARCHED); at--) {
            if (isNameAt(document, at)) {
                return read(document, at + NAME.length);
            }
        }
        return Optional.empty();
    }

    private static boolean isNameAt(byte[] document, int at) {
        for (int i = 0; i < NAME.length; i++) {
            if (document[at + i] != NAME[i]) {
                return false;
            }
        }
        return true;
    }

    private static Optional<Instant> read(byte[] document, int start) {
        int end = start;
        while (end < document.length && end - start < LONGEST && document[end] != '"') {
            end++;
        }
        Read known = last;
        if (known.isOf(document, start, end)) {
            return known.time();
        }
        byte[] text = Arrays.copyOfRange(document, start, end);
        Read read = new Read(text, parse(new String(text, US_ASCII)));
        last = read;
        return read.time();
    }

    private static Optional<Instant> parse(String text) {
        try {
            return Optional.of(Instant.parse(text));
        } catch (DateTimeException e) {
            return Optional.empty();
        }
    }
}
