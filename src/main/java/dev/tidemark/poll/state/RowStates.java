package dev.tidemark.poll.state;

import dev.tidemark.change.ChangeDetector;
import dev.tidemark.change.ChangeSet;
import dev.tidemark.change.Fact;
import dev.tidemark.change.Observation;
import dev.tidemark.change.Questions;
import dev.tidemark.change.Related;
import dev.tidemark.change.RowState;
import dev.tidemark.change.StreamName;
import dev.tidemark.mindstamp.row.Row;
import dev.tidemark.poll.list.ListOrder;
import dev.tidemark.poll.list.Span;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The last known form of each row, and what was told once and for all. Writing methods belong to the caller's
 * transaction, reading ones too where there is one. Rows that are {@code GONE} are known by id, and nowhere else.
 */
public interface RowStates {
    /** A stream of an account. */
    record Of(String account, StreamName stream) {}

    /** A row that may still change soon. */
    record Open(String rowId, String key, Instant changedAt, Instant seenAt) {
        private static final Duration SOONEST = Duration.ofSeconds(20);
        private static final Duration LATEST = Duration.ofMinutes(30);

        /**
         * When it wants another look. Half as long again as it has not changed, so that a row costs few looks; and once when
         * it will have been quiet for long enough to have ended. What jumps to the head when it changes needs only that.
         */
        public Instant dueAt(ListOrder order, Duration quietAfter) {
            Instant quiet = changedAt.plus(quietAfter);
            if (order.isByUpdate()) {
                return quiet.isAfter(seenAt) ? quiet : seenAt.plus(SOONEST);
            }
            Duration half = Duration.between(changedAt, seenAt).dividedBy(2);
            Duration wait = half.compareTo(SOONEST) < 0 ? SOONEST : half.compareTo(LATEST) > 0 ? LATEST : half;
            Instant due = seenAt.plus(wait);
            return quiet.isAfter(seenAt) && quiet.isBefore(due) ? quiet : due;
        }
    }

    /** A row that a page should have held and did not. */
    record Suspect(String rowId, Instant since) {}

    /**
     * Not more rows of a stream are missing from its list at a time, so that a list that comes empty is no work without
     * end: to make sure of so many takes a day of calls. Those beyond are found missing later.
     */
    int MOST_SUSPECT = 10_000;

    /** How long a row that its list does not show is not suspect again: a quarter of an hour, then doubling to a day. */
    static Duration unlistedFor(int times) {
        return Duration.ofMinutes(Math.min(24 * 60L, 15L << Math.min(times, 10)));
    }

    /** How many rows are known, how many of them may change soon, how many are missing. */
    record Counts(long known, long open, long suspect) {}

    /** In one query, whatever their phase. */
    Map<String, RowState> known(Of stream, Collection<String> rowIds);

    /** What the detection of a page needs besides. */
    Related related(String account, Questions questions);

    /** Stores what a page gave; rows only seen again are no longer suspect or doubted. */
    void store(Of stream, ChangeSet changes, Instant seenAt);

    void learn(String account, Collection<Fact> facts);

    /**
     * Rows inside the span that are not among these are suspect from now on, if they are not already and are not more
     * than can be.
     */
    int missing(Of stream, Span span, Collection<String> rowIds, Instant now);

    /** Rows not seen since are suspect from now on, if they are not more than can be. */
    int missingSince(Of stream, Instant since, Instant now);

    /**
     * These rows are suspect from now on, if they are not gone.
     *
     * @return how many were not suspect before
     */
    int suspect(Of stream, Collection<String> rowIds, Instant now);

    /** The row is there, though its list did not show it: not suspect again for some time, or until the list shows it. */
    void unlisted(Of stream, String rowId, Instant now);

    /** The longest suspect, oldest suspicion first. */
    List<Suspect> suspects(Of stream, int most);

    /** Open rows that are not missing, the longest unseen first. */
    List<Open> open(Of stream, ListOrder order, int most);

    /** Whether more rows than so many are newer than a key in a list of that order; does not count the others. */
    boolean isOlder(Of stream, ListOrder order, String key, int rows);

    /** How many rows stand before a key in a list of that order. */
    long rank(Of stream, ListOrder order, String key);

    /** How many rows of the stream belong to an owner. */
    int countOf(Of stream, String owner);

    /** Rows of the stream that belong to an owner and are not gone. */
    List<RowState> ofOwner(Of stream, String owner);

    /** The next rows by id, for going round all of them. */
    List<RowState> after(Of stream, String rowId, int most);

    Counts counts(Of stream);

    /** What a page of rows gives, compared with what is known of them. */
    default <R extends Row> ChangeSet changes(
            ChangeDetector<R> detector, List<R> found, Map<String, RowState> known, Observation observation) {
        ChangeSet.Draft<R> draft = ChangeSet.draft(detector, found, known, observation);
        return draft.changes(related(observation.account(), draft.questions()));
    }

    /** What is known of the row's fields, for events about what belongs to it. */
    default Optional<RowState> one(Of stream, String rowId) {
        return Optional.ofNullable(known(stream, List.of(rowId)).get(rowId));
    }
}
