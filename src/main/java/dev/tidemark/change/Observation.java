package dev.tidemark.change;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * What a detector knows besides the row and its known state.
 *
 * @param learning the first walk of a stream is not over: rows from before {@code cutoff} are history
 * @param cutoff when the account was first looked at
 * @param now when the page was read
 * @param walkedAt when the last whole walk began; rows not seen then came later
 */
public record Observation(
        String account,
        boolean learning,
        Instant cutoff,
        FirstWalk firstWalk,
        ViewRules rules,
        Optional<Instant> walkedAt,
        Instant now) {

    /** What history becomes: known silently, or events with {@code backfill: true}. */
    public enum FirstWalk {
        BASELINE,
        EMIT
    }

    /**
     * @param completedAt percentage at which a view counts as completed
     * @param milestones percentages that give ViewProgressed, ascending
     * @param quietAfter no change for this long: the view has ended
     */
    public record ViewRules(int completedAt, List<Integer> milestones, Duration quietAfter) {}

    /** Whether a row never seen before is history: created before the cutoff, or of unknown age in the first walk. */
    boolean isHistory(Optional<Instant> createdAt) {
        return createdAt.map(created -> created.isBefore(cutoff)).orElse(learning);
    }

    /** Whether a row never seen before is learned without telling anybody. */
    boolean isSilent(Optional<Instant> createdAt) {
        return firstWalk == FirstWalk.BASELINE && isHistory(createdAt);
    }
}
