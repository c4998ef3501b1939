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
 * @param dryRun it ends with the count
 * @param state counting, running, done or cancelled
 * @param count deliveries that were counted; so far, while it counts
 * @param made deliveries so far
 * @param skipped counted ones that were under way by something else, or not wanted any more, when their turn came
 * @param waitsFor why it makes no more at this moment; null when it goes on
 */
record ReplayShown(
        String id,
        String subscription,
        @Nullable Instant from,
        @Nullable Instant to,
        List<String> types,
        String status,
        boolean dryRun,
        String state,
        long count,
        long made,
        long skipped,
        @JsonProperty("waits_for") @Nullable String waitsFor,
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
                replay.isDryRun(),
                replay.state().text(),
                replay.planned(),
                replay.made(),
                replay.skipped(),
                replay.obstacle().map(Replay.Obstacle::text).orElse(null),
                replay.createdAt(),
                replay.endedAt().orElse(null));
    }
}
