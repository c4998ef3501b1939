package dev.tidemark.sandbox.world;

import dev.tidemark.sandbox.sitting.Sitting;
import dev.tidemark.sandbox.sitting.Sitting.Act;
import java.util.Comparator;
import java.util.List;
import java.util.PriorityQueue;

/** What viewers are going to do next, in milliseconds of simulated time. */
final class Agenda {
    static final long NEVER = Long.MAX_VALUE;

    /** A step of a sitting and when it is due; {@code order} settles ties. */
    record Turn(long due, long order, View view, Sitting sitting, Act act) {
        boolean watching() {
            return !(act instanceof Act.Return);
        }
    }

    private final PriorityQueue<Turn> turns =
            new PriorityQueue<>(Comparator.comparingLong(Turn::due).thenComparingLong(Turn::order));
    private long order;

    void add(long due, View view, Sitting sitting, Act act) {
        turns.add(new Turn(due, order++, view, sitting, act));
    }

    /** {@link #NEVER} when nothing is. */
    long due() {
        Turn turn = turns.peek();
        return turn == null ? NEVER : turn.due();
    }

    Turn take() {
        return turns.remove();
    }

    void forget(View view) {
        turns.removeIf(turn -> turn.view() == view);
    }

    /** The views somebody is watching. */
    List<View> running() {
        return turns.stream().filter(Turn::watching).map(Turn::view).toList();
    }
}
