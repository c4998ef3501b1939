package dev.tidemark.sandbox.shelf;

import dev.tidemark.sandbox.row.Row;
import java.util.AbstractList;
import java.util.List;

/** Each row once, in another order for each number; found by arithmetic, so that nothing is sorted. */
final class Shuffled extends AbstractList<Row> {
    private final List<Row> rows;
    private final long step;
    private final long start;

    private Shuffled(List<Row> rows, long step, long start) {
        this.rows = rows;
        this.step = step;
        this.start = start;
    }

    static List<Row> of(List<Row> rows, long shuffle) {
        int size = rows.size();
        if (size < 2) {
            return rows;
        }
        long step = 1L + Math.floorMod(shuffle, size - 1);
        while (greatestCommonDivisor(step, size) != 1) {
            step++;
        }
        return new Shuffled(rows, step, Math.floorMod(shuffle >>> 32, size));
    }

    @Override
    public Row get(int index) {
        return rows.get((int) ((start + index * step) % rows.size()));
    }

    @Override
    public int size() {
        return rows.size();
    }

    private static long greatestCommonDivisor(long a, long b) {
        return b == 0 ? a : greatestCommonDivisor(b, a % b);
    }
}
