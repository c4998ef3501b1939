package dev.tidemark.change.detector;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tidemark.change.ChangeDetector;
import dev.tidemark.change.Observation;
import dev.tidemark.change.Related;
import dev.tidemark.change.RowChange;
import dev.tidemark.change.RowKeys;
import dev.tidemark.change.RowState;
import dev.tidemark.change.StreamName;
import dev.tidemark.event.ChangeEvent;
import dev.tidemark.event.EventData;
import dev.tidemark.event.EventId;
import dev.tidemark.event.EventType;
import dev.tidemark.event.RowFacts;
import dev.tidemark.mindstamp.row.Group;
import dev.tidemark.mindstamp.row.Member;
import dev.tidemark.platform.Json;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What belongs to a group, series or access list comes and goes, as often as it likes; its events are told about the
 * owner. Its own changes and the owner's are told where they are at home; here they only keep what is stored fresh.
 */
final class MemberDetector implements ChangeDetector<Member> {
    private static final String OWNER = "owner";
    private static final String MEMBER = "member";
    private static final Counting FIELDS = new Counting.Open();
    private static final RowKeys NOWHERE = new RowKeys("", "");

    private final StreamName stream;
    private final StreamName ownerStream;
    private final String ownerName;
    private final EventType added;
    private final EventType removed;

    MemberDetector(StreamName stream, StreamName ownerStream, String ownerName, EventType added, EventType removed) {
        this.stream = stream;
        this.ownerStream = ownerStream;
        this.ownerName = ownerName;
        this.added = added;
        this.removed = removed;
    }

    @Override
    public StreamName stream() {
        return stream;
    }

    @Override
    public String hash(Member member) {
        return FIELDS.hash(member) + FIELDS.hash(new Group(member.ownerId(), member.owner()));
    }

    @Override
    public RowChange detect(
            Member member, String hash, Optional<RowState> known, Related related, Observation observation) {
        if (known.isEmpty()) {
            return appeared(member, state(member, hash, 1, observation), observation);
        }
        RowState before = known.get();
        if (before.phase() == RowState.Phase.GONE) {
            return Verdict.isBelieved(before, Verdict.LAG, observation)
                    ? back(member, before, state(member, hash, before.revision() + 1, observation), observation)
                    : new RowChange(Verdict.doubted(before, hash, observation), List.of());
        }
        return new RowChange(
                before.hash().equals(hash)
                        ? before.seen(observation.askedAt(), NOWHERE)
                        : state(member, hash, before.revision() + 1, observation),
                List.of());
    }

    @Override
    public RowChange gone(RowState known, Observation observation) {
        RowState state = known.gone(observation.askedAt());
        ObjectNode stored = Json.readObject(known.fields());
        Member member = new Member(known.rowId(), stored.withObject("/" + OWNER), stored.withObject("/" + MEMBER));
        RowFacts facts = facts(member, Optional.of(known.seenAt()), false, observation);
        return new RowChange(state, List.of(event(removed, member, state, facts, observation)));
    }

    private RowChange appeared(Member member, RowState state, Observation observation) {
        boolean isHistory = isHistory(member, observation);
        if (isHistory && observation.firstWalk() == Observation.FirstWalk.BASELINE) {
            return new RowChange(state, List.of());
        }
        // What the observation covers is the list of owners, not what belongs to them.
        RowFacts facts = facts(member, Optional.empty(), isHistory, observation);
        return new RowChange(state, List.of(event(added, member, state, facts, observation)));
    }

    private RowChange back(Member member, RowState before, RowState state, Observation observation) {
        RowFacts facts = facts(member, Optional.of(before.changedAt()), false, observation);
        return new RowChange(state, List.of(event(added, member, state, facts, observation)));
    }

    /** What was there when the owner was looked at first, but for what did not exist before the account was known. */
    private static boolean isHistory(Member member, Observation observation) {
        return observation.learning()
                && member.createdAt()
                        .filter(created -> !created.isBefore(observation.cutoff()))
                        .isEmpty();
    }

    private RowFacts facts(Member member, Optional<Instant> unchangedAt, boolean backfill, Observation observation) {
        return new RowFacts(
                ownerName, member.owner(), null, null, Map.of(), unchangedAt.orElse(null), observation.now(), backfill);
    }

    /** The identity is the member's with its revision, which each coming and going raises. */
    private ChangeEvent event(EventType type, Member member, RowState state, RowFacts facts, Observation observation) {
        return new ChangeEvent(
                EventId.of(observation.account(), stream.text(), member.id(), type, "" + state.revision()),
                observation.account(),
                ownerStream.text() + "/" + member.ownerId(),
                member.ownerId(),
                observation.now(),
                new EventData.MemberChanged(type, facts, member.withReadableDates()));
    }

    private static RowState state(Member member, String hash, int revision, Observation observation) {
        ObjectNode stored = Json.object();
        stored.set(OWNER, member.owner());
        stored.set(MEMBER, member.withReadableDates());
        return new RowState(
                member.id(),
                member.ownerId(),
                NOWHERE,
                RowState.Phase.SETTLED,
                revision,
                hash,
                -1,
                Json.write(stored),
                observation.now(),
                observation.askedAt(),
                Optional.empty(),
                Optional.empty());
    }
}
