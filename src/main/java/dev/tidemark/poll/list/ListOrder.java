package dev.tidemark.poll.list;

import dev.tidemark.change.RowKeys;
import java.util.List;

/**
 * The orders a list may come in, the most useful first (detection.md B2 point 1, B4). Nothing about it is documented; it
 * is found out from the pages themselves, and each later page is held against it.
 */
public enum ListOrder {
    /** Last updated first: whatever changes jumps to the head. */
    UPDATED_DESC("updated-first", true),
    /** Newest first: what is new stands at the head, what changes stays where it is. */
    CREATED_DESC("newest", true),
    /** Oldest first: what is new stands at the end. */
    CREATED_ASC("oldest", true),
    /** No order that can be told from the rows, but the same in each answer. */
    STABLE("arbitrary", false),
    /** Another order in each answer: only chance finds every row. */
    UNORDERED("unordered", false);

    private final String text;
    private final boolean keyed;

    ListOrder(String text, boolean keyed) {
        this.text = text;
        this.keyed = keyed;
    }

    /** What people call it. */
    public String text() {
        return text;
    }

    /** Whether a row's place follows from one of its dates, so that a page can prove that a row is not there. */
    public boolean isKeyed() {
        return keyed;
    }

    /** What is new stands at the head. */
    public boolean isNewestFirst() {
        return this == UPDATED_DESC || this == CREATED_DESC;
    }

    public boolean isByUpdate() {
        return this == UPDATED_DESC;
    }

    /** The key that places a row; empty text where it has none. */
    public String key(RowKeys keys) {
        return isByUpdate() ? keys.updated() : keys.created();
    }

    /** Whether the first key stands strictly before the other one in the list; keys that are equal share a place. */
    public boolean isBefore(String key, String other) {
        return this == CREATED_ASC ? key.compareTo(other) < 0 : key.compareTo(other) > 0;
    }

    /**
     * Whether rows in this sequence contradict the order. Those without a key say nothing, unless most have none.
     *
     * @param few fewer rows than usual were asked for: that most have no key says nothing of the list then
     */
    boolean isContradictedBy(List<RowKeys> rows, boolean few) {
        if (!keyed) {
            return false;
        }
        String last = "";
        int without = 0;
        for (RowKeys row : rows) {
            String key = key(row);
            if (key.isEmpty()) {
                without++;
            } else if (!last.isEmpty() && isBefore(key, last)) {
                return true;
            } else {
                last = key;
            }
        }
        return !few && without * 2 > rows.size();
    }
}
