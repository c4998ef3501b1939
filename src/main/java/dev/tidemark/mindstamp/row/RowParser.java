package dev.tidemark.mindstamp.row;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tidemark.platform.Json;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BiFunction;

/**
 * Reads lists and single objects in the shapes they may come in: a bare array, {@code {"data": […]}}, a wrapped object.
 *
 * @param <R> the kind of row
 */
public final class RowParser<R extends Row> {
    private static final List<String> DATES = List.of("created_at", "updated_at", "started", "finished");

    private final BiFunction<String, ObjectNode, R> row;

    public RowParser(BiFunction<String, ObjectNode, R> row) {
        this.row = row;
    }

    /** @throws UncheckedIOException when the body is not JSON or not a list */
    public Page<R> page(byte[] body) {
        JsonNode root = Json.read(body);
        JsonNode list = root.isArray() ? root : root.path("data");
        if (!(list instanceof ArrayNode elements)) {
            throw new UncheckedIOException(new IOException("not a list"));
        }
        List<R> rows = new ArrayList<>(elements.size());
        int unreadable = 0;
        for (JsonNode element : elements) {
            if (element.isNull() || (element.isObject() && element.isEmpty())) {
                continue;
            }
            if (element instanceof ObjectNode fields && hasId(fields)) {
                rows.add(row(fields));
            } else {
                unreadable++;
            }
        }
        return new Page<>(rows, elements.size(), unreadable);
    }

    /** @throws UncheckedIOException when the body is not a JSON object with an id */
    public R single(byte[] body) {
        ObjectNode root = Json.readObject(body);
        ObjectNode fields = !hasId(root) && root.path("data") instanceof ObjectNode wrapped ? wrapped : root;
        if (!hasId(fields)) {
            throw new UncheckedIOException(new IOException("an object without an id"));
        }
        return row(fields);
    }

    private R row(ObjectNode fields) {
        for (String name : DATES) {
            JsonNode value = fields.path(name);
            if (value.isTextual()) {
                MindstampDates.parse(value.textValue()).ifPresent(date -> fields.put(name, date.toString()));
            }
        }
        return row.apply(fields.path("id").asText(), fields);
    }

    private static boolean hasId(ObjectNode fields) {
        JsonNode id = fields.path("id");
        return id.isValueNode() && !id.isNull() && Row.isUsableId(id.asText());
    }
}
