package dev.tidemark.change.detector;

import dev.tidemark.mindstamp.row.View;
import dev.tidemark.platform.Json;
import java.time.Instant;

/** Rows of views, for tests. */
final class Views {
    private Views() {}

    /** The view {@code v1}, which began after the account was first looked at. */
    static View view(int percentage, Instant updatedAt) {
        return view("v1", percentage, Scene.CUTOFF.plusSeconds(30), updatedAt);
    }

    static View view(String id, int percentage, Instant createdAt, Instant updatedAt) {
        return new View(
                id,
                Json.object()
                        .put("id", id)
                        .put("percentage", percentage)
                        .put("created_at", createdAt.toString())
                        .put("updated_at", updatedAt.toString()));
    }

    /** The same with one more field. */
    static View with(View view, String field, String value) {
        View other = new View(view.id(), view.fields().deepCopy());
        other.fields().put(field, value);
        return other;
    }

    /** The same without a field. */
    static View without(View view, String field) {
        View other = new View(view.id(), view.fields().deepCopy());
        other.fields().remove(field);
        return other;
    }
}
