package dev.tidemark.poll.list;

import java.time.Duration;
import java.time.Instant;

/**
 * How many rows a page is asked for. One row that breaks its list's answer, or makes it larger than is read, must not
 * hide the rows beside it: pages that hold it get smaller until it is alone, and then it is gone past. What is known of
 * the place is a guess, since rows move; it is forgotten after a while.
 */
public final class PageSize {
    private static final int LEAST = 8;
    private static final int[] SIZES = {Walk.PAGE, 25, LEAST, 1};
    /** What fails for other reasons than its content does not fail so often at one place. */
    private static final int SURE = 3;
    /** Nor twice where a bad row is expected. */
    private static final int SURE_ENOUGH = 2;

    /** While nothing else works, either, a single row is asked for so long: it may not be the row. */
    private static final Duration OUTAGE = Duration.ofMinutes(10);

    private static final Duration KNOWN_FOR = Duration.ofDays(1);
    /** So many rows one after the other are not bad each for itself. */
    private static final int HOPELESS = 5;

    /** What is asked inside the stretch that is known to fail. */
    private int step;

    private int from;
    private int until;
    private int failures;
    /** Where a single row was given up last. */
    private int goneOffset = -1;
    /** It is not there any more: rows that came before it moved it on, mostly by a few. */
    private boolean chased;

    private int failedOffset = -1;
    private int failedSize;
    private int givenUp;
    private Instant givenUpAt = Instant.MIN;
    private Instant failedAt = Instant.EPOCH;
    private Instant failingSince = Instant.EPOCH;

    /** The most rows from there on that do not reach into what failed; inside of it as few as are being tried. */
    public int at(int offset, Instant now) {
        if (offset >= until || now.isAfter(failedAt.plus(KNOWN_FOR))) {
            return Walk.PAGE;
        }
        int before = from - offset;
        if (before > 0) {
            // Smaller pages hold little more than what they overlap by.
            return before >= LEAST ? Math.min(before, Walk.PAGE) : 1;
        }
        return SIZES[step];
    }

    /** A page came: what it holds is not to blame. */
    public void worked(int offset, int size) {
        failures = 0;
        givenUp = 0;
        if (offset <= from && from < offset + size) {
            from = Math.min(offset + size, until);
            boolean moved = size == 1 && offset == goneOffset;
            until = from < until ? until : moved ? from + LEAST : 0;
            chased = from < until && (chased || moved);
            goneOffset = moved ? -1 : goneOffset;
        }
    }

    /** Since when the page fails that failed last. */
    public Instant failingSince() {
        return failingSince;
    }

    /**
     * A page did not come.
     *
     * @param certain its content is to blame; otherwise that has to show
     * @param othersWork calls for something else went well meanwhile
     * @return whether it was a single row, which is given up now
     */
    public boolean failed(int offset, int size, boolean certain, boolean othersWork, Instant now) {
        if (offset != failedOffset || size != failedSize) {
            failures = 0;
            failingSince = now;
        }
        failures++;
        failedOffset = offset;
        failedSize = size;
        boolean known = isKnown(offset, size, now);
        boolean sure = certain
                || known
                || failures >= (isChased(offset, size, now) ? SURE_ENOUGH : SURE)
                || (size > 1 && holdsBadRows(now));
        boolean outage = !certain && !othersWork && now.isBefore(failingSince.plus(OUTAGE));
        if (!sure || (size == 1 && outage && !known)) {
            return false;
        }
        failures = 0;
        failedAt = now;
        chased = false;
        goneOffset = size == 1 ? offset : goneOffset;
        from = offset;
        until = offset + size;
        step = Math.min(stepAfter(size), SIZES.length - 1);
        givenUp += size == 1 ? 1 : 0;
        givenUpAt = size == 1 ? now : givenUpAt;
        return size == 1;
    }

    /** Rows failed one after the other: the list as a whole cannot be had now. Said once, then counted anew. */
    public boolean despairs() {
        boolean hopeless = givenUp >= HOPELESS;
        givenUp = hopeless ? 0 : givenUp;
        return hopeless;
    }

    /** One of them was given up before; it may have moved. */
    private boolean holdsBadRows(Instant now) {
        return now.minus(KNOWN_FOR).isBefore(givenUpAt);
    }

    /** That very row was given up before. */
    private boolean isKnown(int offset, int size, Instant now) {
        return !chased && until == offset + 1 && isNext(offset, size, now);
    }

    /** It may be the row that was given up a few places before. */
    private boolean isChased(int offset, int size, Instant now) {
        return chased && isNext(offset, size, now);
    }

    private boolean isNext(int offset, int size, Instant now) {
        return size == 1 && offset == from && !now.isAfter(failedAt.plus(KNOWN_FOR));
    }

    private static int stepAfter(int size) {
        int smaller = 0;
        while (smaller < SIZES.length && SIZES[smaller] >= size) {
            smaller++;
        }
        return smaller;
    }
}
