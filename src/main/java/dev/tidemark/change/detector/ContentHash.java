package dev.tidemark.change.detector;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.JsonNode;
import dev.tidemark.mindstamp.row.Row;
import dev.tidemark.platform.Ids;
import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * A fingerprint of some fields of a row: the order of members and the writing of numbers (1, 1.0) and dates do not
 * matter, a missing field is a null one, other fields do not count. Stored with every row: what it gives today it has to
 * give for ever.
 */
final class ContentHash {
    private static final int CHARACTERS = 32;
    private static final char SEPARATOR = '\0';
    private static final int USUAL_LENGTH = 1024;

    private ContentHash() {}

    static String of(Row row, List<String> names) {
        StringBuilder text = new StringBuilder(USUAL_LENGTH);
        for (String name : names) {
            JsonNode value = row.fields().path(name);
            if (!value.isMissingNode() && !value.isNull()) {
                text.append(name).append(SEPARATOR);
                if (value.isTextual() && Row.DATES.contains(name)) {
                    quote(Row.readableDate(value.textValue()), value, text);
                } else {
                    write(value, text);
                }
                text.append(SEPARATOR);
            }
        }
        return Ids.base32(Ids.sha256().digest(text.toString().getBytes(UTF_8)), CHARACTERS);
    }

    /** The same text for the same content. */
    static String canonical(JsonNode value) {
        StringBuilder text = new StringBuilder();
        write(value, text);
        return text.toString();
    }

    private static void write(JsonNode value, StringBuilder text) {
        if (value.isTextual()) {
            quote(value.textValue(), value, text);
        } else if (value.isInt() || value.isLong()) {
            whole(value.longValue(), text);
        } else if (value.isNumber()) {
            number(value.decimalValue(), text);
        } else if (value.isObject()) {
            object(value, text);
        } else if (value.isArray()) {
            text.append('[');
            value.forEach(element -> {
                write(element, text);
                text.append(',');
            });
            text.append(']');
        } else {
            text.append(value);
        }
    }

    /** @param node of that text, unless nothing in it needs an escape, as in a date */
    private static void quote(String value, JsonNode node, StringBuilder text) {
        for (int i = 0; i < value.length(); i++) {
            char character = value.charAt(i);
            if (character < ' ' || character == '"' || character == '\\') {
                text.append(node);
                return;
            }
        }
        text.append('"').append(value).append('"');
    }

    private static void object(JsonNode value, StringBuilder text) {
        if (value.size() > 1) {
            TreeMap<String, String> members = new TreeMap<>();
            value.properties().forEach(member -> members.put(member.getKey(), canonical(member.getValue())));
            text.append(members);
            return;
        }
        text.append('{');
        for (Map.Entry<String, JsonNode> member : value.properties()) {
            text.append(member.getKey()).append('=');
            write(member.getValue(), text);
        }
        text.append('}');
    }

    private static void whole(long value, StringBuilder text) {
        long digits = value;
        int zeros = 0;
        while (digits != 0 && digits % 10 == 0) {
            digits /= 10;
            zeros++;
        }
        text.append(digits).append('e').append(zeros);
    }

    private static void number(BigDecimal value, StringBuilder text) {
        // Not the plain text: 1e999999999 would be a gigabyte of it.
        BigDecimal stripped = value.stripTrailingZeros();
        text.append(stripped.unscaledValue()).append('e').append(-stripped.scale());
    }
}
