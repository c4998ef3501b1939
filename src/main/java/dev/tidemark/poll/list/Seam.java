package dev.tidemark.poll.list;

import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * Whether a page joins what was read before without a gap (detection.md B3, seam lemma): it holds a row that stands
 * before the cursor, or one of the last rows read. Then every row between, visible at the page's instant, is in it,
 * whatever was inserted or deleted since. Counts, overlaps by offset and equal ids prove nothing of the kind.
 */
public sealed interface Seam {
    /** Everything up to the page's end is read now; {@code from} is the index of the first row after the cursor. */
    record Joined(int from) implements Seam {}

    /** The page ends before the cursor: the cursor's place is further on. */
    record Before() implements Seam {}

    /** The page begins after the cursor: rows between may be missing. */
    record Gap() implements Seam {}

    static Seam judge(ListOrder order, Cursor cursor, int offset, List<Placed> rows) {
        // Nothing was read yet that a page could have to join: only empty elements, it may be.
        if (order == ListOrder.UNORDERED || cursor.isStart()) {
            return new Joined(0);
        }
        int anchor = lastAnchor(order, cursor, rows);
        if (anchor >= 0) {
            return new Joined(anchor + 1);
        }
        boolean isKeyed = order.isKeyed() && !cursor.key(order).isEmpty();
        if (isKeyed) {
            int from = firstNotBefore(order, cursor.key(order), rows);
            boolean isBracketed = holdsBefore(order, cursor.key(order), rows);
            if (isBracketed && from == rows.size()) {
                return new Before();
            }
            return isBracketed || offset == 0 ? new Joined(from) : new Gap();
        }
        return offset == 0 ? new Joined(0) : new Gap();
    }

    /** The last row of the page that was among the last ones read and has not moved since; -1 when there is none. */
    private static int lastAnchor(ListOrder order, Cursor cursor, List<Placed> rows) {
        Set<String> anchors = new HashSet<>(cursor.anchors());
        for (int i = rows.size() - 1; i >= 0; i--) {
            boolean stands = !order.isKeyed() || order.key(rows.get(i).keys()).equals(cursor.key(order));
            if (stands && anchors.contains(rows.get(i).id())) {
                return i;
            }
        }
        return -1;
    }

    private static boolean holdsBefore(ListOrder order, String key, List<Placed> rows) {
        return rows.stream().map(row -> order.key(row.keys())).anyMatch(k -> !k.isEmpty() && order.isBefore(k, key));
    }

    /** Rows of the cursor's own key are read again: others of that key may stand among them. */
    private static int firstNotBefore(ListOrder order, String key, List<Placed> rows) {
        for (int i = 0; i < rows.size(); i++) {
            String at = order.key(rows.get(i).keys());
            if (!at.isEmpty() && !order.isBefore(at, key)) {
                return i;
            }
        }
        return rows.size();
    }
}
