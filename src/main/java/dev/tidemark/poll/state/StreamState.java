package dev.tidemark.poll.state;

import dev.tidemark.change.RowKeys;
import dev.tidemark.change.StreamName;
import dev.tidemark.mindstamp.page.Page;
import dev.tidemark.mindstamp.row.Row;
import dev.tidemark.poll.list.Certificate;
import java.time.Instant;
import java.util.Optional;
import java.util.function.Consumer;

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
 * @param hiddenAt when its list last showed elements in whose places there may be rows that could not be seen
 * @param completeness the source's own count of its rows beside those known
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
        Optional<Instant> hiddenAt,
        Completeness completeness,
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
                Optional.empty(),
                Completeness.NONE,
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
        return with(draft -> draft.cutoff = sourceCutoff);
    }

    public StreamState certified(Certificate seen) {
        return with(draft -> draft.certificate = seen);
    }

    /** A walk of the newest rows is over: everything from that key on was seen. */
    public StreamState walked(Instant began, String fromKey, RowKeys newest) {
        return with(draft -> {
            draft.mark = new RowKeys(max(mark.created(), newest.created()), max(mark.updated(), newest.updated()));
            draft.walkedAt = Optional.of(began);
            draft.walkedFrom = fromKey;
            draft.problem = Optional.empty();
        });
    }

    public StreamState swept(Sweep further) {
        return with(draft -> draft.sweep = further);
    }

    /** The sweep came round: the list is learned. */
    public StreamState sweptWhole(Instant now) {
        return with(draft -> {
            draft.phase = Phase.LIVE;
            draft.certificate = certificate.sweepEnds(now);
            draft.sweep = Sweep.NONE;
            draft.sweptAt = sweep.beganAt();
            draft.problem = Optional.empty();
        });
    }

    public StreamState failed(String reason, Instant nextDue) {
        return with(draft -> {
            draft.dueAt = nextDue;
            draft.problem = Optional.of(reason);
        });
    }

    public StreamState worked() {
        return with(draft -> draft.problem = Optional.empty());
    }

    /** What may be behind elements that say nothing, or cannot be read, was not seen. */
    public StreamState met(Page<? extends Row> page, Instant now) {
        boolean hides = page.dropped() > 0
                || !page.poison().isEmpty()
                || page.rows().stream().anyMatch(Row::isBlank);
        return hides ? with(draft -> draft.hiddenAt = Optional.of(now)) : this;
    }

    /** The source's count was held against the known rows. */
    public StreamState compared(Completeness found) {
        return with(draft -> draft.completeness = found);
    }

    /** The source says how many rows there are to learn. */
    public StreamState foreseen(long counted) {
        return compared(completeness.foreseen(counted));
    }

    /** So many known rows are missing from its list. */
    public StreamState lacking(int rows) {
        return rows > 0 ? certified(certificate.lacksRows()) : this;
    }

    public StreamState gave(int events, Instant now) {
        return with(draft -> draft.tempo = tempo.with(events, now));
    }

    private StreamState with(Consumer<Draft> change) {
        Draft draft = new Draft(this);
        change.accept(draft);
        return draft.state();
    }

    private static String max(String one, String other) {
        return one.compareTo(other) >= 0 ? one : other;
    }

    /** The next state in the making, so that a change names only what it changes. */
    private static final class Draft {
        private final StreamState before;
        private Phase phase;
        private Instant cutoff;
        private Certificate certificate;
        private RowKeys mark;
        private Optional<Instant> walkedAt;
        private String walkedFrom;
        private Sweep sweep;
        private Optional<Instant> sweptAt;
        private Instant dueAt;
        private Tempo tempo;
        private Optional<Instant> hiddenAt;
        private Completeness completeness;
        private Optional<String> problem;

        Draft(StreamState before) {
            this.before = before;
            phase = before.phase;
            cutoff = before.cutoff;
            certificate = before.certificate;
            mark = before.mark;
            walkedAt = before.walkedAt;
            walkedFrom = before.walkedFrom;
            sweep = before.sweep;
            sweptAt = before.sweptAt;
            dueAt = before.dueAt;
            tempo = before.tempo;
            hiddenAt = before.hiddenAt;
            completeness = before.completeness;
            problem = before.problem;
        }

        StreamState state() {
            return new StreamState(
                    before.account,
                    before.stream,
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
                    hiddenAt,
                    completeness,
                    problem);
        }
    }
}
