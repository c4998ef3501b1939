package dev.tidemark.change;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What a detector knows besides the row and its known state.
 *
 * @param learning the first round of a stream is not over: rows from before {@code cutoff} are history
 * @param cutoff when the account was first looked at
 * @param rules of videos that have none of their own
 * @param rulesByVideo by the video's token or id
 * @param coverage since when a row not known before cannot have been there
 * @param askedAt when the page was asked for: its rows are as they were then, or later
 * @param now when it had come: its rows are as they were then, or earlier
 * @param sourceNow the same by the source's clock
 */
public record Observation(
        String account,
        boolean learning,
        Instant cutoff,
        FirstWalk firstWalk,
        ViewRules rules,
        Map<String, ViewRules> rulesByVideo,
        Coverage coverage,
        Instant askedAt,
        Instant now,
        Instant sourceNow) {

    /** What history becomes: known silently, or events with {@code backfill: true}. */
    public enum FirstWalk {
        BASELINE,
        EMIT
    }

    /**
     * @param completedAt percentage at which a view counts as completed
     * @param milestones percentages that give ViewProgressed; those above {@code completedAt} give none
     * @param quietAfter no change for this long: the view has ended
     */
    public record ViewRules(int completedAt, List<Integer> milestones, Duration quietAfter) {
        public ViewRules {
            milestones = milestones.stream().sorted().distinct().toList();
        }
    }

    /** The same while a list is being learned, or when it is not. */
    public Observation learning(boolean is) {
        return new Observation(account, is, cutoff, firstWalk, rules, rulesByVideo, coverage, askedAt, now, sourceNow);
    }

    /** Everything is history, told as such; of when it was not there nothing is known. */
    public Observation ofHistory() {
        return new Observation(
                account,
                true,
                Instant.MAX,
                FirstWalk.EMIT,
                rules,
                rulesByVideo,
                Coverage.NONE,
                askedAt,
                now,
                sourceNow);
    }

    /** Whether a row never seen before is history: created before the cutoff, or of unknown age in the first round. */
    public boolean isHistory(Optional<Instant> createdAt) {
        return createdAt.map(created -> created.isBefore(cutoff)).orElse(learning);
    }

    /** Whether a row never seen before is learned without telling anybody. */
    public boolean isSilent(Optional<Instant> createdAt) {
        return firstWalk == FirstWalk.BASELINE && isHistory(createdAt);
    }
}
