package dev.tidemark.poll.plan;

import dev.tidemark.change.StreamName;
import dev.tidemark.poll.list.Certificate;
import java.time.Instant;
import java.util.Optional;

/**
 * What could be asked of a stream, as the planner sees it.
 *
 * @param learning its first round is not over
 * @param tempo events an hour that it gives
 * @param dueAt it is not asked before
 * @param headAt when its newest rows were last asked for; {@code EPOCH} if never
 * @param headRuns a walk of its newest rows is in the middle
 * @param roundAt when its sweep last made a call
 * @param roundFrom the sweep makes no call before
 * @param refreshFrom from when rows under way want another look; empty when none do
 * @param confirmFrom from when a missing row is to be made sure of; empty when none is
 * @param missing how many rows are missing
 * @param answersFrom from when a view's answers are wanted; empty when none are
 * @param membersFrom from when what belongs to its rows is wanted; empty when nothing belongs to them
 * @param auditFrom from when the source's count of its rows is wanted; empty when it is not
 * @param membersRun what belongs to one of them is half read
 */
public record Prospect(
        StreamName stream,
        Certificate certificate,
        boolean learning,
        double tempo,
        Instant dueAt,
        Instant headAt,
        boolean headRuns,
        Instant roundAt,
        Instant roundFrom,
        Optional<Instant> refreshFrom,
        Optional<Instant> confirmFrom,
        int missing,
        Optional<Instant> answersFrom,
        Optional<Instant> membersFrom,
        Optional<Instant> auditFrom,
        boolean membersRun) {

    /** Whether its newest rows stand together. A list that comes whole, or in no order, has only its round. */
    boolean hasHead() {
        return !certificate.isKnown() || (certificate.order().isKeyed() && !certificate.whole());
    }
}
