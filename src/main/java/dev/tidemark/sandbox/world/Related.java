package dev.tidemark.sandbox.world;

import dev.tidemark.sandbox.row.Row;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * The rows that belong to something (a video, a viewer, a group, an authored item), by its id and in the order of their
 * creation. Kept with every change, never searched for: the account may hold 100,000 views.
 */
final class Related<R extends Row> {
    private static final Comparator<Row> CREATED =
            Comparator.comparing(Row::createdAt).thenComparing(Row::id, Comparator.reverseOrder());

    private final Map<String, List<R>> byOwner = new HashMap<>();

    void add(String ownerId, R row) {
        Table.insert(byOwner.computeIfAbsent(ownerId, _ -> new ArrayList<>()), row);
    }

    void remove(String ownerId, R row) {
        List<R> rows = byOwner.get(ownerId);
        if (rows != null) {
            rows.remove(row);
        }
    }

    /** What belongs to the one belongs to the other, too. */
    void join(String ownerId, String otherId) {
        List<R> joined = new ArrayList<>(of(ownerId));
        joined.addAll(of(otherId));
        joined.sort(CREATED);
        byOwner.put(ownerId, joined);
    }

    /** A view, not a copy; empty where nothing belongs to the id. */
    List<R> of(String ownerId) {
        return Collections.unmodifiableList(byOwner.getOrDefault(ownerId, List.of()));
    }
}
