package dev.tidemark.sandbox.shelf;

import dev.tidemark.sandbox.row.Row;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Rows as they truly are, and what of them is shown: not yet those that are hidden, deleted ones not at all or as nulls.
 * Whoever changes a row does it through here, so that every order and the past stay right. Not thread-safe.
 */
public final class Table<R extends Row> {
    private static final class Entry<R> {
        final R row;
        boolean hidden;

        @Nullable
        Look deleted;

        Entry(R row) {
            this.row = row;
        }
    }

    private final NavigableMap<String, Entry<R>> byId = new TreeMap<>();
    private final List<R> living = new ArrayList<>();
    private final List<Facet<R>> facets = new ArrayList<>();
    private final Past past = new Past();
    private final Set<Sorting> used = EnumSet.noneOf(Sorting.class);
    private final Facet<R> all = by(_ -> List.of(""));
    private boolean deletedStay;

    /** A row that shows at once. */
    public void add(R row) {
        addHidden(row);
        reveal(row.createdAt(), row);
    }

    public void addHidden(R row) {
        Entry<R> entry = new Entry<>(row);
        entry.hidden = true;
        byId.put(row.id(), entry);
        living.add(row);
    }

    /** What shows already, or was deleted meanwhile, stays as it is; false then. */
    public boolean reveal(Instant at, R row) {
        Entry<R> entry = entry(row);
        if (!entry.hidden || entry.deleted != null) {
            return false;
        }
        past.changes(at, row, Optional.empty());
        entry.hidden = false;
        put(entry);
        return true;
    }

    /** @param change changes the row, but neither another one nor where it belongs */
    public void change(Instant at, R row, Runnable change) {
        Optional<Look> before = look(entry(row));
        past.changes(at, row, before);
        change.run();
        if (used.contains(Sorting.UPDATED)) {
            before.ifPresent(from -> facets.forEach(facet -> facet.move(row, from, Look.of(row))));
        }
    }

    /** @param change changes the row and where it belongs, but no other row */
    public void moveTo(Instant at, R row, Runnable change) {
        Entry<R> entry = entry(row);
        past.changes(at, row, look(entry));
        take(entry);
        change.run();
        put(entry);
    }

    public void delete(Instant at, R row) {
        Entry<R> entry = entry(row);
        past.changes(at, row, look(entry));
        take(entry);
        living.remove(row);
        entry.deleted = Look.of(row).nulled(at);
        put(entry);
    }

    /** Whether deleted rows stay with nulls. */
    public void deletedStay(boolean stay) {
        List<Entry<R>> deleted =
                byId.values().stream().filter(entry -> entry.deleted != null).toList();
        deleted.forEach(this::take);
        deletedStay = stay;
        deleted.forEach(this::put);
    }

    /** The true row. */
    public Optional<R> find(String id) {
        return Optional.ofNullable(byId.get(id))
                .filter(entry -> entry.deleted == null)
                .map(entry -> entry.row);
    }

    /** What is to be seen under that id. */
    public Optional<Row> shown(String id) {
        Past.Former former = past.seen().get(id);
        return former == null
                ? Optional.ofNullable(byId.get(id)).flatMap(this::look).map(Look::row)
                : former.look().map(Look::row);
    }

    /** What is to be seen, in the order of creation. */
    public Shelf rows() {
        return all.rows("");
    }

    /** The shown rows by a property; kept up from then on. */
    public Facet<R> by(Function<? super R, List<String>> keys) {
        Facet<R> facet = new Facet<>(
                past, used, owner -> Optional.ofNullable(byId.get(owner.id())).flatMap(this::look), keys);
        byId.values().forEach(entry -> look(entry).ifPresent(look -> facet.put(entry.row, look)));
        facets.add(facet);
        return facet;
    }

    /** The true rows, in the order in which they came. */
    public List<R> living() {
        return living;
    }

    /** How many rows there ever were. */
    public int created() {
        return byId.size();
    }

    /** The true rows by id, after the given one. */
    public List<R> after(String id, int limit) {
        return byId.tailMap(id, false).values().stream()
                .filter(entry -> entry.deleted == null)
                .limit(limit)
                .map(entry -> entry.row)
                .toList();
    }

    /** Whether it is remembered how rows looked during the last minute. */
    public void keepPast(boolean wanted) {
        past.keep(wanted);
    }

    /** Until {@link #lookAtNow}, what is to be seen is what was to be seen then. */
    public void lookBackTo(Instant then) {
        past.lookBackTo(then);
    }

    public void lookAtNow() {
        past.lookAtNow();
    }

    private Entry<R> entry(R row) {
        return Optional.ofNullable(byId.get(row.id())).orElseThrow();
    }

    private Optional<Look> look(Entry<R> entry) {
        if (entry.hidden) {
            return Optional.empty();
        }
        Look deleted = entry.deleted;
        return deleted == null
                ? Optional.of(Look.of(entry.row))
                : Optional.of(deleted).filter(_ -> deletedStay);
    }

    private void put(Entry<R> entry) {
        look(entry).ifPresent(look -> facets.forEach(facet -> facet.put(entry.row, look)));
    }

    private void take(Entry<R> entry) {
        look(entry).ifPresent(look -> facets.forEach(facet -> facet.take(facet.keys(entry.row), look)));
    }
}
