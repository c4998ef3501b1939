package dev.tidemark.change;

import dev.tidemark.mindstamp.row.Row;
import java.time.Instant;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;

/** Where a row stands in its list: its creation time as text of fixed width, so that texts compare as times do. */
public final class RowKey {
    private static final DateTimeFormatter FIXED =
            new DateTimeFormatterBuilder().appendInstant(9).toFormatter();

    private RowKey() {}

    /** Empty text, before all others, for a row without a readable creation time. */
    public static String of(Row row) {
        return row.createdAt().map(RowKey::of).orElse("");
    }

    public static String of(Instant createdAt) {
        return FIXED.format(createdAt);
    }
}
