package dev.tidemark.poll.list;

import dev.tidemark.change.RowKeys;
import dev.tidemark.mindstamp.row.Row;
import java.util.List;

/** A row as far as its place in a list goes. */
public record Placed(String id, RowKeys keys) {
    public static List<Placed> of(List<? extends Row> rows) {
        return rows.stream().map(row -> new Placed(row.id(), RowKeys.of(row))).toList();
    }
}
