package dev.tidemark.mindstamp.row;

import static java.lang.Character.SURROGATE;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tidemark.mindstamp.date.MindstampDates;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** A row of a list of Mindstamp. Ids are opaque texts. */
public sealed interface Row extends Fields
        permits View, Interaction, Viewer, Video, Group, Series, Plink, AccessList, Member {
    /** Longer than any id that was ever seen; what is longer cannot be stored. */
    int LONGEST_ID = 200;

    /** The fields that are dates (mindstamp-api.md §1.1). */
    List<String> DATES = List.of("created_at", "updated_at", "started", "finished");

    /** What a row that was nulled keeps. */
    Set<String> KEPT = Set.of("id", "created_at", "updated_at");

    String id();

    static boolean isUsableId(String id) {
        return !id.isBlank()
                && id.length() <= LONGEST_ID
                // Half a character cannot be stored: it would come back as another id.
                && id.codePoints().noneMatch(c -> Character.isISOControl(c) || Character.getType(c) == SURROGATE);
    }

    /** Whether an id can stand in a path without meaning another one. */
    static boolean isUsableInPath(String id) {
        return isUsableId(id) && !id.equals(".") && !id.equals("..");
    }

    default Optional<Instant> createdAt() {
        return instant("created_at");
    }

    default Optional<Instant> updatedAt() {
        return instant("updated_at");
    }

    /** The fields with the dates that can be read as ISO 8601 in UTC: what is told, stored and compared. */
    default ObjectNode withReadableDates() {
        Map<String, String> rewritten = new HashMap<>(8);
        for (String name : DATES) {
            JsonNode value = fields().path(name);
            String text = value.isTextual() ? value.textValue() : "";
            String iso = readableDate(text);
            if (!iso.equals(text)) {
                rewritten.put(name, iso);
            }
        }
        if (rewritten.isEmpty()) {
            return fields();
        }
        // A copy, in which members keep their places.
        ObjectNode readable = fields().objectNode().setAll(fields());
        rewritten.forEach(readable::put);
        return readable;
    }

    /** A date as ISO 8601 in UTC; any other text as it is. */
    static String readableDate(String text) {
        return MindstampDates.isCanonical(text)
                ? text
                : MindstampDates.parse(text).map(Instant::toString).orElse(text);
    }

    /** Nothing but an id and dates: how a deleted row may stay in its list (mindstamp-api.md §7, deletion). */
    default boolean isBlank() {
        for (Map.Entry<String, JsonNode> field : fields().properties()) {
            if (!field.getValue().isNull() && !KEPT.contains(field.getKey())) {
                return false;
            }
        }
        return fields().size() > KEPT.size();
    }
}
