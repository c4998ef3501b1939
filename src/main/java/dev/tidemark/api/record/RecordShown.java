package dev.tidemark.api.record;

import com.fasterxml.jackson.annotation.JsonProperty;
import dev.tidemark.api.DeliveryResponse;
import dev.tidemark.api.RawJson;
import dev.tidemark.change.RowState;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * What is stored of a row.
 *
 * @param row its last known form; null where only its events are left
 */
record RecordShown(
        @Nullable Row row, List<Told> items, @Nullable String next) {
    /**
     * @param phase open, settled or gone (deleted at Mindstamp)
     * @param fields as Mindstamp sent it, dates as ISO 8601
     */
    record Row(
            RawJson fields,
            String phase,
            int revision,
            @JsonProperty("changed_at") Instant changedAt,
            @JsonProperty("seen_at") Instant seenAt) {
        static Row of(RowState state) {
            return new Row(
                    RawJson.of(state.fields()),
                    state.phase().name().toLowerCase(Locale.ROOT),
                    state.revision(),
                    state.changedAt(),
                    state.seenAt());
        }
    }

    /** An event and where it went. */
    record Told(RawJson event, List<DeliveryResponse> deliveries) {}
}
