package dev.tidemark.sandbox.world;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Rows in the order they were created: a page costs its own length, however many rows there are. */
final class Table<R extends Table.Row> {
    interface Row {
        String id();

        Instant createdAt();

        ObjectNode json();
    }

    private final List<R> rows = new ArrayList<>();
    private final Map<String, R> byId = new HashMap<>();

    void add(R row) {
        insert(rows, row);
        byId.put(row.id(), row);
    }

    Optional<R> find(String id) {
        return Optional.ofNullable(byId.get(id));
    }

    R get(int index) {
        return rows.get(index);
    }

    int size() {
        return rows.size();
    }

    ArrayNode page(int offset, int limit) {
        return newestFirst(rows, offset, limit);
    }

    ArrayNode all() {
        return newestFirst(rows, 0, rows.size());
    }

    /** Rows of the same millisecond stand by id, so that a page reads the same each time. */
    static <R extends Row> void insert(List<R> rows, R row) {
        int at = rows.size();
        while (at > 0
                && rows.get(at - 1).createdAt().equals(row.createdAt())
                && rows.get(at - 1).id().compareTo(row.id()) < 0) {
            at--;
        }
        rows.add(at, row);
    }

    static <R extends Row> ArrayNode newestFirst(List<R> rows, int offset, int limit) {
        ArrayNode page = JsonNodeFactory.instance.arrayNode();
        int last = rows.size() - 1;
        for (int i = offset; i <= last && page.size() < limit; i++) {
            page.add(rows.get(last - i).json());
        }
        return page;
    }
}
