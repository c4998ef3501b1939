package dev.tidemark.mindstamp.row;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import java.util.Optional;

/**
 * A row of a list of Mindstamp. Every field may be missing or null, unknown ones are kept: {@link #fields()} holds all
 * of them by Mindstamp's names, dates it could read as ISO 8601. Ids are opaque texts.
 */
public sealed interface Row permits View, Interaction, Viewer, Video {
    /** Longer than any id that was ever seen; what is longer cannot be stored. */
    int LONGEST_ID = 200;

    String id();

    ObjectNode fields();

    static boolean isUsableId(String id) {
        return !id.isBlank() && id.length() <= LONGEST_ID && id.chars().noneMatch(Character::isISOControl);
    }

    default Optional<String> text(String field) {
        JsonNode value = fields().path(field);
        return value.isNull() || value.isMissingNode() ? Optional.empty() : Optional.of(value.asText());
    }

    /** A whole number, also where it comes as text or with a fraction of zero. */
    default Optional<Integer> integer(String field) {
        JsonNode value = fields().path(field);
        if (value.isNumber()) {
            return Optional.of(value.intValue());
        }
        return value.isTextual() && value.textValue().strip().matches("-?\\d{1,9}(\\.0+)?")
                ? Optional.of((int) Double.parseDouble(value.textValue().strip()))
                : Optional.empty();
    }

    default Optional<Instant> instant(String field) {
        return text(field).flatMap(MindstampDates::parse);
    }

    default Optional<Instant> createdAt() {
        return instant("created_at");
    }

    default Optional<Instant> updatedAt() {
        return instant("updated_at");
    }
}
