package dev.tidemark.mindstamp.page;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.tidemark.platform.Json;
import java.io.IOException;
import java.io.UncheckedIOException;

/** Goes over JSON from value to value without reading any; throws {@link UncheckedIOException} where it cannot. */
final class Skimmer {
    private final byte[] json;
    private final int end;
    private int at;

    Skimmer(byte[] json, int from, int end) {
        this.json = json;
        this.at = from;
        this.end = end;
    }

    RawJson value() {
        byte first = peek();
        int from = at;
        switch (first) {
            case '"' -> text();
            case '{', '[' -> container();
            default -> word();
        }
        return new RawJson(json, from, at);
    }

    /** The name of a member. */
    String name() {
        if (peek() != '"') {
            throw broken();
        }
        int from = at;
        boolean isPlain = text();
        return isPlain
                ? new String(json, from + 1, at - from - 2, UTF_8)
                : Json.readPart(json, from, at).asText();
    }

    /** Goes past this character if it comes next. */
    boolean take(char wanted) {
        boolean isThere = peek() == wanted;
        at += isThere ? 1 : 0;
        return isThere;
    }

    void expect(char wanted) {
        if (!take(wanted)) {
            throw broken();
        }
    }

    private byte peek() {
        while (at < end && isBlank(json[at])) {
            at++;
        }
        if (at >= end) {
            throw broken();
        }
        return json[at];
    }

    /** Goes past a text; @return whether it is without escapes. */
    private boolean text() {
        boolean isPlain = true;
        for (at++; at < end; at++) {
            if (json[at] == '"') {
                at++;
                return isPlain;
            }
            if (json[at] == '\\') {
                isPlain = false;
                at++;
            }
        }
        throw broken();
    }

    private void container() {
        int depth = 0;
        while (at < end) {
            switch (json[at]) {
                case '"' -> {
                    text();
                    continue;
                }
                case '{', '[' -> depth++;
                case '}', ']' -> depth--;
                default -> {}
            }
            at++;
            if (depth == 0) {
                return;
            }
        }
        throw broken();
    }

    /** A number, true, false, null, or what stands in their place. */
    private void word() {
        int from = at;
        while (at < end && !isBlank(json[at]) && ",:[]{}\"".indexOf(json[at]) < 0) {
            at++;
        }
        if (at == from) {
            throw broken();
        }
    }

    private static boolean isBlank(byte character) {
        return character == ' ' || character == '\n' || character == '\r' || character == '\t';
    }

    private UncheckedIOException broken() {
        String why = at < end ? "no JSON at byte " + at : "it breaks off";
        return new UncheckedIOException(why, new IOException(why));
    }
}
