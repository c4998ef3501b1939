package dev.tidemark.poll.list;

import dev.tidemark.change.RowKeys;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * One walk over a list, page by page, from a cursor on (emulated keyset scanning, detection.md B2 points 3–6). It knows
 * which offset to ask for next and whether what came joins what was read; an offset lives no longer than the walk in
 * memory and is never more than a guess. Pure: pages in, next offset out.
 */
public final class Walk {
    /** Pages overlap by so many rows, so that a page usually holds a row before the cursor. */
    public static final int OVERLAP = 3;
    /** The most rows that are asked for. */
    public static final int PAGE = 100;

    private static final int MOST_STEP = 1 << 12;
    /** A list without a sorted order that starts over so often keeps none. */
    private static final int TOO_MANY_RESTARTS = 3;

    /** A list that answers with the same page so often does not care for offsets. */
    private static final int MOST_REPEATS = 2;
    /** Over fewer rows than that it may be chance: as many came before the page as were gone on by. */
    private static final int REPEATED_OVER = 20;

    private static final int UNKNOWN = -1;

    private final Instant began;
    private final String stopKey;
    /** A page that is not full ends it, without another call to make sure: what is overlooked is seen next time. */
    private final boolean shortEnds;

    private Cursor cursor;
    private int offset;
    private int calls;
    private boolean done;
    private boolean atEnd;
    private boolean comesWhole;
    private int restarts;
    private int stepBacks;
    private int step = 1;
    /** Where a page that was not full ended before the cursor. */
    private int shortAt = UNKNOWN;
    /** Offsets known to lie before and after the cursor while it is looked for. */
    private int before = UNKNOWN;

    private int beyond = UNKNOWN;
    /** The rows of the page before; where they come again a page further on, offsets do not count. */
    private Set<String> lastIds = Set.of();
    /** Where the page after that one begins. */
    private int nextOffset;

    private int pagesRepeated;
    private int repeatedFrom;
    /** The last page was a single row, which cannot show that it joins: the next one is taken to. */
    private boolean trusting;

    private RowKeys newest = new RowKeys("", "");

    private Walk(Instant began, Cursor cursor, int offset, String stopKey, boolean shortEnds) {
        this.began = began;
        this.shortEnds = shortEnds;
        this.cursor = cursor;
        this.offset = Math.max(0, offset);
        this.stopKey = stopKey;
    }

    /** From the first row until past the stop key; to the end of the list where it is empty. */
    public static Walk fromHead(Instant began, String stopKey) {
        return new Walk(began, Cursor.START, 0, stopKey, false);
    }

    /**
     * From the cursor to the end of the list.
     *
     * @param rank where the cursor's row probably stands
     */
    public static Walk from(Instant began, Cursor cursor, int rank) {
        return new Walk(began, cursor, cursor.isStart() ? 0 : rank - OVERLAP, "", false);
    }

    /**
     * The newest rows of a list that ends with them.
     *
     * @param offset where the first of them probably stands
     */
    public static Walk ofTail(Instant began, String fromKey, int offset) {
        return new Walk(began, Cursor.before(fromKey), offset, "", true);
    }

    public Instant began() {
        return began;
    }

    public int offset() {
        return offset;
    }

    public int calls() {
        return calls;
    }

    public Cursor cursor() {
        return cursor;
    }

    public boolean isDone() {
        return done;
    }

    /** The pass has seen the list's last row. */
    public boolean isAtEnd() {
        return atEnd;
    }

    /** The list does not care for offsets. */
    public boolean comesWhole() {
        return comesWhole;
    }

    /** The list comes in another order each time. */
    public boolean isUnstable() {
        return restarts >= TOO_MANY_RESTARTS;
    }

    /** How often the next row was not where it was looked for. */
    public int stepBacks() {
        return stepBacks;
    }

    /** The greatest keys read; what is dated after {@code sourceNow} does not count. */
    public RowKeys newest() {
        return newest;
    }

    /**
     * Takes note of the page at {@link #offset()}.
     *
     * @param asked how many rows it was asked for
     * @param received elements that came, the empty ones included
     * @return whether it joins what was read before
     */
    public Seam take(Certificate certificate, List<Placed> rows, int asked, int received, String latestKey) {
        calls++;
        noteNewest(rows, latestKey);
        ListOrder order = certificate.order();
        Seam seam = trusted(Seam.judge(order, cursor, offset, rows), asked);
        boolean repeated = repeats(rows, asked, received);
        // Of a list of one row no page could ever be less than full.
        int full = Math.min(Math.max(2, certificate.capacity()), asked);
        if (received > PAGE || (certificate.whole() && received != asked)) {
            cursor = cursor.after(order, rows);
            comesWhole = true;
            end();
            return new Seam.Joined(0);
        }
        switch (seam) {
            case Seam.Joined(int from) -> join(order, rows, full, received, from);
            case Seam.Before _ -> {
                // Rows after the cursor are gone, too: the list ends before it, unless the page is short by chance.
                if (received >= full) {
                    forward(received);
                } else if (shortAt == offset) {
                    end();
                } else {
                    shortAt = offset;
                }
            }
            // Also where nothing stands any more: rows before the cursor may have gone since, as many as it may be.
            case Seam.Gap _ -> back(full);
        }
        if (repeated) {
            comesWhole = received < PAGE;
            end();
        }
        return seam;
    }

    /**
     * Rows that break their page are gone past one by one (see {@link PageSize}). What a shift hides meanwhile is for the
     * next walk to find, and no absence follows from it.
     */
    private Seam trusted(Seam seam, int asked) {
        boolean single = asked == 1;
        boolean trusts = single || trusting;
        trusting = single;
        return trusts && seam instanceof Seam.Gap ? new Seam.Joined(0) : seam;
    }

    private void join(ListOrder order, List<Placed> rows, int full, int received, int from) {
        boolean news = from < rows.size();
        boolean isShort = received == 0 || received < full;
        if (!order.isKeyed() && order != ListOrder.UNORDERED && offset == 0 && from == 0 && !cursor.isStart()) {
            restarts++;
        }
        cursor = cursor.after(order, rows);
        forget();
        if (isShort && (!news || shortEnds || order == ListOrder.UNORDERED)) {
            end();
        } else if (isPastStop(order, rows)) {
            done = true;
        } else {
            offset += stride(received);
        }
    }

    /**
     * Whether page after page held nothing but rows of the page before, in whatever order, though as many rows were gone
     * on by. The few rows that are asked for around a bad one say nothing of that.
     */
    private boolean repeats(List<Placed> rows, int asked, int received) {
        Set<String> ids = rows.stream().map(Placed::id).collect(Collectors.toUnmodifiableSet());
        boolean again = asked == PAGE && !ids.isEmpty() && offset >= nextOffset && lastIds.containsAll(ids);
        pagesRepeated = again ? pagesRepeated + 1 : 0;
        repeatedFrom = again ? repeatedFrom : offset;
        lastIds = ids;
        nextOffset = offset + stride(received);
        return pagesRepeated > MOST_REPEATS && offset - repeatedFrom >= REPEATED_OVER;
    }

    private static int stride(int received) {
        return Math.max(1, received - OVERLAP);
    }

    private void end() {
        done = true;
        atEnd = true;
    }

    private boolean isPastStop(ListOrder order, List<Placed> rows) {
        return !stopKey.isEmpty()
                && order.isKeyed()
                && rows.reversed().stream()
                        .map(row -> order.key(row.keys()))
                        .filter(key -> !key.isEmpty())
                        .findFirst()
                        .filter(last -> order.isBefore(stopKey, last))
                        .isPresent();
    }

    /**
     * The cursor is further on: rows came before it. The next page first, which cannot miss it, then twice as far each
     * time; halfway, once it is known not to be beyond some offset.
     */
    private void forward(int received) {
        before = offset;
        stepBacks++;
        int next = stride(received);
        if (isClose(received)) {
            forget();
        }
        offset = isBracketed() ? middle() : offset + next * step;
        step = Math.min(step * 2, MOST_STEP);
    }

    /** The cursor is further back: rows before it went. Twice as far each time, so that many of them cost few calls. */
    private void back(int full) {
        beyond = offset;
        stepBacks++;
        int quarter = Math.max(1, Math.min(full, PAGE) / 4);
        if (isClose(quarter)) {
            forget();
        }
        offset = isBracketed() ? middle() : Math.max(0, offset - quarter * step);
        step = Math.min(step * 2, MOST_STEP);
    }

    /** The two have met, or shifted past each other: it is looked for afresh. */
    private boolean isClose(int rows) {
        return isBracketed() && beyond - before <= rows;
    }

    private void forget() {
        before = UNKNOWN;
        beyond = UNKNOWN;
        shortAt = UNKNOWN;
        step = 1;
    }

    private boolean isBracketed() {
        return before != UNKNOWN && beyond != UNKNOWN;
    }

    private int middle() {
        return (before + beyond) / 2;
    }

    private void noteNewest(List<Placed> rows, String latestKey) {
        for (Placed row : rows) {
            newest = new RowKeys(
                    later(newest.created(), row.keys().created(), latestKey),
                    later(newest.updated(), row.keys().updated(), latestKey));
        }
    }

    private static String later(String one, String other, String latest) {
        return other.compareTo(latest) > 0 || other.compareTo(one) <= 0 ? one : other;
    }
}
