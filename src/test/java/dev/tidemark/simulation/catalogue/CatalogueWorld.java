package dev.tidemark.simulation.catalogue;

import dev.tidemark.change.Fact;
import dev.tidemark.change.Questions;
import dev.tidemark.change.RowState;
import dev.tidemark.change.StreamName;
import dev.tidemark.change.detector.Detectors;
import dev.tidemark.event.ChangeEvent;
import dev.tidemark.event.EventData;
import dev.tidemark.event.EventType;
import dev.tidemark.platform.lease.Lease;
import dev.tidemark.poll.source.StreamKind;
import dev.tidemark.poll.state.RowStates;
import dev.tidemark.poll.watch.AccountPoller;
import dev.tidemark.poll.watch.Outcome;
import dev.tidemark.poll.watch.PageCommit;
import dev.tidemark.poll.watch.Watch;
import dev.tidemark.simulation.MemoryRows;
import dev.tidemark.simulation.MemoryStreams;
import dev.tidemark.simulation.SteadyRules;
import dev.tidemark.simulation.VirtualClock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** One catalogue watched by the production poller: learned, then busy, then at rest; and what must hold of it then. */
final class CatalogueWorld {
    private static final String ACCOUNT = "catalogue";
    private static final Lease LEASE = new Lease("poll", 1);
    private static final int PER_HOUR = 1000;
    private static final Duration QUIET_STEP = Duration.ofSeconds(5);
    /** An idle account asks for the videos of a group every half an hour or so, and twice for those that left. */
    private static final Duration AT_REST = Duration.ofHours(48);

    private final VirtualClock clock = new VirtualClock();
    private final Catalogue catalogue;
    private final CatalogueSource source;
    private final Map<String, ChangeEvent> journal = new LinkedHashMap<>();
    private final MemoryRows rows = new MemoryRows();
    private final AccountPoller poller;
    private final Watch watch;
    private final Instant start;
    private final List<String> violations = new ArrayList<>();

    CatalogueWorld(long seed) {
        start = clock.instant();
        catalogue = new Catalogue(seed, start);
        source = new CatalogueSource(catalogue, clock, seed);
        PageCommit commits = new PageCommit(_ -> {}, rows, new MemoryStreams(), this::append);
        poller = new AccountPoller(
                Duration.ofSeconds(4), commits, rows, SteadyRules.quietAfter(Duration.ofMinutes(5)), clock);
        watch = new Watch(
                ACCOUNT, commits.open(LEASE, ACCOUNT, StreamKind.LISTED, start), PER_HOUR, Instant.EPOCH, start);
    }

    List<String> violations() {
        // An idle account takes its time for the videos of all groups, page by page.
        for (int hour = 0; hour < 48 && !areLearned(); hour++) {
            watch(Duration.ofHours(1), QUIET_STEP);
        }
        expect(areLearned(), "P1 videos of groups are not learned");
        expect(journal.isEmpty() && watch.learning().isEmpty(), "P2 history is told or not learned");
        source.happens(true);
        watch(Duration.ofMinutes(40), Duration.ofSeconds(1));
        source.happens(false);
        watch(AT_REST, QUIET_STEP);
        catalogue.viewers.values().forEach(this::judgeViewer);
        catalogue.members.forEach((group, videos) -> videos.values().forEach(video -> judgeMember(group, video)));
        return violations;
    }

    private boolean areLearned() {
        Set<Fact> learned = catalogue.groups.keySet().stream()
                .map(group -> new Fact(Fact.Kind.MEMBERS_LEARNED, group, StreamName.GROUP_VIDEOS.text()))
                .collect(Collectors.toSet());
        Questions questions = new Questions(Set.of(), learned, Set.of());
        return watch.learning().isEmpty()
                && rows.related(ACCOUNT, questions).knownFacts().containsAll(learned);
    }

    private void judgeViewer(Catalogue.Entry viewer) {
        Optional<RowState> known = known(StreamName.VIEWERS, viewer.id);
        String what = "viewer " + viewer.id + " there " + viewer.there;
        long created = told(EventType.VIEWER_CREATED, "viewers/" + viewer.id);
        long deleted = told(EventType.VIEWER_DELETED, "viewers/" + viewer.id);
        boolean history = viewer.createdAt.isBefore(start);
        expect(isThere(known) == viewer.there, "P1/P5 " + what);
        expect(created == (history || known.isEmpty() ? 0 : 1), "P2 told new " + created + " times " + what);
        expect(deleted == (viewer.there || known.isEmpty() ? 0 : 1), "P4/P5 told gone " + deleted + " times " + what);
        if (viewer.there) {
            String hash = Detectors.VIEWERS.hash(source.viewer(viewer));
            expect(known.filter(state -> state.hash().equals(hash)).isPresent(), "P1 known otherwise " + what);
        }
    }

    /** Told to come and to go in turns, no more often than it did, and last as it is. */
    private void judgeMember(String group, Catalogue.Entry video) {
        String id = group + "/" + video.id;
        String what = id + " there " + video.there + " came " + video.comings + " went " + video.goings;
        boolean history = video.createdAt.isBefore(start);
        List<EventType> told = journal.values().stream()
                .filter(event -> event.subject().equals("groups/" + group))
                .filter(event -> event.data() instanceof EventData.MemberChanged change
                        && change.member().path("id").asText().equals(video.id))
                .map(ChangeEvent::type)
                .toList();
        EventType next = history ? EventType.GROUP_VIDEO_REMOVED : EventType.GROUP_VIDEO_ADDED;
        for (EventType type : told) {
            expect(type == next, "P2/P4 told out of turn " + told + " " + what);
            next = next == EventType.GROUP_VIDEO_ADDED ? EventType.GROUP_VIDEO_REMOVED : EventType.GROUP_VIDEO_ADDED;
        }
        long removed = told.stream()
                .filter(type -> type == EventType.GROUP_VIDEO_REMOVED)
                .count();
        expect(removed <= video.goings, "P4 told gone " + removed + " times " + what);
        expect(isThere(known(StreamName.GROUP_VIDEOS, id)) == video.there, "P1/P5 " + what);
        expect((next == EventType.GROUP_VIDEO_REMOVED) == video.there, "P7 last told otherwise " + told + " " + what);
    }

    private static boolean isThere(Optional<RowState> known) {
        return known.filter(state -> state.phase() != RowState.Phase.GONE).isPresent();
    }

    private Optional<RowState> known(StreamName stream, String id) {
        return rows.one(new RowStates.Of(ACCOUNT, stream), id);
    }

    private long told(EventType type, String subject) {
        return journal.values().stream()
                .filter(event -> event.type() == type && event.subject().equals(subject))
                .count();
    }

    private void expect(boolean holds, String what) {
        if (!holds && violations.size() < 10) {
            violations.add(what);
        }
    }

    private void watch(Duration time, Duration step) {
        Instant until = clock.instant().plus(time);
        while (clock.instant().isBefore(until)) {
            Outcome outcome = poller.step(LEASE, watch, source);
            for (int most = 60; most > 0 && !(outcome instanceof Outcome.Idle); most--) {
                outcome = poller.step(LEASE, watch, source);
            }
            source.pass(step);
        }
    }

    private int append(List<ChangeEvent> events) {
        int before = journal.size();
        events.forEach(event -> journal.putIfAbsent(event.id().value(), event));
        return journal.size() - before;
    }
}
