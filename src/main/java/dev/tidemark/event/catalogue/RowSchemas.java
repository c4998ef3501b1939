package dev.tidemark.event.catalogue;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tidemark.event.RowField;
import dev.tidemark.platform.Json;
import java.util.List;

/** Schemas of Mindstamp's rows: every known field but the id may be missing or null, and there may be others. */
final class RowSchemas {
    private RowSchemas() {}

    static ObjectNode view() {
        return row(RowField.VIEW);
    }

    static ObjectNode interaction() {
        return row(RowField.INTERACTION);
    }

    static ObjectNode viewer() {
        return row(RowField.VIEWER);
    }

    static ObjectNode video() {
        return row(RowField.VIDEO);
    }

    /** A group, series, P-Link or access list: nothing public but that there is one. */
    static ObjectNode open() {
        ObjectNode row = Json.object().put("type", "object").put("additionalProperties", true);
        row.putObject("properties")
                .putObject("id")
                .putArray("type")
                .add("string")
                .add("number");
        row.putArray("required").add("id");
        return row;
    }

    /** An entry of an access list: it may even have no id. */
    static ObjectNode entry() {
        return Json.object().put("type", "object").put("additionalProperties", true);
    }

    private static ObjectNode row(List<RowField> fields) {
        ObjectNode row = Json.object().put("type", "object").put("additionalProperties", true);
        ObjectNode properties = row.putObject("properties");
        properties.putObject("id").put("type", "string");
        fields.forEach(field -> describe(field, properties.putObject(field.name())));
        row.putArray("required").add("id");
        return row;
    }

    private static void describe(RowField field, ObjectNode schema) {
        ArrayNode types = schema.putArray("type");
        types(field.kind()).forEach(types::add);
        types.add("null");
        if (field.kind() == RowField.Kind.TIME) {
            schema.put("format", "date-time");
        }
    }

    private static List<String> types(RowField.Kind kind) {
        return switch (kind) {
            case TEXT, TIME -> List.of("string");
            case NUMBER -> List.of("number");
            case TEXT_OR_NUMBER -> List.of("string", "number");
            case YES_OR_NO -> List.of("boolean");
            case LIST -> List.of("array");
            case OBJECT -> List.of("object");
            case ANYTHING -> List.of("string", "number", "boolean", "array", "object");
        };
    }
}
