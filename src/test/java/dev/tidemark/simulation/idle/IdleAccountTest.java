package dev.tidemark.simulation.idle;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tidemark.change.StreamName;
import dev.tidemark.event.ChangeEvent;
import dev.tidemark.event.EventType;
import dev.tidemark.platform.lease.Lease;
import dev.tidemark.poll.source.StreamKind;
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
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What an account costs in which nothing happens, and how soon it is known when something does. */
class IdleAccountTest {
    private static final String ACCOUNT = "idle";
    private static final Lease LEASE = new Lease("poll", 1);
    private static final int PER_HOUR = 1000;
    private static final int GROUPS = 300;
    /** Requirement 24 of detection.md. */
    private static final int IDLE_PER_HOUR = 60;

    private static final Duration NEW_VIEW = Duration.ofMinutes(3);
    private static final Duration NEXT_VIEW = Duration.ofMinutes(1);
    private static final Duration SETTLING = Duration.ofHours(4);

    private final VirtualClock clock = new VirtualClock();
    private final QuietSource source = new QuietSource(clock);
    private final Map<String, ChangeEvent> journal = new LinkedHashMap<>();
    private final MemoryRows rows = new MemoryRows();
    private final MemoryStreams streams = new MemoryStreams();
    private final PageCommit commits = new PageCommit(_ -> {}, rows, streams, this::append);
    private final AccountPoller poller = new AccountPoller(
            Duration.ofSeconds(4), commits, rows, SteadyRules.quietAfter(Duration.ofMinutes(5)), clock);

    private final Watch watch = new Watch(
            ACCOUNT,
            commits.open(LEASE, ACCOUNT, StreamKind.LISTED, clock.instant()),
            PER_HOUR,
            Instant.EPOCH,
            clock.instant());

    @BeforeEach
    void an_account_is_learned_and_some_of_its_rows_can_neither_be_had_nor_be_found_gone() {
        Instant before = clock.instant().minus(Duration.ofDays(30));
        add(StreamName.VIEWS, 2_000, before);
        add(StreamName.INTERACTIONS, 500, before);
        add(StreamName.VIEWERS, 150, before);
        add(StreamName.VIDEOS, 40, before);
        add(StreamName.GROUPS, GROUPS, before);
        add(StreamName.SERIES, 20, before);
        for (String owner : List.of(StreamName.GROUPS.text(), StreamName.SERIES.text())) {
            IntStream.range(0, GROUPS)
                    .forEach(i -> IntStream.range(0, 3).forEach(j -> source.addMember(owner + i, "m" + j)));
        }
        watch(Duration.ofHours(1));
        assertThat(watch.learning()).isEmpty();
        IntStream.range(0, 12).forEach(i -> source.stick(StreamName.VIEWS, StreamName.VIEWS.text() + i * 100));
        watch(SETTLING);
    }

    @Test
    void it_costs_no_more_than_a_call_a_minute() {
        List<Long> hours = new ArrayList<>();
        for (int hour = 0; hour < 6; hour++) {
            Instant from = clock.instant();
            watch(Duration.ofHours(1));
            hours.add(source.askedSince(from));
        }

        assertThat(hours).allMatch(calls -> calls <= IDLE_PER_HOUR);
        assertThat(journal).isEmpty();
    }

    /** Lists and rounds share the few calls: the head of the views is not the only one that is asked for. */
    @Test
    void a_new_view_is_known_within_minutes_and_the_next_one_within_one() {
        for (int views = 1; views <= 8; views += 2) {
            watch(Duration.ofMinutes(61).plusSeconds(views * 7L));
            source.add(StreamName.VIEWS, "first" + views, clock.instant());
            assertThat(untilStarted(views)).isLessThan(NEW_VIEW);

            watch(Duration.ofSeconds(10));
            source.add(StreamName.VIEWS, "next" + views, clock.instant());
            assertThat(untilStarted(views + 1)).isLessThan(NEXT_VIEW);
        }
    }

    private void add(StreamName stream, int many, Instant from) {
        IntStream.range(0, many).forEach(i -> source.add(stream, stream.text() + i, from.plusSeconds(i * 60L)));
    }

    private Duration untilStarted(int views) {
        Instant from = clock.instant();
        while (started() < views && clock.instant().isBefore(from.plus(NEW_VIEW))) {
            watch(Duration.ofSeconds(1));
        }
        return Duration.between(from, clock.instant());
    }

    private long started() {
        return journal.values().stream()
                .filter(event -> event.type() == EventType.VIEW_STARTED)
                .count();
    }

    private void watch(Duration time) {
        Instant until = clock.instant().plus(time);
        while (clock.instant().isBefore(until)) {
            Outcome outcome = poller.step(LEASE, watch, source);
            for (int most = 60; most > 0 && !(outcome instanceof Outcome.Idle); most--) {
                outcome = poller.step(LEASE, watch, source);
            }
            clock.advance(Duration.ofSeconds(1));
        }
    }

    private int append(List<ChangeEvent> events) {
        int before = journal.size();
        events.forEach(event -> journal.putIfAbsent(event.id().value(), event));
        return journal.size() - before;
    }
}
