package dev.tidemark.poll.watch;

import dev.tidemark.change.ChangeDetector;
import dev.tidemark.change.Observation;
import dev.tidemark.change.RowState;
import dev.tidemark.mindstamp.row.Member;
import dev.tidemark.mindstamp.row.Row;
import dev.tidemark.platform.lease.Lease;
import dev.tidemark.poll.list.MemberWalk;
import dev.tidemark.poll.source.StreamKind;
import dev.tidemark.poll.state.Fence;
import dev.tidemark.poll.state.Journal;
import dev.tidemark.poll.state.RowStates;
import dev.tidemark.poll.state.StreamState;
import dev.tidemark.poll.state.StreamStates;
import java.time.Instant;
import java.util.List;
import java.util.function.Supplier;

/** Has each commit run as a unit of the test's own, where the container would run it in a transaction. */
public final class CommitsInUnits extends PageCommit {
    /** Runs the work of one commit. */
    @FunctionalInterface
    public interface Unit {
        <T> T run(Supplier<T> work);
    }

    private final Unit unit;

    /** @param fence is called inside the unit */
    public CommitsInUnits(Fence fence, RowStates rows, StreamStates streams, Journal journal, Unit unit) {
        super(fence, rows, streams, journal);
        this.unit = unit;
    }

    @Override
    <R extends Row> Stored page(Lease lease, ChangeDetector<R> detector, Findings<R> findings) {
        return unit.run(() -> super.page(lease, detector, findings));
    }

    @Override
    <R extends Row> Stored gone(
            Lease lease, ChangeDetector<R> detector, List<String> rowIds, Observation observation, StreamState after) {
        return unit.run(() -> super.gone(lease, detector, rowIds, observation, after));
    }

    @Override
    void unlisted(Lease lease, RowStates.Of of, String rowId, Instant now) {
        run(() -> super.unlisted(lease, of, rowId, now));
    }

    @Override
    void save(Lease lease, StreamState state) {
        run(() -> super.save(lease, state));
    }

    @Override
    public List<StreamState> open(Lease lease, String account, List<StreamKind<?>> kinds, Instant now) {
        return unit.run(() -> super.open(lease, account, kinds, now));
    }

    @Override
    void suspect(Lease lease, RowStates.Of of, List<String> rowIds, Instant now) {
        run(() -> super.suspect(lease, of, rowIds, now));
    }

    @Override
    int members(
            Lease lease,
            ChangeDetector<Member> detector,
            RowState owner,
            MemberWalk walk,
            Absent absent,
            boolean learned,
            Observation seen) {
        return unit.run(() -> super.members(lease, detector, owner, walk, absent, learned, seen));
    }

    private void run(Runnable work) {
        unit.run(() -> {
            work.run();
            return true;
        });
    }
}
