package dev.tidemark.poll;

import dev.tidemark.change.HighWaterMark;
import dev.tidemark.change.RowKey;
import dev.tidemark.mindstamp.page.Page;
import dev.tidemark.mindstamp.row.Row;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * One pass over the pages of a list from its head. Pure: knows what to ask next and when it has seen enough.
 *
 * <p>It goes on until it is past {@code stopKey}, as long as the list has come newest first; a list in any other order
 * is read to its end, which is a page without anything that was not read before.
 */
final class Walk {
    /** Pages overlap, so that rows that move forward by a deletion are not skipped at the seam. */
    static final int OVERLAP = 2;

    private final Instant began;
    private final String stopKey;
    private final Set<String> read = new HashSet<>();
    private int offset;
    private int calls;
    private boolean newestFirst = true;
    private boolean done;
    private String lastKey = "\uffff";
    /** A list that ignores the offset begins with it again. */
    private String firstId = "";

    private HighWaterMark newest = HighWaterMark.NONE;

    /** @param stopKey rows older than this need not be read; empty to read the whole list */
    Walk(Instant began, String stopKey) {
        this.began = began;
        this.stopKey = stopKey;
    }

    Instant began() {
        return began;
    }

    int offset() {
        return offset;
    }

    int calls() {
        return calls;
    }

    boolean isDone() {
        return done;
    }

    /** The newest row of all pages; the high-water mark may go there once the walk is done. */
    HighWaterMark newest() {
        return newest;
    }

    boolean hasRead(String rowId) {
        return read.contains(rowId);
    }

    /** Takes note of a page that was read at {@code now}. */
    void take(Page<? extends Row> page, Instant now) {
        calls++;
        newest = newest.max(HighWaterMark.of(page.rows(), now));
        noteOrder(page.rows());
        boolean repeats = page.rows().stream().anyMatch(row -> row.id().equals(firstId));
        if (firstId.isEmpty() && !page.rows().isEmpty()) {
            firstId = page.rows().getFirst().id();
        }
        boolean news = page.rows().stream().map(Row::id).filter(read::add).count() > 0;
        boolean past = newestFirst && !stopKey.isEmpty() && lastKey.compareTo(stopKey) < 0;
        // Old rows alone are no end: new ones at the head push them back while a walk waits. Nor are null rows.
        boolean end = page.received() <= OVERLAP || repeats;
        done = past || (!news && end);
        // By rows received, never by the limit asked for.
        offset += Math.max(1, page.received() - OVERLAP);
    }

    private void noteOrder(List<? extends Row> rows) {
        for (Row row : rows) {
            if (!read.contains(row.id())) {
                String key = RowKey.of(row);
                newestFirst &= !key.isEmpty() && key.compareTo(lastKey) <= 0;
                lastKey = key;
            }
        }
    }
}
