package dev.tidemark.sandbox.world;

import dev.tidemark.sandbox.row.Row;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Rows by id and in the order they were created. */
final class Table<R extends Row> {
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

    /** In the order of creation; a view, not a copy. */
    List<R> rows() {
        return Collections.unmodifiableList(rows);
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
}
