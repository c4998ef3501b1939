package dev.tidemark.sandbox.shelf;

import dev.tidemark.sandbox.row.Row;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

/** The rows of a table by one of their properties: the views of a video, say. */
public final class Facet<R extends Row> {
    private final Map<String, Shelf> shelves = new HashMap<>();
    private final Past past;
    private final Set<Sorting> used;
    private final Function<Row, Optional<Look>> current;
    private final Function<? super R, List<String>> keys;

    Facet(Past past, Set<Sorting> used, Function<Row, Optional<Look>> current, Function<? super R, List<String>> keys) {
        this.past = past;
        this.used = used;
        this.current = current;
        this.keys = keys;
    }

    /** In the order of creation, and in the others as well. */
    public Shelf rows(String value) {
        return Optional.ofNullable(shelves.get(value)).orElseGet(() -> Shelf.of(List.of()));
    }

    /** A row of no table that stands here for good. */
    public void stand(String value, Row row) {
        shelf(value).put(Look.of(row));
    }

    /** What belongs to the other value belongs to this one, too, from now on; the rows' own keys say so as well. */
    public void join(String value, String other) {
        Shelf joining = shelf(value);
        rows(other).looks().filter(look -> !joining.holds(look)).toList().forEach(joining::put);
    }

    List<String> keys(R row) {
        return keys.apply(row);
    }

    void put(R owner, Look look) {
        keys(owner).forEach(value -> shelf(value).put(look));
    }

    void take(List<String> values, Look look) {
        values.forEach(value -> shelf(value).take(look));
    }

    void move(R owner, Look from, Look to) {
        keys(owner).forEach(value -> shelf(value).move(from, to));
    }

    /** What the past tells of came from the same table. */
    @SuppressWarnings("unchecked")
    private Shelf shelf(String value) {
        return shelves.computeIfAbsent(
                value,
                _ -> new Shelf(past, used, current, owner -> keys((R) owner).contains(value)));
    }
}
