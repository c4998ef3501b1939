package dev.tidemark.poll.state;

import dev.tidemark.change.RowKeys;
import dev.tidemark.change.StreamName;
import dev.tidemark.poll.list.Certificate;
import java.time.Instant;
import java.util.Optional;

/**
 * How far a stream of an account is known.
 *
 * @param cutoff when it was first looked at, by the source's clock: rows from before are history
 * @param mark the high-water mark: the greatest keys of rows that are stored; never passes one that is not
 * @param walkedAt when the last walk of the newest rows that came to its end began
 * @param walkedFrom from which key on that walk saw everything
 * @param sweptAt when the last whole round of the sweep began
 * @param dueAt not asked before, after a list was refused, say
 * @param tempo events an hour that the stream gave lately
 * @param problem why the last call did not end well; empty when it did
 */
public record StreamState(
        String account,
        StreamName stream,
        Phase phase,
        Instant cutoff,
        Certificate certificate,
        RowKeys mark,
        Optional<Instant> walkedAt,
        String walkedFrom,
        Sweep sweep,
        Optional<Instant> sweptAt,
        Instant dueAt,
        Tempo tempo,
        Optional<String> problem) {

    /** {@code LEARNING}: the first round of the sweep has not reached the end of the list yet. */
    public enum Phase {
        LEARNING,
        LIVE
    }

    public static StreamState begin(String account, StreamName stream, Instant now) {
        return new StreamState(
                account,
                stream,
                Phase.LEARNING,
                now,
                Certificate.none(now),
                new RowKeys("", ""),
                Optional.empty(),
                "",
                Sweep.NONE,
                Optional.empty(),
                now,
                Tempo.none(now),
                Optional.empty());
    }

    /** The mark's key in the list's own order; empty text while there is none. */
    public String markKey() {
        return certificate.order().key(mark);
    }

    public boolean isLearning() {
        return phase == Phase.LEARNING;
    }

    /** The source's clock is so far from ours: history is what was before it was first looked at by the source's clock. */
    public StreamState cutoffAt(Instant sourceCutoff) {
        return new StreamState(
                account,
                stream,
                phase,
                sourceCutoff,
                certificate,
                mark,
                walkedAt,
                walkedFrom,
                sweep,
                sweptAt,
                dueAt,
                tempo,
                problem);
    }

    public StreamState certified(Certificate seen) {
        return new StreamState(
                account,
                stream,
                phase,
                cutoff,
                seen,
                mark,
                walkedAt,
                walkedFrom,
                sweep,
                sweptAt,
                dueAt,
                tempo,
                problem);
    }

    /** A walk of the newest rows is over: everything from that key on was seen. */
    public StreamState walked(Instant began, String fromKey, RowKeys newest) {
        RowKeys further = new RowKeys(max(mark.created(), newest.created()), max(mark.updated(), newest.updated()));
        return new StreamState(
                account,
                stream,
                phase,
                cutoff,
                certificate,
                further,
                Optional.of(began),
                fromKey,
                sweep,
                sweptAt,
                dueAt,
                tempo,
                Optional.empty());
    }

    public StreamState swept(Sweep further) {
        return new StreamState(
                account,
                stream,
                phase,
                cutoff,
                certificate,
                mark,
                walkedAt,
                walkedFrom,
                further,
                sweptAt,
                dueAt,
                tempo,
                problem);
    }

    /** The sweep came round: the list is learned. */
    public StreamState sweptWhole(Instant now) {
        return new StreamState(
                account,
                stream,
                Phase.LIVE,
                cutoff,
                certificate.sweepEnds(now),
                mark,
                walkedAt,
                walkedFrom,
                Sweep.NONE,
                sweep.beganAt(),
                dueAt,
                tempo,
                Optional.empty());
    }

    public StreamState failed(String reason, Instant nextDue) {
        return new StreamState(
                account,
                stream,
                phase,
                cutoff,
                certificate,
                mark,
                walkedAt,
                walkedFrom,
                sweep,
                sweptAt,
                nextDue,
                tempo,
                Optional.of(reason));
    }

    public StreamState worked() {
        return new StreamState(
                account,
                stream,
                phase,
                cutoff,
                certificate,
                mark,
                walkedAt,
                walkedFrom,
                sweep,
                sweptAt,
                dueAt,
                tempo,
                Optional.empty());
    }

    public StreamState gave(int events, Instant now) {
        return new StreamState(
                account,
                stream,
                phase,
                cutoff,
                certificate,
                mark,
                walkedAt,
                walkedFrom,
                sweep,
                sweptAt,
                dueAt,
                tempo.with(events, now),
                problem);
    }

    private static String max(String one, String other) {
        return one.compareTo(other) >= 0 ? one : other;
    }
}
