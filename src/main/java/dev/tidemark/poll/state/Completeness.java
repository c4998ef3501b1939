package dev.tidemark.poll.state;

import java.time.Instant;
import java.util.Optional;

/**
 * The source's own count of a stream's rows, held against the rows known of it (detection.md B5). What the source counts
 * is not documented: until the two agreed once, a difference says nothing.
 *
 * @param at when they were last compared; empty when they never were
 * @param counted rows as the source counts them
 * @param known rows known then that are not gone
 * @param agreedAt when the source first counted what was known
 */
public record Completeness(Optional<Instant> at, long counted, long known, Optional<Instant> agreedAt) {
    public static final Completeness NONE = new Completeness(Optional.empty(), 0, 0, Optional.empty());

    public Completeness compared(long countedNow, long knownNow, Instant now) {
        // That nothing is counted where nothing is known does not show what is counted.
        boolean agrees = countedNow == knownNow && countedNow > 0;
        return new Completeness(
                Optional.of(now),
                countedNow,
                knownNow,
                agreedAt.or(() -> Optional.of(now).filter(_ -> agrees)));
    }

    /** How many more the source counts than are known; negative when more are known. */
    public long difference() {
        return counted - known;
    }

    /** How many rows seem not to be known, or negative, to be known though they are gone; empty when nothing can be said. */
    public Optional<Long> gap() {
        boolean comparable = at.isPresent() && (agreedAt.isPresent() || difference() == 0);
        return comparable ? Optional.of(difference()) : Optional.empty();
    }
}
