package dev.tidemark.api.progress;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.time.Instant;
import java.util.Map;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** How far a kind of rows is known. */
record StreamShown(
        String stream,

        @Schema(description = "learning during the first walk over all of them, then live")
        String phase,

        @Schema(
                description =
                        "how Mindstamp's list is sorted, found out from its pages: updated-first, newest,"
                                + " oldest, arbitrary (always the same), unordered (another one each time); null until it is known")
        @Nullable
        String order,

        @JsonProperty("order_since") Instant orderSince,

        @Schema(description = "pages that agreed with it") @JsonProperty("order_pages")
        long orderPages,

        @Schema(description = "when and why the order was judged otherwise") @JsonProperty("order_note") @Nullable
        String orderNote,

        @Schema(description = "the list ignores limit and offset") @JsonProperty("comes_whole")
        boolean comesWhole,

        @Schema(description = "date of the newest row that is stored; all before are known")
        @JsonProperty("high_water_mark")
        @Nullable
        String highWaterMark,

        Rows rows,

        @Schema(description = "when the last walk of the newest rows began") @JsonProperty("walked_at") @Nullable
        Instant walkedAt,

        SweepShown sweep,

        @Schema(
                description = "since when the row under way that waits longest is due for another look, as of"
                        + " rows.counted_at; null when none was due")
        @JsonProperty("active_due_since")
        @Nullable
        Instant activeDueSince,

        @Schema(description = "Mindstamp's own count beside the rows known then; null where it gives none") @Nullable
        Completeness completeness,

        @Schema(description = "age of the newest row, in seconds") @Nullable
        Long freshness,

        @Schema(description = "calls made for it in the last hour, by what for; at most a minute behind")
        @JsonProperty("calls_last_hour")
        Map<String, Integer> callsLastHour,

        @Schema(description = "rows that cannot be read; see /accounts/{id}/poison")
        int poison,

        @Schema(description = "not asked before") @JsonProperty("due_at")
        Instant dueAt,

        @Nullable String problem) {

    /**
     * At most a minute old.
     *
     * @param open may change soon
     * @param suspect missing where they should have been
     */
    record Rows(
            long known,
            long open,
            long suspect,
            @JsonProperty("counted_at") Instant countedAt) {}

    /**
     * Compared after a whole round; the least difference of up to three looks counts. Rows that cannot be read are counted
     * and not known.
     *
     * @param gap counted less known, after this round and the one before, whichever is less; null while the two never
     *     agreed on two different counts, since what is counted is not documented
     */
    record Completeness(
            long counted,
            long known,
            @Nullable Long gap,
            @JsonProperty("compared_at") Instant comparedAt) {}

    /**
     * The walk round the whole list.
     *
     * @param beganAt null between two rounds
     * @param position date of the last row read
     * @param lastWholeAt when the last round that came to its end began
     */
    record SweepShown(
            @JsonProperty("began_at") @Nullable Instant beganAt,
            int pages,
            @Nullable String position,
            @JsonProperty("last_whole_at") @Nullable Instant lastWholeAt) {}
}
