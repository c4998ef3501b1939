package dev.tidemark.poll.watch;

import dev.tidemark.change.RowState;
import dev.tidemark.change.StreamName;
import dev.tidemark.mindstamp.budget.CallClass;
import dev.tidemark.mindstamp.row.View;
import dev.tidemark.platform.Json;
import dev.tidemark.poll.plan.Pace;
import dev.tidemark.poll.plan.Prospect;
import dev.tidemark.poll.state.StreamState;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** An account while this process watches it. All of it may be lost: what counts is stored with each page. */
public final class Watch {
    /** The list of all interactions shows the news of many views in one call; only what it does not is asked for. */
    private static final Duration LIST_FIRST = Duration.ofMinutes(1);

    private static final Duration ASK_AGAIN = Duration.ofSeconds(45);
    private static final int MOST_COUNTS = 5_000;

    private final String account;
    private final Map<StreamName, Track> tracks = new EnumMap<>(StreamName.class);
    private final Map<CallClass, Instant> refused = new EnumMap<>(CallClass.class);
    private final Map<String, Integer> counts = new HashMap<>();
    private Pace pace;
    private Instant livelyAt;
    private Instant askedAt;
    private Instant workedAt = Instant.EPOCH;

    /** @param askedAt when somebody last asked for a look; older questions are answered */
    public Watch(String account, Collection<StreamState> states, double callsPerHour, Instant askedAt, Instant now) {
        this.account = account;
        states.forEach(state -> tracks.put(state.stream(), new Track(state)));
        this.pace = Pace.start(callsPerHour, now);
        this.livelyAt = now;
        this.askedAt = askedAt;
    }

    public String account() {
        return account;
    }

    /** How far the stream is known. */
    public StreamState state(StreamName stream) {
        return track(stream).state();
    }

    /** When the stream's row under way that waits longest wants another look, as of the last plan. */
    public Optional<Instant> refreshFrom(StreamName stream) {
        return track(stream).refreshFrom();
    }

    Track track(StreamName stream) {
        return Objects.requireNonNull(tracks.get(stream));
    }

    Collection<Track> tracks() {
        return tracks.values();
    }

    /** Streams whose list is not known to its end yet. */
    public Set<StreamName> learning() {
        return tracks.values().stream()
                .filter(track -> track.state().isLearning())
                .map(Track::stream)
                .collect(Collectors.toUnmodifiableSet());
    }

    /** Events an hour, of all streams. */
    public double tempo(Instant now) {
        return tracks.values().stream()
                .mapToDouble(track -> track.state().tempo().at(now))
                .sum();
    }

    /** Calls an hour, for the planner. */
    public double rate(Instant now) {
        return pace.rate(quiet(now));
    }

    /** What could be asked now. */
    public List<Prospect> prospects(Duration headInterval) {
        return tracks.values().stream()
                .map(track -> track.prospect(headInterval))
                .toList();
    }

    boolean mayCall(Instant now) {
        pace = pace.until(now, quiet(now));
        return pace.mayCall();
    }

    void called() {
        pace = pace.called();
    }

    /** A call went well. */
    void worked(Instant now) {
        workedAt = now;
    }

    boolean workedSince(Instant then) {
        return workedAt.isAfter(then);
    }

    /** What belongs to that row is looked at from then on. */
    public void want(StreamName stream, String owner, Instant from) {
        track(stream).wanted().add(owner, from);
    }

    /** The account's part of its token's budget. */
    public void budget(double callsPerHour) {
        pace = pace.of(callsPerHour);
    }

    /** A page of the stream was stored. */
    void stored(StreamName stream, Stored stored, Instant now) {
        if (!stored.created().isEmpty() || !stored.changed().isEmpty()) {
            livelyAt = now;
        }
        Stream.concat(stored.created().stream(), stored.changed().stream()).forEach(row -> wants(stream, row, now));
    }

    /** Something was told of the stream. */
    void events(int events, Instant now) {
        livelyAt = events > 0 ? now : livelyAt;
    }

    /** How many interactions a view says it has; asked for once. */
    int counted(String view) {
        return Objects.requireNonNullElse(counts.remove(view), 0);
    }

    /** What belongs to a row that is new or changed may have changed with it. */
    private void wants(StreamName stream, RowState row, Instant now) {
        switch (stream) {
            case VIEWS -> wantsAnswers(row, now);
            case GROUPS, SERIES, ACCESS_LISTS -> track(stream).wanted().add(row.rowId(), now);
            case INTERACTIONS, VIEWERS, VIDEOS, PLINKS, GROUP_VIDEOS, SERIES_VIDEOS, ACCESS_LIST_ENTRIES -> {}
        }
    }

    private void wantsAnswers(RowState row, Instant now) {
        Track answers = track(StreamName.INTERACTIONS);
        if (track(StreamName.VIEWS).state().isLearning()
                || answers.state().isLearning()
                || counts.size() >= MOST_COUNTS) {
            return; // the round of the list of all finds them
        }
        int count = new View(row.rowId(), Json.readObject(row.fields()))
                .interactionCount()
                .orElse(0);
        boolean listShowsThem = answers.state().certificate().order().isKeyed();
        wantAnswers(row.rowId(), count, listShowsThem ? now.plus(LIST_FIRST) : now);
    }

    /** So many answers of the view are looked for from then on. */
    void wantAnswers(String view, int count, Instant from) {
        if (count > 0) {
            counts.put(view, count);
            track(StreamName.INTERACTIONS).wanted().add(view, from);
        }
    }

    /** So many answers of the view are looked for later, and later still with each time. */
    void answersFailed(String view, int count, Instant now) {
        counts.put(view, count);
        track(StreamName.INTERACTIONS).wanted().failed(view, now);
    }

    /** Somebody asks for a look, if it is a new question. */
    public void asked(Instant at) {
        if (at.isAfter(askedAt)) {
            askedAt = at;
            livelyAt = at;
            tracks.values().forEach(Track::lookNow);
        }
    }

    /** Asked again soon all the same: who does not ask is not kept anything for. */
    void refused(CallClass callClass, Instant until, Instant now) {
        Instant again = now.plus(ASK_AGAIN);
        refused.put(callClass, until.isBefore(again) ? until : again);
    }

    Set<CallClass> refusedAt(Instant now) {
        return refused.entrySet().stream()
                .filter(entry -> now.isBefore(entry.getValue()))
                .map(Map.Entry::getKey)
                .collect(Collectors.toUnmodifiableSet());
    }

    /** While lists are being learned, or rows are missing, all of the budget may be used. */
    private Duration quiet(Instant now) {
        boolean busy = tracks.values().stream().anyMatch(track -> track.hasBacklog() || track.isBeingLearned(now));
        return busy || now.isBefore(livelyAt) ? Duration.ZERO : Duration.between(livelyAt, now);
    }
}
