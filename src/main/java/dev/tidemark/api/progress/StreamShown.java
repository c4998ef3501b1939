package dev.tidemark.api.progress;

import com.fasterxml.jackson.annotation.JsonProperty;
import dev.tidemark.mindstamp.budget.CallClass;
import dev.tidemark.poll.list.Certificate;
import dev.tidemark.poll.progress.RoundProgress;
import dev.tidemark.poll.progress.RoundProgress.Basis;
import dev.tidemark.poll.progress.StreamProgress;
import dev.tidemark.poll.state.RowStates;
import dev.tidemark.poll.state.StreamState;
import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
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
            @JsonProperty("counted_at") Instant countedAt) {

        private static Rows of(StreamProgress progress) {
            RowStates.Counts rows = progress.rows();
            return new Rows(rows.known(), rows.open(), rows.suspect(), progress.countedAt());
        }
    }

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
            @JsonProperty("compared_at") Instant comparedAt) {

        private static Completeness of(StreamState state, Instant at) {
            return new Completeness(
                    state.completeness().counted(),
                    state.completeness().known(),
                    state.completeness().gap().orElse(null),
                    at);
        }
    }

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

            @Schema(description = "about as many rows as it will read; null where nobody knows")
            @JsonProperty("rows_expected")
            @Nullable
            Long rowsExpected,

            @Schema(description = "about so long until it comes round; null where nobody can tell")
            @JsonProperty("seconds_left")
            @Nullable
            Long secondsLeft,

            @JsonProperty("last_whole_at") @Nullable Instant lastWholeAt) {

        private static SweepShown of(StreamProgress progress) {
            StreamState state = progress.state();
            Optional<RoundProgress> round = progress.round();
            Optional<Long> left = round.map(RoundProgress::left).flatMap(ahead -> switch (ahead) {
                case RoundProgress.About(Duration time, long _, Basis _) -> Optional.of(time.toSeconds());
                case RoundProgress.Unknown _ -> Optional.empty();
            });
            return new SweepShown(
                    state.sweep().beganAt().orElse(null),
                    state.sweep().pages(),
                    text(state.certificate().order().key(state.sweep().cursor().keys())),
                    round.flatMap(RoundProgress::total).orElse(null),
                    left.orElse(null),
                    state.sweptAt().orElse(null));
        }
    }

    static StreamShown of(StreamProgress progress, Instant now) {
        StreamState state = progress.state();
        Certificate certificate = state.certificate();
        return new StreamShown(
                state.stream().text(),
                state.phase().name().toLowerCase(Locale.ROOT),
                certificate.isKnown() ? certificate.order().text() : null,
                certificate.since(),
                certificate.pages(),
                certificate.note().orElse(null),
                certificate.whole(),
                text(state.markKey().isEmpty() ? state.mark().created() : state.markKey()),
                Rows.of(progress),
                state.walkedAt().orElse(null),
                SweepShown.of(progress),
                progress.activeDueSince().orElse(null),
                state.completeness().at().map(at -> Completeness.of(state, at)).orElse(null),
                progress.freshness(now).map(Duration::toSeconds).orElse(null),
                CallsShown.words(progress.callsLastHour(), CallClass.CALLERS),
                progress.poison(),
                state.dueAt(),
                state.problem().orElse(null));
    }

    private static @Nullable String text(String key) {
        return key.isEmpty() ? null : key;
    }
}
