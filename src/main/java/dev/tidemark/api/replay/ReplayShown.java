package dev.tidemark.api.replay;

import com.fasterxml.jackson.annotation.JsonProperty;
import dev.tidemark.callback.replay.Replay;
import dev.tidemark.event.EventType;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A replay as the API shows it.
 *
 * @param state running, done or cancelled
 * @param count deliveries that were counted when it began
 * @param made deliveries so far
 */
record ReplayShown(
        String id,
        String subscription,
        @Nullable Instant from,
        @Nullable Instant to,
        List<String> types,
        String status,
        String state,
        long count,
        long made,
        @JsonProperty("created_at") Instant createdAt,
        @JsonProperty("ended_at") @Nullable Instant endedAt) {

    static ReplayShown of(Replay replay) {
        return new ReplayShown(
                replay.id(),
                replay.subscription(),
                replay.range().from().orElse(null),
                replay.range().to().orElse(null),
                replay.range().types().stream().map(EventType::shortName).toList(),
                replay.range().status().text(),
                replay.state().text(),
                replay.planned(),
                replay.made(),
                replay.createdAt(),
                replay.endedAt().orElse(null));
    }
}
