package dev.tidemark.poll.list;

import dev.tidemark.change.RowKeys;
import java.util.List;
import java.util.Optional;

/**
 * How far a pass over a list has come: by the keys of the last row read and the ids around it, never by an offset, which
 * means another row as soon as one is inserted or deleted before it (detection.md B1 point 2).
 *
 * @param keys of the last row read that has any
 * @param anchors ids of the last rows read, the very last one last
 */
public record Cursor(RowKeys keys, List<String> anchors) {
    /** So many ids are kept: enough that not all of them are deleted before the next page. */
    static final int ANCHORS = 5;

    /** Before the first row. */
    public static final Cursor START = new Cursor(new RowKeys("", ""), List.of());

    /** Just before rows with this key, without having read any. */
    public static Cursor before(String key) {
        return new Cursor(new RowKeys(key, key), List.of());
    }

    public boolean isStart() {
        return equals(START);
    }

    String key(ListOrder order) {
        return order.key(keys);
    }

    /** After the last of these rows; the same as before where they end no later than this does. */
    Cursor after(ListOrder order, List<Placed> rows) {
        if (rows.isEmpty()) {
            return this;
        }
        Optional<RowKeys> last = rows.reversed().stream()
                .map(Placed::keys)
                .filter(rowKeys -> !order.isKeyed() || !order.key(rowKeys).isEmpty())
                .findFirst();
        boolean isBack = order.isKeyed()
                && !key(order).isEmpty()
                && last.map(order::key)
                        .filter(key -> order.isBefore(key, key(order)))
                        .isPresent();
        if (isBack) {
            return this;
        }
        List<String> ids = rows.stream().map(Placed::id).toList();
        return new Cursor(last.orElse(keys), ids.subList(Math.max(0, ids.size() - ANCHORS), ids.size()));
    }
}
