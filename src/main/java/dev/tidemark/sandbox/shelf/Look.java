package dev.tidemark.sandbox.shelf;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tidemark.sandbox.row.Row;
import java.time.Instant;

/**
 * A row as lists show it at a moment, and by which times they place it: kept apart from the row, whose own times move
 * while the lists still hold it under the old ones.
 */
record Look(Row row, Instant created, Instant updated) {
    static Look of(Row row) {
        return new Look(row, row.createdAt(), row.updatedAt());
    }

    /** The same for good, whatever becomes of the row. */
    Look frozen() {
        return new Look(new Frozen(row.id(), created, updated, row.json()), created, updated);
    }

    /** A deleted row that stayed: nothing of it is left but id and times. */
    Look nulled(Instant at) {
        ObjectNode json = row.json();
        ObjectNode kept = json.deepCopy();
        json.fieldNames().forEachRemaining(kept::putNull);
        kept.set("id", json.get("id"));
        kept.set("created_at", json.get("created_at"));
        return new Look(new Frozen(row.id(), created, at, kept), created, at);
    }

    private record Frozen(String id, Instant createdAt, Instant updatedAt, ObjectNode still) implements Row {
        @Override
        public ObjectNode json() {
            return still.deepCopy();
        }
    }
}
