package dev.tidemark.change.detector;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.NullNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tidemark.change.RowState;
import dev.tidemark.event.RowFacts.FromTo;
import dev.tidemark.mindstamp.row.Row;
import dev.tidemark.mindstamp.row.View;
import dev.tidemark.platform.Json;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A row beside its last known form.
 *
 * @param before the last known form
 * @param change each field that counts and differs
 * @param age what the dates say of the copy
 * @param takesBack something is less than it was, or no longer there
 */
record Comparison(ObjectNode before, Map<String, FromTo> change, Age age, boolean takesBack) {
    /** {@code UNDATED}: the dates are the same, missing, or from the future; they do not tell. */
    enum Age {
        OLDER,
        NEWER,
        UNDATED
    }

    /** What only grows while somebody watches. */
    private static final List<String> GROWING =
            List.of("percentage", "elapsed", "watched", "furthest_point", "interaction_count");
    /** The source tells its time to the second. */
    private static final Duration ROUNDED = Duration.ofSeconds(1);

    static Comparison of(RowState known, Row row, Counting fields, Instant sourceNow) {
        ObjectNode before = Json.readObject(known.fields());
        ObjectNode after = row.withReadableDates();
        Map<String, FromTo> change = new LinkedHashMap<>();
        for (String name : fields.names(before, after)) {
            JsonNode from = value(before, name);
            JsonNode to = value(after, name);
            if (!from.equals(to) && !ContentHash.canonical(from).equals(ContentHash.canonical(to))) {
                change.put(name, new FromTo(from, to));
            }
        }
        // A view reads the fields of any row.
        View knownRow = new View(row.id(), before);
        return new Comparison(before, change, age(knownRow, row, sourceNow), takesBack(knownRow, row, change));
    }

    boolean changes(Iterable<String> names) {
        for (String name : names) {
            if (change.containsKey(name)) {
                return true;
            }
        }
        return false;
    }

    private static Age age(Row before, Row row, Instant sourceNow) {
        // A date from the future would make every later copy look old.
        Instant latest = sourceNow.plus(ROUNDED);
        Optional<Instant> known = before.updatedAt().filter(date -> !date.isAfter(latest));
        Optional<Instant> seen = row.updatedAt();
        if (known.isEmpty() || seen.isEmpty() || seen.equals(known)) {
            return Age.UNDATED;
        }
        return seen.get().isBefore(known.get()) ? Age.OLDER : Age.NEWER;
    }

    private static boolean takesBack(Row before, Row row, Map<String, FromTo> change) {
        return GROWING.stream().anyMatch(name -> number(row, name) < number(before, name))
                || change.entrySet().stream()
                        .anyMatch(field -> field.getValue().to().isNull()
                                && !field.getKey().equals(Counting.WRITTEN));
    }

    private static int number(Row row, String name) {
        return row.integer(name).orElse(-1);
    }

    private static JsonNode value(ObjectNode fields, String name) {
        JsonNode value = fields.path(name);
        return value.isMissingNode() ? NullNode.getInstance() : value;
    }
}
