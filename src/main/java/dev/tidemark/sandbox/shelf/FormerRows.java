package dev.tidemark.sandbox.shelf;

import dev.tidemark.sandbox.row.Row;
import java.util.AbstractList;
import java.util.Collections;
import java.util.List;
import java.util.Objects;
import java.util.TreeMap;

/**
 * A sorted list as it was: what changed since is taken out, and put back in where and how it was. Costs what changed,
 * not what there is.
 */
final class FormerRows extends AbstractList<Row> {
    private final List<Slot> now;
    private final int[] gone;
    private final TreeMap<Integer, Slot> back = new TreeMap<>();

    private FormerRows(List<Slot> now, int[] gone, List<Slot> sorted) {
        this.now = now;
        this.gone = gone;
        for (Slot slot : sorted) {
            int before = insertion(now, slot);
            back.put(before - goneBefore(before) + back.size(), slot);
        }
    }

    /** @param present the places in {@code now} of the rows that changed, ascending */
    static List<Row> of(List<Slot> now, int[] present, List<Slot> before) {
        return new FormerRows(now, present, before.stream().sorted().toList());
    }

    @Override
    public Row get(int index) {
        Objects.checkIndex(index, size());
        Slot put = back.get(index);
        if (put != null) {
            return put.row();
        }
        int place = index - back.headMap(index).size();
        for (int each : gone) {
            if (each > place) {
                break;
            }
            place++;
        }
        return now.get(place).row();
    }

    @Override
    public int size() {
        return now.size() - gone.length + back.size();
    }

    private int goneBefore(int place) {
        int count = 0;
        while (count < gone.length && gone[count] < place) {
            count++;
        }
        return count;
    }

    private static int insertion(List<Slot> slots, Slot slot) {
        int found = Collections.binarySearch(slots, slot);
        return found >= 0 ? found : -1 - found;
    }
}
