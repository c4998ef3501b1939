package dev.tidemark.poll.watch;

import dev.tidemark.change.StreamName;
import dev.tidemark.poll.list.MemberWalk;
import dev.tidemark.poll.list.PageSize;
import dev.tidemark.poll.list.Walk;
import dev.tidemark.poll.plan.Ask;
import dev.tidemark.poll.plan.Audit;
import dev.tidemark.poll.plan.Patience;
import dev.tidemark.poll.plan.PollPlanner;
import dev.tidemark.poll.plan.Prospect;
import dev.tidemark.poll.plan.Wanted;
import dev.tidemark.poll.state.RowStates;
import dev.tidemark.poll.state.StreamState;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** A stream while its account is watched: what is stored of it, and what may be forgotten with the process. */
final class Track {
    /** Rounds of a list whose news stand together are there for what was missed. */
    private static final Duration BETWEEN_ROUNDS = Duration.ofMinutes(10);

    private static final int MOST_OVERLOOKED = 1_000;

    private StreamState state;
    private Instant headAt = Instant.EPOCH;
    private Instant roundAt = Instant.EPOCH;
    private @Nullable Walk head;
    private @Nullable Walk round;
    /** Where the newest rows of a list that ends with them begin; a guess. */
    private int tail;

    private final PageSize headSize = new PageSize();
    private final PageSize roundSize = new PageSize();
    private final Patience patience = new Patience();

    private int createdInRound;
    private Optional<Instant> refreshFrom = Optional.empty();
    private Optional<Instant> confirmFrom = Optional.empty();
    private boolean refreshUnknown = true;
    private boolean confirmUnknown = true;
    private final Set<String> overlooked = new HashSet<>();
    private int backlog;
    private final Map<Class<? extends Ask>, Instant> askedAt = new HashMap<>();
    private final Wanted wanted = new Wanted();
    private @Nullable MemberWalk members;
    private final Patience partlyRead = new Patience();
    private final Audit audit = new Audit();

    Track(StreamState state) {
        this.state = state;
    }

    StreamName stream() {
        return state.stream();
    }

    StreamState state() {
        return state;
    }

    /** What was stored. Another order makes other walks. */
    void stored(StreamState now, Stored stored) {
        if (now.certificate().order() != state.certificate().order()) {
            head = null;
            round = null;
            tail = 0;
        }
        state = now;
        createdInRound += stored.created().size();
        looked();
        confirmUnknown |= stored.missing() + stored.blank() > 0;
    }

    /** Saved without a page. */
    void saved(StreamState now) {
        state = now;
    }

    /** A round begins, to be stored with its first page. */
    void restart(StreamState now) {
        state = now;
        round = null;
        createdInRound = 0;
    }

    /** Rows were seen: which of them want another look next is to be found out. */
    void looked() {
        refreshUnknown = true;
    }

    void rowsMissing() {
        confirmUnknown = true;
    }

    /** A page did not show that row where it was looked for. */
    void overlooked(String rowId) {
        if (overlooked.size() >= MOST_OVERLOOKED) {
            overlooked.clear();
        }
        overlooked.add(rowId);
    }

    /** Told once: then it is asked for alone. */
    boolean wasOverlooked(String rowId) {
        return overlooked.remove(rowId);
    }

    Prospect prospect(Duration headInterval) {
        return new Prospect(
                stream(),
                state.certificate(),
                state.isLearning(),
                state.tempo().perHour(),
                state.dueAt(),
                head == null ? headAt : askedAt.getOrDefault(Ask.Head.class, headAt),
                head != null,
                roundAt,
                roundFrom(headInterval),
                since(refreshFrom, Ask.Refresh.class),
                since(confirmFrom, Ask.Confirm.class),
                backlog,
                since(stream() == StreamName.INTERACTIONS ? wanted.earliest() : Optional.empty(), Ask.Answers.class),
                since(membersFrom(), Ask.Members.class),
                since(stream() == StreamName.VIEWS ? audit.from(state) : Optional.empty(), Ask.Audit.class),
                members != null && members.offset() > 0);
    }

    private Optional<Instant> membersFrom() {
        if (stream() == StreamName.INTERACTIONS) {
            return Optional.empty();
        }
        return members == null ? wanted.earliest() : Optional.of(Instant.EPOCH);
    }

    private Instant roundFrom(Duration headInterval) {
        boolean onlyRounds =
                state.certificate().whole() || !state.certificate().order().isKeyed();
        if (state.sweep().isRunning() || state.isLearning()) {
            return Instant.EPOCH;
        }
        return onlyRounds
                ? roundAt.plus(headInterval)
                : state.sweptAt().map(at -> at.plus(BETWEEN_ROUNDS)).orElse(Instant.EPOCH);
    }

    Optional<Walk> head() {
        return Optional.ofNullable(head);
    }

    void head(Optional<Walk> walk) {
        head = walk.orElse(null);
    }

    Optional<Walk> round() {
        return Optional.ofNullable(round);
    }

    void round(Optional<Walk> walk) {
        round = walk.orElse(null);
    }

    int createdInRound() {
        return createdInRound;
    }

    int tail() {
        return tail;
    }

    void tail(int offset) {
        tail = offset;
    }

    /** Somebody says that there is news. */
    void lookNow() {
        headAt = Instant.EPOCH;
        roundAt = Instant.EPOCH;
    }

    PageSize headSize() {
        return headSize;
    }

    PageSize roundSize() {
        return roundSize;
    }

    /** With rows whose own calls fail. */
    Patience patience() {
        return patience;
    }

    boolean isRefreshUnknown() {
        return refreshUnknown;
    }

    void refreshFrom(Optional<Instant> from) {
        refreshFrom = from;
        refreshUnknown = false;
    }

    /** When the row under way that waits longest wants another look, as of the last plan. */
    Optional<Instant> refreshFrom() {
        return refreshFrom;
    }

    boolean isConfirmUnknown() {
        return confirmUnknown;
    }

    void missing(List<RowStates.Suspect> suspects) {
        confirmFrom = suspects.stream()
                .map(suspect -> patience.from(suspect.rowId(), suspect.since().plus(PollPlanner.CONFIRM_DELAY)))
                .min(Comparator.naturalOrder());
        // Those whose calls fail again and again wait for themselves, not for calls.
        backlog = (int) suspects.stream()
                .filter(suspect -> !patience.despairsOf(suspect.rowId()))
                .count();
        confirmUnknown = false;
    }

    boolean hasBacklog() {
        return backlog > 0;
    }

    /** Not while it is refused. */
    boolean isBeingLearned(Instant now) {
        return state.isLearning() && !state.dueAt().isAfter(now);
    }

    /**
     * A call was made for this.
     *
     * @param begins no walk of the newest rows was under way
     */
    void asked(Ask ask, boolean begins, Instant now) {
        askedAt.put(ask.getClass(), now);
        headAt = ask instanceof Ask.Head && begins ? now : headAt;
        roundAt = ask instanceof Ask.Round ? now : roundAt;
    }

    private Optional<Instant> since(Optional<Instant> from, Class<? extends Ask> ask) {
        Instant last = askedAt.getOrDefault(ask, Instant.EPOCH);
        return from.map(due -> due.isAfter(last) ? due : last);
    }

    /** Rows whose members or answers are wanted. */
    Wanted wanted() {
        return wanted;
    }

    /** What belongs to one of its rows is being read. */
    Optional<MemberWalk> members() {
        return Optional.ofNullable(members);
    }

    void members(Optional<MemberWalk> walk) {
        members = walk.orElse(null);
    }

    /** Of the source's count of its rows. */
    Audit audit() {
        return audit;
    }

    /** With owners of whom perhaps not all members were read. */
    Patience partlyRead() {
        return partlyRead;
    }
}
