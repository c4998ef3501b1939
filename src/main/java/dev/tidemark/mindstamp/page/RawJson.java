package dev.tidemark.mindstamp.page;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.JsonNode;
import dev.tidemark.platform.Json;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.SequencedMap;

/**
 * A JSON value where it stands in the bytes of an answer. Where it begins and ends is told by brackets and quotes alone,
 * so that one element that cannot be read, or is huge, neither hides the others nor costs memory.
 */
public record RawJson(byte[] bytes, int from, int to) {
    private static final byte[] BYTE_ORDER_MARK = {(byte) 0xEF, (byte) 0xBB, (byte) 0xBF};
    private static final byte[] NULL = {'n', 'u', 'l', 'l'};

    /**
     * The value that a body begins with.
     *
     * @throws UncheckedIOException when there is none, or it breaks off
     */
    public static RawJson of(byte[] body) {
        boolean marked = Arrays.mismatch(body, BYTE_ORDER_MARK) == BYTE_ORDER_MARK.length;
        return new Skimmer(body, marked ? BYTE_ORDER_MARK.length : 0, body.length).value();
    }

    public boolean isArray() {
        return bytes[from] == '[';
    }

    public boolean isObject() {
        return bytes[from] == '{';
    }

    public boolean isNull() {
        return Arrays.equals(bytes, from, to, NULL, 0, NULL.length);
    }

    public int length() {
        return to - from;
    }

    /**
     * The elements of an array.
     *
     * @throws UncheckedIOException when they cannot be told apart or are more than so many
     */
    public List<RawJson> elements(int most) {
        List<RawJson> elements = new ArrayList<>();
        Skimmer skimmer = new Skimmer(bytes, from, to);
        skimmer.expect('[');
        if (!skimmer.take(']')) {
            do {
                if (elements.size() == most) {
                    String why = "it has more than " + most + " elements";
                    throw new UncheckedIOException(why, new IOException(why));
                }
                elements.add(skimmer.value());
            } while (skimmer.take(','));
            skimmer.expect(']');
        }
        return elements;
    }

    /**
     * The members of an object; of several with one name the last.
     *
     * @throws UncheckedIOException when they cannot be told apart
     */
    public SequencedMap<String, RawJson> members() {
        SequencedMap<String, RawJson> members = new LinkedHashMap<>();
        Skimmer skimmer = new Skimmer(bytes, from, to);
        skimmer.expect('{');
        if (!skimmer.take('}')) {
            do {
                String name = skimmer.name();
                skimmer.expect(':');
                members.put(name, skimmer.value());
            } while (skimmer.take(','));
            skimmer.expect('}');
        }
        return members;
    }

    /** @throws UncheckedIOException when it cannot be read or is beyond {@link Json#readPart}'s limits */
    public JsonNode read() {
        return Json.readPart(bytes, from, to);
    }

    /** A copy of at most so many bytes of it, which ends with a whole character. */
    public byte[] start(int most) {
        int end = to;
        if (length() > most) {
            end = from + most;
            while (end > from && (bytes[end] & 0xC0) == 0x80) {
                end--;
            }
        }
        return Arrays.copyOfRange(bytes, from, end);
    }

    /** For messages: not the content, which may be large. */
    @Override
    public String toString() {
        return new String(start(40), UTF_8);
    }
}
