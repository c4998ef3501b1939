package dev.tidemark.change;

import dev.tidemark.mindstamp.row.Row;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;

/** How far a stream is known: the newest row that is stored. Never passes a row that was not. */
public record HighWaterMark(String key, String rowId) implements Comparable<HighWaterMark> {
    /** Before every row. */
    public static final HighWaterMark NONE = new HighWaterMark("", "");

    private static final Comparator<HighWaterMark> ORDER =
            Comparator.comparing(HighWaterMark::key).thenComparing(HighWaterMark::rowId);

    /** The newest of the rows; what is dated after {@code now} does not count, it would hide what comes until then. */
    public static HighWaterMark of(List<? extends Row> rows, Instant now) {
        String latest = RowKey.of(now);
        return rows.stream()
                .map(row -> new HighWaterMark(RowKey.of(row), row.id()))
                .filter(mark -> mark.key().compareTo(latest) <= 0)
                .reduce(NONE, HighWaterMark::max);
    }

    public HighWaterMark max(HighWaterMark other) {
        return compareTo(other) >= 0 ? this : other;
    }

    @Override
    public int compareTo(HighWaterMark other) {
        return ORDER.compare(this, other);
    }
}
