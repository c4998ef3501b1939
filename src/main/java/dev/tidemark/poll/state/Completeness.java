package dev.tidemark.poll.state;

import java.time.Instant;
import java.util.Optional;

/**
 * The source's own count of a stream's rows, held against the rows known of it (detection.md B5). What the source counts
 * is not documented: a difference says nothing until the two agreed, and not by chance, on two different counts.
 *
 * @param at when they were last compared; empty when they never were
 * @param counted rows as the source counts them; while a list is learned, as it did before
 * @param known rows known then that are not gone
 * @param before how much they differed the time before
 * @param agreedOn the first count on which they agreed; empty while they never did
 * @param comparable they agreed on another one as well
 */
public record Completeness(
        Optional<Instant> at, long counted, long known, long before, Optional<Long> agreedOn, boolean comparable) {
    public static final Completeness NONE = new Completeness(Optional.empty(), 0, 0, 0, Optional.empty(), false);

    public Completeness compared(long countedNow, long knownNow, Instant now) {
        boolean agrees = countedNow == knownNow;
        boolean once = agrees && agreedOn.filter(count -> count != countedNow).isPresent();
        return new Completeness(
                Optional.of(now),
                countedNow,
                knownNow,
                at.isEmpty() ? 0 : difference(),
                agreedOn.or(() -> Optional.of(countedNow).filter(_ -> agrees)),
                comparable || once);
    }

    /** The source's count before the list was walked for the first time: only what there is to do follows from it. */
    public Completeness foreseen(long countedNow) {
        return new Completeness(at, countedNow, known, before, agreedOn, comparable);
    }

    /** How many more the source counts than are known; negative when more are known. */
    public long difference() {
        return counted - known;
    }

    /**
     * How many rows seem not to be known, or negative, to be known though they are gone, after two comparisons with a
     * round between: what came or went meanwhile is in one of them only. Empty when nothing can be said.
     */
    public Optional<Long> gap() {
        if (at.isEmpty() || (!comparable && difference() != 0)) {
            return Optional.empty();
        }
        boolean sameSide = Long.signum(before) == Long.signum(difference());
        long least = Math.min(Math.abs(before), Math.abs(difference()));
        return Optional.of(sameSide ? Long.signum(before) * least : 0);
    }
}
