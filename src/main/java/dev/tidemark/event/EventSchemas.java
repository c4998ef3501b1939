package dev.tidemark.event;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tidemark.platform.Json;

/**
 * Schemas of the canonical documents. They promise what Tidemark writes and stay open where Mindstamp decides: a
 * row's fields may be missing or null, and fields nobody knows yet are let through.
 */
final class EventSchemas {
    private static final String DIALECT = "https://json-schema.org/draft/2020-12/schema";

    private EventSchemas() {}

    static ObjectNode schema(EventType type, String url) {
        ObjectNode schema = Json.object()
                .put("$schema", DIALECT)
                .put("$id", url)
                .put("title", type.shortName())
                .put("description", type.meaning())
                .put("type", "object");
        ObjectNode properties = schema.putObject("properties");
        constant(properties, "specversion", "1.0");
        pattern(properties, "id", "^evt_[0-9a-z]{32}$");
        pattern(properties, "source", "^mindstamp/.+$");
        constant(properties, "type", type.qualifiedName());
        pattern(properties, "subject", "^" + type.family() + "/.+$");
        time(properties, "time");
        constant(properties, "datacontenttype", "application/json");
        constant(properties, "dataschema", url);
        pattern(properties, "partitionkey", "^.+$");
        pattern(properties, "sequence", "^[0-9]{20}$");
        properties.set("data", data(type));
        return requireAll(schema);
    }

    private static ObjectNode data(EventType type) {
        ObjectNode data = Json.object().put("type", "object");
        ObjectNode properties = data.putObject("properties");
        row(type, properties);
        nullable(properties, "viewer", "id", "name", "email", "phone", "custom_id");
        nullable(properties, "video", "id", "token", "title");
        properties.set("change", change());
        extras(type, properties);
        properties.putObject("backfill").put("type", "boolean");
        properties.set("observed", observed());
        time(properties, "detected_at");
        return requireAll(data);
    }

    private static void row(EventType type, ObjectNode properties) {
        switch (type) {
            case VIEW_STARTED, VIEW_PROGRESSED, VIEW_COMPLETED, VIEW_ENDED -> properties.set("view", RowSchemas.view());
            case RESPONSE_SUBMITTED, INTERACTION_CLICKED -> properties.set("interaction", RowSchemas.interaction());
        }
    }

    /** What a type tells beyond the rest. */
    private static void extras(EventType type, ObjectNode properties) {
        switch (type) {
            case VIEW_PROGRESSED -> percentage(properties, "milestone");
            case VIEW_COMPLETED -> percentage(properties, "threshold");
            case VIEW_ENDED -> properties.putObject("completed").put("type", "boolean");
            case VIEW_STARTED, RESPONSE_SUBMITTED, INTERACTION_CLICKED -> {}
        }
    }

    private static ObjectNode change() {
        ObjectNode change = Json.object()
                .put("type", "object")
                .put("description", "each known field that differs from the state known before");
        ObjectNode fromTo = change.putObject("additionalProperties").put("type", "object");
        ObjectNode properties = fromTo.putObject("properties");
        properties.putObject("from");
        properties.putObject("to");
        requireAll(fromTo);
        return change;
    }

    private static ObjectNode observed() {
        ObjectNode observed = Json.object()
                .put("type", "object")
                .put("description", "the provable window of the change: after unchanged_at, not after changed_at");
        ObjectNode properties = observed.putObject("properties");
        properties
                .putObject("unchanged_at")
                .put("format", "date-time")
                .putArray("type")
                .add("string")
                .add("null");
        time(properties, "changed_at");
        return requireAll(observed);
    }

    private static void nullable(ObjectNode properties, String name, String... fields) {
        ObjectNode object = properties.putObject(name).put("type", "object");
        ObjectNode members = object.putObject("properties");
        for (String field : fields) {
            members.putObject(field).putArray("type").add("string").add("null");
        }
        requireAll(object);
    }

    private static void constant(ObjectNode properties, String name, String value) {
        properties.putObject(name).put("const", value);
    }

    private static void pattern(ObjectNode properties, String name, String pattern) {
        properties.putObject(name).put("type", "string").put("pattern", pattern);
    }

    private static void time(ObjectNode properties, String name) {
        properties.putObject(name).put("type", "string").put("format", "date-time");
    }

    private static void percentage(ObjectNode properties, String name) {
        properties.putObject(name).put("type", "integer").put("minimum", 0).put("maximum", 100);
    }

    private static ObjectNode requireAll(ObjectNode object) {
        var required = object.putArray("required");
        object.get("properties").fieldNames().forEachRemaining(required::add);
        return object;
    }
}
