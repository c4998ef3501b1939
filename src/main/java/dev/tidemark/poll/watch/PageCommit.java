package dev.tidemark.poll.watch;

import dev.tidemark.change.ChangeDetector;
import dev.tidemark.change.ChangeSet;
import dev.tidemark.change.Fact;
import dev.tidemark.change.Observation;
import dev.tidemark.change.Questions;
import dev.tidemark.change.Related;
import dev.tidemark.change.RowState;
import dev.tidemark.change.StreamName;
import dev.tidemark.event.ChangeEvent;
import dev.tidemark.mindstamp.row.Group;
import dev.tidemark.mindstamp.row.Member;
import dev.tidemark.mindstamp.row.Row;
import dev.tidemark.platform.Json;
import dev.tidemark.platform.lease.Lease;
import dev.tidemark.poll.list.MemberWalk;
import dev.tidemark.poll.source.StreamKind;
import dev.tidemark.poll.state.Fence;
import dev.tidemark.poll.state.Journal;
import dev.tidemark.poll.state.RowStates;
import dev.tidemark.poll.state.StreamState;
import dev.tidemark.poll.state.StreamStates;
import dev.tidemark.poll.state.Untold;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;

/** Stores what a call found in ONE transaction: row states, mark, events and what is due with them; or nothing of it. */
@ApplicationScoped
public class PageCommit {
    /** A list that comes whole is stored in pieces of so many rows. */
    static final int AT_ONCE = 500;

    private final Fence fence;
    private final RowStates rows;
    private final StreamStates streams;
    private final Journal journal;

    public PageCommit(Fence fence, RowStates rows, StreamStates streams, Journal journal) {
        this.fence = fence;
        this.rows = rows;
        this.streams = streams;
        this.journal = journal;
    }

    /**
     * Stores a page, or a piece of one.
     *
     * @throws dev.tidemark.platform.lease.LeaseLostException when another replica polls the account now
     */
    @Transactional
    <R extends Row> Stored page(Lease lease, ChangeDetector<R> detector, Findings<R> findings) {
        fence.hold(lease);
        Observation observation = findings.observation();
        Instant now = observation.now();
        RowStates.Of of = of(observation, detector);
        List<R> found = findings.page().rows();
        List<String> ids = found.stream().map(Row::id).toList();
        Map<String, RowState> known = rows.known(of, ids);
        ChangeSet changes = rows.changes(detector, found, known, observation);
        rows.store(of, changes, observation.askedAt());
        rows.learn(of.account(), changes.facts());
        int blank = rows.suspect(of, changes.blank(), now);
        int missing =
                findings.span().map(span -> rows.missing(of, span, ids, now)).orElse(0)
                        + findings.missingSince()
                                .map(since -> rows.missingSince(of, since, now))
                                .orElse(0);
        if (findings.after().hiddenAt().isPresent()) {
            streams.release(of.account(), of.stream(), ids);
            findings.missingSince().ifPresent(since -> streams.releaseUnmet(of.account(), of.stream(), since));
        }
        if (!findings.page().poison().isEmpty()) {
            streams.quarantine(of.account(), of.stream(), findings.page().poison(), now);
        }
        int events = journal.append(told(detector, found, known, changes, findings));
        streams.save(findings.after().lacking(missing).gave(events, now));
        return new Stored(events, changes.created(), changes.changed(), missing, blank);
    }

    /** A row that was suspect is proven gone. */
    @Transactional
    <R extends Row> Stored gone(
            Lease lease, ChangeDetector<R> detector, List<String> rowIds, Observation observation, StreamState after) {
        fence.hold(lease);
        RowStates.Of of = of(observation, detector);
        List<RowState> states = List.copyOf(rows.known(of, rowIds).values()).stream()
                .filter(state -> state.phase() != RowState.Phase.GONE)
                .toList();
        ChangeSet changes = ChangeSet.gone(detector, states, observation);
        rows.store(of, changes, observation.askedAt());
        int events = journal.append(changes.events());
        streams.save(after.gave(events, observation.now()));
        return new Stored(events, List.of(), changes.changed(), 0, 0);
    }

    /** The row is there, though its list does not show it. */
    @Transactional
    void unlisted(Lease lease, RowStates.Of of, String rowId, Instant now) {
        fence.hold(lease);
        rows.unlisted(of, rowId, now);
    }

    /** A call that came to nothing; the mark stays. */
    @Transactional
    void save(Lease lease, StreamState state) {
        fence.hold(lease);
        streams.save(state);
    }

    private <R extends Row> List<ChangeEvent> told(
            ChangeDetector<R> detector,
            List<R> found,
            Map<String, RowState> known,
            ChangeSet changes,
            Findings<R> findings) {
        String account = findings.observation().account();
        return switch (findings.telling()) {
            case NEWS -> changes.events();
            case SILENT -> List.of();
            case HISTORY ->
                Untold.of(asIfNew(detector, found, findings.observation().ofHistory()), changes, known)
                        .with(changes.events(), (type, subjects) -> journal.subjectsWith(type, account, subjects));
        };
    }

    /** As if nothing was known of the rows: what was told before has the same id and is not told again. */
    private <R extends Row> List<ChangeEvent> asIfNew(
            ChangeDetector<R> detector, List<R> found, Observation observation) {
        ChangeSet.Draft<R> draft = ChangeSet.draft(detector, found, Map.of(), observation);
        Related related = rows.related(observation.account(), draft.questions());
        return draft.changes(new Related(related.answers(), Set.of(), related.completions(), related.series()))
                .events();
    }

    private static RowStates.Of of(Observation observation, ChangeDetector<?> detector) {
        return new RowStates.Of(observation.account(), detector.stream());
    }

    /** How far each stream is known; those that were never looked at begin now. */
    @Transactional
    public List<StreamState> open(Lease lease, String account, List<StreamKind<?>> kinds, Instant now) {
        fence.hold(lease);
        Map<StreamName, StreamState> known = streams.ofAccount(account);
        for (StreamKind<?> kind : kinds) {
            if (!known.containsKey(kind.stream())) {
                StreamState state = StreamState.begin(account, kind.stream(), now);
                streams.create(state);
                known.put(kind.stream(), state);
            }
        }
        return kinds.stream()
                .map(kind -> Objects.requireNonNull(known.get(kind.stream())))
                .toList();
    }

    /** These rows are missing. */
    @Transactional
    void suspect(Lease lease, RowStates.Of of, List<String> rowIds, Instant now) {
        fence.hold(lease);
        rows.suspect(of, rowIds, now);
    }

    /**
     * Ids that were known and did not come.
     *
     * @param gone those among them that did not come before, either
     */
    record Absent(List<String> ids, List<String> gone) {}

    /**
     * What belongs to one row. Until all of it is known, what belongs to history is learned as history.
     *
     * @param learned from now on all of it is known
     * @return how many events were new
     */
    @Transactional
    int members(
            Lease lease,
            ChangeDetector<Member> detector,
            RowState owner,
            MemberWalk walk,
            Absent absent,
            boolean learned,
            Observation seen) {
        fence.hold(lease);
        RowStates.Of of = of(seen, detector);
        Fact looked =
                new Fact(Fact.Kind.MEMBERS_LEARNED, owner.rowId(), of.stream().text());
        boolean isFirstLook = rows.related(of.account(), new Questions(Set.of(), Set.of(looked), Set.of()))
                .knownFacts()
                .isEmpty();
        Optional<Instant> created = new Group(owner.rowId(), Json.readObject(owner.fields())).createdAt();
        Observation observation = seen.learning(isFirstLook && seen.isHistory(created));
        if (learned) {
            rows.learn(of.account(), List.of(looked));
        }
        List<Member> members = walk.ownedBy(Json.readObject(owner.fields()));
        streams.release(of.account(), of.stream(), walk.ids());
        streams.quarantine(of.account(), of.stream(), walk.poison(), observation.now());
        Map<String, RowState> known = rows.known(of, walk.ids());
        ChangeSet came = rows.changes(detector, members, known, observation);
        ChangeSet went = ChangeSet.gone(
                detector, List.copyOf(rows.known(of, absent.gone()).values()), observation);
        rows.store(of, came, observation.askedAt());
        rows.store(of, went, observation.askedAt());
        rows.suspect(of, absent.ids(), observation.now());
        return journal.append(came.events()) + journal.append(went.events());
    }
}
