package dev.tidemark.api;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.annotation.JsonRawValue;
import com.fasterxml.jackson.annotation.JsonValue;

/** JSON that is already written and goes out as it is, byte for byte. */
public record RawJson(@JsonValue @JsonRawValue String text) {
    public static RawJson of(byte[] bytes) {
        return new RawJson(new String(bytes, UTF_8));
    }
}
