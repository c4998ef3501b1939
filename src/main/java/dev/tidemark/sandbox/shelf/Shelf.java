package dev.tidemark.sandbox.shelf;

import dev.tidemark.sandbox.quirk.Switches.Order;
import dev.tidemark.sandbox.row.Row;
import java.util.AbstractList;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Stream;

/**
 * Rows in the order of creation, and in any other; an order that was asked for once is kept up from then on, so that a
 * page costs its own length. Shows the moment that its table looks at.
 */
public final class Shelf extends AbstractList<Row> {
    private final Map<Sorting, List<Slot>> sorted = new EnumMap<>(Sorting.class);
    private final Past past;
    private final Set<Sorting> used;
    private final Function<Row, Optional<Look>> current;
    private final Predicate<Row> mine;

    /**
     * @param used takes note of the orders that are kept up
     * @param current how a row is shown now
     * @param mine of the rows that the past tells of, those that stood here
     */
    Shelf(Past past, Set<Sorting> used, Function<Row, Optional<Look>> current, Predicate<Row> mine) {
        this.past = past;
        this.used = used;
        this.current = current;
        this.mine = mine;
        sorted.put(Sorting.CREATED, new ArrayList<>(1));
    }

    /** A list in the order of creation as a shelf; a list that is none gets sorted once, so it should be short. */
    public static Shelf of(List<? extends Row> rows) {
        if (rows instanceof Shelf shelf) {
            return shelf;
        }
        Shelf shelf = new Shelf(new Past(), EnumSet.noneOf(Sorting.class), _ -> Optional.empty(), _ -> false);
        rows.forEach(row -> shelf.put(Look.of(row)));
        return shelf;
    }

    /**
     * As a list shows them.
     *
     * @param shuffle tells one changing order from the next
     */
    public List<Row> in(Order order, long shuffle) {
        return switch (order) {
            case NEWEST -> in(Sorting.CREATED).reversed();
            case OLDEST -> in(Sorting.CREATED);
            case UPDATED_FIRST -> in(Sorting.UPDATED).reversed();
            case UNSORTED -> in(Sorting.ARBITRARY);
            case CHANGING -> Shuffled.of(in(Sorting.CREATED), shuffle);
        };
    }

    @Override
    public Row get(int index) {
        return in(Sorting.CREATED).get(index);
    }

    @Override
    public int size() {
        return in(Sorting.CREATED).size();
    }

    Stream<Look> looks() {
        return sorted.getOrDefault(Sorting.CREATED, List.of()).stream().map(slot -> Look.of(slot.row()));
    }

    boolean holds(Look look) {
        List<Slot> slots = sorted.getOrDefault(Sorting.CREATED, List.of());
        return Collections.binarySearch(slots, Sorting.CREATED.slot(look)) >= 0;
    }

    void put(Look look) {
        sorted.forEach((sorting, slots) -> insert(slots, sorting.slot(look)));
    }

    /** After a row has changed; most orders do not move by that. */
    void move(Look before, Look after) {
        sorted.forEach((sorting, slots) -> {
            Slot from = sorting.slot(before);
            Slot to = sorting.slot(after);
            if (from.key() != to.key()) {
                slots.remove(Collections.binarySearch(slots, from));
                insert(slots, to);
            }
        });
    }

    void take(Look look) {
        sorted.forEach((sorting, slots) -> slots.remove(Collections.binarySearch(slots, sorting.slot(look))));
    }

    private List<Row> in(Sorting sorting) {
        used.add(sorting);
        List<Slot> now = sorted.computeIfAbsent(sorting, this::sort);
        if (past.seen().isEmpty()) {
            return new Rows(now);
        }
        int[] changed = past.seen().values().stream()
                .flatMap(former -> current.apply(former.owner()).stream())
                .mapToInt(look -> Collections.binarySearch(now, sorting.slot(look)))
                .filter(place -> place >= 0)
                .sorted()
                .toArray();
        List<Slot> before = past.seen().values().stream()
                .filter(former -> mine.test(former.owner()))
                .flatMap(former -> former.look().stream())
                .map(sorting::slot)
                .toList();
        return FormerRows.of(now, changed, before);
    }

    private List<Slot> sort(Sorting sorting) {
        List<Slot> slots = new ArrayList<>();
        for (Slot slot : sorted.getOrDefault(Sorting.CREATED, List.of())) {
            slots.add(sorting.slot(Look.of(slot.row())));
        }
        slots.sort(null);
        return slots;
    }

    private static void insert(List<Slot> slots, Slot slot) {
        if (slots.isEmpty() || slots.getLast().compareTo(slot) < 0) {
            slots.add(slot);
        } else {
            slots.add(-1 - Collections.binarySearch(slots, slot), slot);
        }
    }

    private static final class Rows extends AbstractList<Row> {
        private final List<Slot> slots;

        Rows(List<Slot> slots) {
            this.slots = slots;
        }

        @Override
        public Row get(int index) {
            return slots.get(index).row();
        }

        @Override
        public int size() {
            return slots.size();
        }
    }
}
