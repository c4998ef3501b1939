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
import dev.tidemark.mindstamp.row.Member;
import dev.tidemark.platform.Json;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What belongs to a group, series or access list comes and goes; its own changes are told where it is at home. */
final class MemberDetector implements ChangeDetector<Member> {
    private static final String OWNER = "owner";
    private static final String MEMBER = "member";

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

    /** That it is there is all that counts. */
    @Override
    public String hash(Member member) {
        return MEMBER;
    }

    @Override
    public RowChange detect(
            Member member, String hash, Optional<RowState> known, Related related, Observation observation) {
        if (known.filter(state -> state.phase() != RowState.Phase.GONE).isPresent()) {
            return new RowChange(known.get().seen(observation.now(), known.get().keys()), List.of());
        }
        int revision = known.map(state -> state.revision() + 1).orElse(1);
        RowState state = state(member, hash, revision, observation);
        // Whether it is history is said by its owner, not by its own dates: a video is older than its place in a group.
        boolean silent = known.isEmpty() && observation.isSilent(Optional.empty());
        return new RowChange(
                state,
                silent
                        ? List.of()
                        : List.of(event(
                                member,
                                added,
                                "" + revision,
                                known.map(RowState::seenAt)
                                        .or(() -> observation.coverage().sweptAt()),
                                observation)));
    }

    @Override
    public RowChange gone(RowState known, Observation observation) {
        RowState state = known.gone(observation.now());
        ObjectNode stored = Json.readObject(known.fields());
        Member member = new Member(known.rowId(), stored.withObject("/" + OWNER), stored.withObject("/" + MEMBER));
        return new RowChange(
                state,
                List.of(event(member, removed, "" + state.revision(), Optional.of(known.seenAt()), observation)));
    }

    private ChangeEvent event(
            Member member, EventType type, String happening, Optional<Instant> unchangedAt, Observation observation) {
        RowFacts facts = new RowFacts(
                ownerName,
                member.owner(),
                null,
                null,
                Map.of(),
                unchangedAt.orElse(null),
                observation.now(),
                observation.isHistory(Optional.empty()));
        return new ChangeEvent(
                EventId.of(observation.account(), stream.text(), member.id(), type, happening),
                observation.account(),
                ownerStream.text() + "/" + member.ownerId(),
                member.ownerId(),
                observation.now(),
                new EventData.MemberChanged(type, facts, member.fields()));
    }

    private static RowState state(Member member, String hash, int revision, Observation observation) {
        ObjectNode stored = Json.object();
        stored.set(OWNER, member.owner());
        stored.set(MEMBER, member.withReadableDates());
        return new RowState(
                member.id(),
                member.ownerId(),
                new RowKeys("", ""),
                RowState.Phase.SETTLED,
                revision,
                hash,
                -1,
                Json.write(stored),
                observation.now(),
                observation.now(),
                Optional.empty(),
                Optional.empty());
    }
}
