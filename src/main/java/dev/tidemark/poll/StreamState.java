package dev.tidemark.poll;

import dev.tidemark.change.HighWaterMark;
import dev.tidemark.change.StreamName;
import java.time.Instant;
import java.util.Optional;

/**
 * How far a stream of an account is known.
 *
 * @param cutoff when it was first looked at: rows from before are history
 * @param walkedAt when the last whole walk began
 * @param dueAt when the next walk is due
 * @param problem why the last walk did not end well; empty when it did
 */
public record StreamState(
        String account,
        StreamName stream,
        Phase phase,
        Instant cutoff,
        HighWaterMark mark,
        Optional<Instant> walkedAt,
        Instant dueAt,
        Optional<String> problem) {

    /** {@code LEARNING}: the first walk has not reached the end of the list yet. */
    public enum Phase {
        LEARNING,
        LIVE
    }

    StreamState marked(HighWaterMark seen) {
        return new StreamState(account, stream, phase, cutoff, mark.max(seen), walkedAt, dueAt, problem);
    }

    StreamState walked(Instant began, Instant nextDue) {
        return new StreamState(
                account, stream, Phase.LIVE, cutoff, mark, Optional.of(began), nextDue, Optional.empty());
    }

    StreamState failed(String reason, Instant nextDue) {
        return new StreamState(account, stream, phase, cutoff, mark, walkedAt, nextDue, Optional.of(reason));
    }
}
