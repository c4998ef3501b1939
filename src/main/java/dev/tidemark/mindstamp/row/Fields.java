package dev.tidemark.mindstamp.row;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tidemark.mindstamp.date.MindstampDates;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * An object of Mindstamp, exactly as it came, and tolerant ways to read it: every field may be missing or null, numbers
 * may be texts and texts numbers; what is of a wrong type is empty.
 */
public interface Fields {
    Pattern NUMBER = Pattern.compile("[+-]?\\d{1,20}(\\.\\d{1,20})?([eE][+-]?\\d{1,3})?");

    BigDecimal LEAST = BigDecimal.valueOf(Integer.MIN_VALUE);
    BigDecimal MOST = BigDecimal.valueOf(Integer.MAX_VALUE);

    /** By Mindstamp's names, in its order, unknown ones included. */
    ObjectNode fields();

    /** A text; numbers and booleans as they are written. */
    default Optional<String> text(String field) {
        return text(fields().path(field));
    }

    /** A number, also where it comes as text. */
    default Optional<BigDecimal> decimal(String field) {
        JsonNode value = fields().path(field);
        if (value.isTextual()) {
            return Optional.of(value.textValue().strip())
                    .filter(text -> NUMBER.matcher(text).matches())
                    .map(BigDecimal::new);
        }
        return value.isNumber() ? Optional.of(value.decimalValue()) : Optional.empty();
    }

    /** A whole number, also where it comes as text or with a fraction, which is cut off. */
    default Optional<Integer> integer(String field) {
        return decimal(field)
                .filter(number -> number.compareTo(LEAST) >= 0 && number.compareTo(MOST) <= 0)
                .map(BigDecimal::intValue);
    }

    /** True or false, also as text, 1 or 0. */
    default Optional<Boolean> bool(String field) {
        return text(field).map(text -> text.strip().toLowerCase(Locale.ROOT)).flatMap(text -> switch (text) {
            case "true", "1" -> Optional.of(true);
            case "false", "0" -> Optional.of(false);
            default -> Optional.empty();
        });
    }

    default Optional<Instant> instant(String field) {
        return text(field).flatMap(MindstampDates::parse);
    }

    /** The texts of a list; a single text is a list of one. */
    default List<String> texts(String field) {
        JsonNode value = fields().path(field);
        if (!value.isArray()) {
            return text(value).stream().toList();
        }
        List<String> texts = new ArrayList<>();
        value.forEach(element -> text(element).ifPresent(texts::add));
        return List.copyOf(texts);
    }

    /** The members of an object as texts, in their order; objects and lists among them as JSON, nulls left out. */
    default Map<String, String> map(String field) {
        Map<String, String> members = new LinkedHashMap<>();
        fields().path(field).properties().forEach(member -> {
            JsonNode value = member.getValue();
            if (!value.isNull()) {
                members.put(member.getKey(), value.isValueNode() ? value.asText() : value.toString());
            }
        });
        return members;
    }

    private static Optional<String> text(JsonNode value) {
        return value.isValueNode() && !value.isNull() ? Optional.of(value.asText()) : Optional.empty();
    }
}
