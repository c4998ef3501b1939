package dev.tidemark.change.detector;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tidemark.platform.Ids;
import java.math.BigDecimal;
import java.security.MessageDigest;
import java.util.List;
import java.util.TreeMap;

/**
 * A fingerprint of the known fields of a row: the order of members and the writing of numbers (1, 1.0) do not matter,
 * a missing field is a null one, fields outside the list (unknown ones, {@code export_count}) do not count.
 */
final class ContentHash {
    private static final int CHARACTERS = 32;
    private static final byte[] SEPARATOR = {0};

    private final List<String> known;

    ContentHash(List<String> known) {
        this.known = known;
    }

    String of(ObjectNode fields) {
        MessageDigest digest = Ids.sha256();
        for (String name : known) {
            JsonNode value = fields.path(name);
            if (!value.isMissingNode() && !value.isNull()) {
                digest.update(name.getBytes(UTF_8));
                digest.update(SEPARATOR);
                digest.update(canonical(value).getBytes(UTF_8));
                digest.update(SEPARATOR);
            }
        }
        return Ids.base32(digest.digest(), CHARACTERS);
    }

    static String canonical(JsonNode value) {
        if (value.isNumber()) {
            return number(value.decimalValue());
        }
        if (value.isObject()) {
            TreeMap<String, String> members = new TreeMap<>();
            value.properties().forEach(member -> members.put(member.getKey(), canonical(member.getValue())));
            return members.toString();
        }
        if (value.isArray()) {
            StringBuilder text = new StringBuilder("[");
            value.forEach(element -> text.append(canonical(element)).append(','));
            return text.append(']').toString();
        }
        return value.toString();
    }

    private static String number(BigDecimal value) {
        // Not the plain text: 1e999999999 would be a gigabyte of it.
        BigDecimal stripped = value.stripTrailingZeros();
        return stripped.unscaledValue() + "e" + -stripped.scale();
    }
}
