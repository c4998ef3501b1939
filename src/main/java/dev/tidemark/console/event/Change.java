package dev.tidemark.console.event;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;

/**
 * A field of a row that is not what it was before.
 *
 * @param from as people read it; empty where there was nothing
 * @param to likewise
 */
record Change(String field, String from, String to) {
    /** @param data of an event */
    static List<Change> of(JsonNode data) {
        return data.path("change").properties().stream()
                .map(change -> new Change(
                        change.getKey(),
                        text(change.getValue().path("from")),
                        text(change.getValue().path("to"))))
                .toList();
    }

    private static String text(JsonNode value) {
        if (value.isNull() || value.isMissingNode()) {
            return "";
        }
        return value.isContainerNode() ? value.toString() : value.asText();
    }
}
