package dev.tidemark.sandbox.shelf;

import dev.tidemark.sandbox.row.Row;

/** A row's place in an order; among equal keys the later id stands first, so that a page reads the same each time. */
record Slot(long key, String id, Row row) implements Comparable<Slot> {
    @Override
    public int compareTo(Slot other) {
        int byKey = Long.compare(key, other.key);
        return byKey != 0 ? byKey : other.id.compareTo(id);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Slot slot && compareTo(slot) == 0;
    }

    @Override
    public int hashCode() {
        return id.hashCode();
    }
}
