package dev.tidemark.callback.meter;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.time.DateTimeException;
import java.time.Instant;
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
        try {
            return Optional.of(Instant.parse(new String(document, start, end - start, US_ASCII)));
        } catch (DateTimeException e) {
            return Optional.empty();
        }
    }
}
