package dev.tidemark.event.catalogue;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tidemark.event.EventType;
import dev.tidemark.platform.Json;

/**
 * Schemas of the canonical documents. They promise what Tidemark writes and stay open where Mindstamp decides: a
 * row's fields may be missing or null, and fields nobody knows yet are let through.
 */
final class EventSchemas {
    private static final String DIALECT = "https://json-schema.org/draft/2020-12/schema";

    private EventSchemas() {}

    static ObjectNode schema(EventType type, String url) {
        ObjectNode document = new SchemaObject()
                .constant("specversion", "1.0")
                .pattern("id", "^evt_[0-9a-z]{32}$")
                .pattern("source", "^mindstamp/.+$")
                .constant("type", type.qualifiedName())
                .pattern("subject", "^" + type.stream() + "/.+$")
                .time("time")
                .constant("datacontenttype", "application/json")
                .constant("dataschema", url)
                .pattern("partitionkey", "^.+$")
                .pattern("sequence", "^[0-9]{20}$")
                .member("data", DataSchemas.of(type))
                .json();
        return Json.object()
                .put("$schema", DIALECT)
                .put("$id", url)
                .put("title", type.shortName())
                .put("description", type.meaning())
                .setAll(document);
    }
}
