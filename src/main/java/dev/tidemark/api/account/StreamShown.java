package dev.tidemark.api.account;

import com.fasterxml.jackson.annotation.JsonProperty;
import dev.tidemark.poll.state.StreamState;
import java.time.Instant;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * How far a kind of rows is known.
 *
 * @param phase {@code learning} during the first walk, then {@code live}
 * @param highWaterMark creation time of the newest row that is stored
 * @param walkedAt when the last whole walk began
 */
record StreamShown(
        String stream,
        String phase,
        @JsonProperty("high_water_mark") @Nullable String highWaterMark,
        @JsonProperty("walked_at") @Nullable Instant walkedAt,
        @JsonProperty("due_at") Instant dueAt,
        @Nullable String problem) {

    static StreamShown of(StreamState state) {
        String mark = state.mark().created();
        return new StreamShown(
                state.stream().text(),
                state.phase().name().toLowerCase(Locale.ROOT),
                mark.isEmpty() ? null : mark,
                state.walkedAt().orElse(null),
                state.dueAt(),
                state.problem().orElse(null));
    }
}
