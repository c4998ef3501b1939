package dev.tidemark.poll.list;

import dev.tidemark.change.RowKey;
import dev.tidemark.change.RowKeys;
import java.time.Instant;
import java.util.List;
import java.util.stream.IntStream;

/** Rows by the second in which they were created, which is their id as well. */
final class Rows {
    static final Instant NOW = Instant.parse("2026-03-01T10:00:00Z");

    private Rows() {}

    static String key(int second) {
        return RowKey.of(NOW.plusSeconds(second));
    }

    static Placed row(int second) {
        return row("" + second, second);
    }

    static Placed row(String id, int second) {
        return new Placed(id, new RowKeys(key(second), ""));
    }

    static Placed updated(String id, int created, int updated) {
        return new Placed(id, new RowKeys(key(created), key(updated)));
    }

    static Placed undated(String id) {
        return new Placed(id, new RowKeys("", ""));
    }

    static List<Placed> rows(int... seconds) {
        return IntStream.of(seconds).mapToObj(Rows::row).toList();
    }

    /** Newest first, from the first second down to the last one. */
    static List<Placed> down(int first, int last) {
        return IntStream.rangeClosed(last, first)
                .map(second -> first + last - second)
                .mapToObj(Rows::row)
                .toList();
    }

    /** Oldest first. */
    static List<Placed> up(int first, int last) {
        return IntStream.rangeClosed(first, last).mapToObj(Rows::row).toList();
    }

    /** What a list answers. */
    static List<Placed> slice(List<Placed> list, int offset, int limit) {
        int from = Math.min(offset, list.size());
        return list.subList(from, Math.min(list.size(), from + limit));
    }
}
