package dev.tidemark.change;

import dev.tidemark.mindstamp.row.Row;

/**
 * Where a row stands in lists that are sorted by either of its dates, see {@link RowKey}.
 *
 * @param created empty text, before all others, where the row has no readable creation time
 * @param updated the same for the time of its last change
 */
public record RowKeys(String created, String updated) {
    public static RowKeys of(Row row) {
        return new RowKeys(RowKey.of(row), row.updatedAt().map(RowKey::of).orElse(""));
    }
}
