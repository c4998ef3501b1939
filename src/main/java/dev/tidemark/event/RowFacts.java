package dev.tidemark.event;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What the payloads about rows share.
 *
 * @param name what the row is called in the payload: {@code view}, {@code interaction}, {@code viewer}, {@code video},
 *     {@code group}, {@code series}, {@code plink}, {@code access_list}
 * @param row every field of the row by Mindstamp's names, dates as ISO 8601, unknown fields passed through
 * @param viewer who; null where the row is nobody's view or interaction
 * @param video which video; null where the row is no view or interaction of one
 * @param change each known field that differs from the state known before; empty for a row not seen before
 * @param unchangedAt when the row was last seen as it was before; null when it was never seen before
 * @param changedAt when the change was seen: it happened between the two
 * @param backfill true when history is told, not news
 */
public record RowFacts(
        String name,
        ObjectNode row,
        @Nullable Viewer viewer,
        @Nullable Video video,
        Map<String, FromTo> change,
        @Nullable Instant unchangedAt,
        Instant changedAt,
        boolean backfill) {
    public RowFacts {
        if ((name.equals("viewer") && viewer != null) || (name.equals("video") && video != null)) {
            throw new IllegalArgumentException("the row of a " + name + " tells of itself");
        }
    }

    public record Viewer(
            @Nullable String id,
            @Nullable String name,
            @Nullable String email,
            @Nullable String phone,
            @Nullable String customId) {}

    public record Video(
            @Nullable String id,
            @Nullable String token,
            @Nullable String title) {}

    public record FromTo(JsonNode from, JsonNode to) {}
}
