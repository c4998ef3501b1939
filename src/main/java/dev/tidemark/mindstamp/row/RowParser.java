package dev.tidemark.mindstamp.row;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tidemark.mindstamp.page.Page;
import dev.tidemark.mindstamp.page.Poison;
import dev.tidemark.platform.Json;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.BiFunction;

/**
 * Reads lists and single objects in the shapes they may come in (mindstamp-api.md §1.5): a bare array,
 * {@code {"data": […]}}, an object alone, in a wrapper or as the only element of a list.
 *
 * @param <R> the kind of row
 */
public final class RowParser<R extends Row> {
    /** As often as an object may be wrapped: the documentation itself prints one layer too many. */
    private static final int LAYERS = 3;

    private final BiFunction<String, ObjectNode, R> row;

    public RowParser(BiFunction<String, ObjectNode, R> row) {
        this.row = row;
    }

    /** @throws UncheckedIOException when the body is not JSON or not a list */
    public Page<R> page(byte[] body, Optional<Instant> servedAt) {
        JsonNode root = Json.read(body);
        JsonNode list = root.isArray() ? root : root.path("data");
        if (!(list instanceof ArrayNode elements)) {
            throw new UncheckedIOException(new IOException("not a list"));
        }
        List<R> rows = new ArrayList<>(elements.size());
        List<Poison> poison = new ArrayList<>();
        int dropped = 0;
        for (JsonNode element : elements) {
            if (element.isNull() || (element.isObject() && element.isEmpty())) {
                dropped++;
            } else if (element instanceof ObjectNode fields && hasId(fields)) {
                rows.add(row(fields));
            } else {
                poison.add(poison(element));
            }
        }
        return new Page<>(rows, elements.size(), dropped, poison, servedAt);
    }

    /** @throws UncheckedIOException when the body is not JSON or holds no object with an id */
    public R single(byte[] body) {
        return withId(Json.read(body), LAYERS)
                .map(this::row)
                .orElseThrow(() -> new UncheckedIOException(new IOException("no object with an id")));
    }

    /** The object with an id inside at most so many wrappers. */
    static Optional<ObjectNode> withId(JsonNode node, int layers) {
        if (node instanceof ObjectNode object && hasId(object)) {
            return Optional.of(object);
        }
        boolean isWrapper = node.isContainerNode() && (node.size() == 1 || node.has("data"));
        if (layers == 0 || !isWrapper) {
            return Optional.empty();
        }
        return withId(node.size() == 1 ? node.iterator().next() : node.path("data"), layers - 1);
    }

    private static Poison poison(JsonNode element) {
        byte[] raw = Json.write(element);
        return new Poison(
                Optional.empty(),
                element.isObject() ? "id is missing or cannot be used" : "it is not an object",
                Arrays.copyOf(raw, Math.min(raw.length, Poison.MOST_RAW)),
                raw.length > Poison.MOST_RAW);
    }

    private R row(ObjectNode fields) {
        return row.apply(fields.path("id").asText(), fields);
    }

    private static boolean hasId(ObjectNode fields) {
        JsonNode id = fields.path("id");
        return id.isValueNode() && !id.isNull() && Row.isUsableId(id.asText());
    }
}
