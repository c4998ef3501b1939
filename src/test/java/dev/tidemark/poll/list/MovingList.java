package dev.tidemark.poll.list;

import static dev.tidemark.poll.list.ListOrder.UPDATED_DESC;

import dev.tidemark.change.RowKeys;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.stream.Collectors;

/** A list in which rows come, go and move while it is read, by chance; it remembers those that stood still. */
final class MovingList {
    /** Of the new rows, so many are dated back: they become visible late. */
    private static final double LATE = 0.3;
    /** An odd number that scatters what it is multiplied with. */
    private static final int SCATTER = 0x9E3779B9;

    private final Comparator<Placed> order;
    private final boolean byUpdate;
    private final Random random;
    private final double going;
    private final List<Placed> rows = new ArrayList<>();
    private final Set<String> still = new HashSet<>();
    private int second;
    private int created;

    /** Small or large, with many rows of one date or few, growing or shrinking. */
    MovingList(ListOrder order, Random random) {
        this.order = comparator(order);
        this.byUpdate = order == UPDATED_DESC;
        this.random = random;
        this.going = 0.1 + 0.6 * random.nextDouble();
        this.second = 1 + random.nextInt(1000);
        for (int rest = 1 + random.nextInt(160); rest > 0; rest--) {
            insert(random.nextInt(second));
        }
        rows.forEach(row -> still.add(row.id()));
    }

    private static Comparator<Placed> comparator(ListOrder order) {
        if (!order.isKeyed()) {
            return Comparator.comparing(row -> row.id().hashCode() * SCATTER);
        }
        Comparator<Placed> up = Comparator.<Placed, String>comparing(row -> order.key(row.keys()))
                .thenComparing(Placed::id);
        return order.isNewestFirst() ? up.reversed() : up;
    }

    List<Placed> page(int offset, int limit) {
        return List.copyOf(Rows.slice(rows, offset, limit));
    }

    int size() {
        return rows.size();
    }

    /** Rows that have been there all the time, each in its place. */
    Set<String> still() {
        Set<String> there = rows.stream().map(Placed::id).collect(Collectors.toSet());
        there.retainAll(still);
        return there;
    }

    /** So many deletions, insertions and, in a list by update, changes. */
    void change(int times) {
        for (int rest = times; rest > 0; rest--) {
            second++;
            if (random.nextInt(40) == 0) {
                vanish();
            } else if (random.nextDouble() < going) {
                delete();
            } else if (byUpdate && random.nextBoolean()) {
                touch();
            } else {
                insert(random.nextDouble() < LATE ? random.nextInt(second) : second);
            }
        }
    }

    private void insert(int at) {
        created++;
        rows.add(Rows.updated("r" + created, at, byUpdate ? at : random.nextInt(second)));
        rows.sort(order);
    }

    private void delete() {
        if (!rows.isEmpty()) {
            rows.remove(random.nextInt(rows.size()));
        }
    }

    /** A whole stretch at once. */
    private void vanish() {
        int from = random.nextInt(rows.size() + 1);
        rows.subList(from, from + random.nextInt(rows.size() - from + 1)).clear();
    }

    private void touch() {
        if (!rows.isEmpty()) {
            Placed row = rows.remove(random.nextInt(rows.size()));
            still.remove(row.id());
            rows.add(new Placed(row.id(), new RowKeys(row.keys().created(), Rows.key(second))));
            rows.sort(order);
        }
    }
}
