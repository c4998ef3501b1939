package dev.tidemark.event.catalogue;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tidemark.platform.Json;

/** The schema of an object while it is put together: every member that is named is required, unknown ones may follow. */
final class SchemaObject {
    private static final String DATE_TIME = "date-time";

    private final ObjectNode schema = Json.object().put("type", "object");
    private final ObjectNode members = schema.putObject("properties");

    static SchemaObject described(String description) {
        SchemaObject object = new SchemaObject();
        object.schema.put("description", description);
        return object;
    }

    SchemaObject constant(String name, String value) {
        return member(name, Json.object().put("const", value));
    }

    SchemaObject pattern(String name, String pattern) {
        return member(name, Json.object().put("type", "string").put("pattern", pattern));
    }

    /** A text that is not empty. */
    SchemaObject text(String name) {
        return member(name, Json.object().put("type", "string").put("minLength", 1));
    }

    SchemaObject oneOf(String name, String... values) {
        ObjectNode member = Json.object();
        ArrayNode allowed = member.putArray("enum");
        for (String value : values) {
            allowed.add(value);
        }
        return member(name, member);
    }

    SchemaObject textOrNull(String... names) {
        for (String name : names) {
            member(name, orNull("string"));
        }
        return this;
    }

    SchemaObject bool(String name) {
        return member(name, Json.object().put("type", "boolean"));
    }

    SchemaObject count(String name) {
        return member(name, Json.object().put("type", "integer").put("minimum", 0));
    }

    SchemaObject countOrNull(String name) {
        return member(name, orNull("integer").put("minimum", 0));
    }

    SchemaObject percentage(String name) {
        return member(
                name, Json.object().put("type", "integer").put("minimum", 0).put("maximum", 100));
    }

    SchemaObject percentageOrNull(String name) {
        return member(name, orNull("integer").put("minimum", 0).put("maximum", 100));
    }

    SchemaObject time(String name) {
        return member(name, Json.object().put("type", "string").put("format", DATE_TIME));
    }

    SchemaObject timeOrNull(String name) {
        return member(name, orNull("string").put("format", DATE_TIME));
    }

    SchemaObject object(String name, SchemaObject object) {
        return member(name, object.json());
    }

    SchemaObject member(String name, ObjectNode member) {
        members.set(name, member);
        return this;
    }

    ObjectNode json() {
        ArrayNode required = schema.putArray("required");
        members.fieldNames().forEachRemaining(required::add);
        return schema;
    }

    private static ObjectNode orNull(String type) {
        ObjectNode member = Json.object();
        member.putArray("type").add(type).add("null");
        return member;
    }
}
