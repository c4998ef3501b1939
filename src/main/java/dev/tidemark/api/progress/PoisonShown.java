package dev.tidemark.api.progress;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.annotation.JsonProperty;
import dev.tidemark.poll.store.PoisonStore;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A row that cannot be processed.
 *
 * @param id null where it has none that can be used
 * @param raw JSON as it came, as text
 * @param cut it was longer
 * @param times how often it came
 */
record PoisonShown(
        String stream,
        @Nullable String id,
        String reason,
        String raw,
        boolean cut,
        int times,
        @JsonProperty("first_at") Instant firstAt,
        @JsonProperty("last_at") Instant lastAt) {

    static PoisonShown of(PoisonStore.Kept row) {
        return new PoisonShown(
                row.stream(),
                row.rowId(),
                row.reason(),
                new String(row.raw(), UTF_8),
                row.cut(),
                row.times(),
                row.firstAt(),
                row.lastAt());
    }
}
