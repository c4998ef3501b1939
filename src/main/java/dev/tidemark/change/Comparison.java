package dev.tidemark.change;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.NullNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
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
 * @param isStale an older copy, as a lagging replica serves: it changes nothing
 */
record Comparison(Map<String, FromTo> change, boolean isStale) {
    static Comparison of(RowState known, Row row, List<String> names, Instant now) {
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
        return new Comparison(change, stale(new View(row.id(), before), row, now));
    }

    /** Older by its own date; or of the same date with less watched than is known. */
    private static boolean stale(Row before, Row row, Instant now) {
        // A date from the future would make every later copy look old.
        Optional<Instant> known = before.updatedAt().filter(date -> !date.isAfter(now));
        Optional<Instant> seen = row.updatedAt();
        if (known.isEmpty() || seen.isEmpty()) {
            return false;
        }
        return seen.get().isBefore(known.get()) || (seen.equals(known) && percentage(row) < percentage(before));
    }

    private static int percentage(Row row) {
        return row.integer("percentage").orElse(-1);
    }

    private static JsonNode value(ObjectNode fields, String name) {
        JsonNode value = fields.path(name);
        return value.isMissingNode() ? NullNode.getInstance() : value;
    }
}
