package dev.tidemark.sandbox.world;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import dev.tidemark.sandbox.row.Row;
import java.util.List;

/** Rows as a list shows them: newest first. */
final class Newest {
    private Newest() {}

    static ArrayNode first(List<? extends Row> rows) {
        return first(rows, 0, rows.size());
    }

    static ArrayNode first(List<? extends Row> rows, int offset, int limit) {
        ArrayNode page = JsonNodeFactory.instance.arrayNode();
        for (int i = offset; i < rows.size() && page.size() < limit; i++) {
            page.add(rows.get(rows.size() - 1 - i).json());
        }
        return page;
    }
}
