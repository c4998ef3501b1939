package dev.tidemark.change.detector;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.NullNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tidemark.change.RowState;
import dev.tidemark.event.RowFacts.FromTo;
import dev.tidemark.mindstamp.row.Row;
import dev.tidemark.mindstamp.row.View;
import dev.tidemark.platform.Json;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A row beside its last known form.
 *
 * @param change each of the named fields that differs
 * @param age whether it is an older copy, as a lagging replica serves
 */
record Comparison(Map<String, FromTo> change, Age age) {
    /** {@code UNKNOWN}: its date does not tell, and it looks as if something had been taken back. */
    enum Age {
        OLDER,
        NEWER,
        UNKNOWN
    }

    /** What only grows while somebody watches. */
    private static final List<String> GROWING = List.of("percentage", "elapsed", "furthest_point", "interaction_count");

    static Comparison of(RowState known, Row row, List<String> names, Instant sourceNow) {
        ObjectNode before = Json.readObject(known.fields());
        ObjectNode after = row.withReadableDates();
        Map<String, FromTo> change = new LinkedHashMap<>();
        for (String name : names) {
            JsonNode from = value(before, name);
            JsonNode to = value(after, name);
            if (!ContentHash.canonical(from).equals(ContentHash.canonical(to))) {
                change.put(name, new FromTo(from, to));
            }
        }
        return new Comparison(change, age(new View(row.id(), before), row, change, sourceNow));
    }

    private static Age age(Row before, Row row, Map<String, FromTo> change, Instant sourceNow) {
        // A date from the future would make every later copy look old.
        Optional<Instant> known = before.updatedAt().filter(date -> !date.isAfter(sourceNow.plusSeconds(1)));
        Optional<Instant> seen = row.updatedAt();
        if (known.isPresent() && seen.isPresent() && !seen.equals(known)) {
            return seen.get().isBefore(known.get()) ? Age.OLDER : Age.NEWER;
        }
        return takesBack(before, row, change) ? Age.UNKNOWN : Age.NEWER;
    }

    private static boolean takesBack(Row before, Row row, Map<String, FromTo> change) {
        return GROWING.stream().anyMatch(name -> number(row, name) < number(before, name))
                || change.values().stream()
                        .anyMatch(
                                values -> values.to().isNull() && !values.from().isNull());
    }

    private static int number(Row row, String name) {
        return row.integer(name).orElse(-1);
    }

    private static JsonNode value(ObjectNode fields, String name) {
        JsonNode value = fields.path(name);
        return value.isMissingNode() ? NullNode.getInstance() : value;
    }
}
