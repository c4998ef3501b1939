package dev.tidemark.outbox.time;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tidemark.event.EventType;
import dev.tidemark.outbox.EventFilter;
import dev.tidemark.outbox.EventStore;
import dev.tidemark.outbox.StoredEvent;
import dev.tidemark.platform.Sql;
import io.quarkus.narayana.jta.QuarkusTransaction;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.stream.LongStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Searches of the log by the time of the change, however far that is from the order in which events were logged. */
abstract class LogTimesContract {
    private static final Instant START = Instant.parse("2026-01-01T22:00:00Z");
    private static final int LENGTH = StretchStore.LENGTH;
    private static final int PAGE = 300;

    @Inject
    EventStore events;

    @Inject
    LogTimes times;

    @Inject
    Sql sql;

    /** Of the last event before those of a test, where a stretch ends. */
    private long base;

    private record Logged(long sequence, EventType type, String account, Instant time) {
        boolean fulfils(EventFilter filter) {
            return (filter.types().isEmpty() || filter.types().contains(type))
                    && filter.account().map(account::equals).orElse(true)
                    && filter.from().map(from -> !time.isBefore(from)).orElse(true)
                    && filter.to().map(time::isBefore).orElse(true);
        }
    }

    @BeforeEach
    void begin() {
        empty();
        base = (events.lastSequence() / LENGTH + 1) * LENGTH;
        logged(base);
    }

    @AfterEach
    void empty() {
        update("delete from event");
        update("delete from event_stretch");
    }

    @Test
    void every_time_finds_what_a_look_at_each_event_finds() {
        List<Logged> all = new ArrayList<>(stored(0, 4 * LENGTH + 300));
        assertFinds(all);
        times.runOnce();
        assertThat(stretches()).isEqualTo(4);
        assertFinds(all);
        // Later ones, some of them older than all before, come to a stretch that is not full yet.
        all.addAll(stored(4 * LENGTH + 300, LENGTH));
        assertFinds(all);
        times.runOnce();
        assertThat(stretches()).isEqualTo(5);
        assertFinds(all);
    }

    @Test
    void stretches_without_the_time_are_passed_over() {
        stored(0, 3 * LENGTH, n -> START.plusSeconds(60 * n));
        times.runOnce();
        Instant inSecond = START.plusSeconds(60 * (LENGTH + 500));
        assertThat(lookedAt(inSecond, inSecond.plusSeconds(1))).containsExactly(false, true, false);
        assertThat(lookedAt(START.minusSeconds(9), START.minusSeconds(1))).containsExactly(false, false, false);
        assertThat(lookedAt(START, START.plusSeconds(864_000))).containsExactly(true, true, true);
    }

    /** A day that no event of it is of, between two that have some, is told apart. */
    @Test
    void one_late_event_does_not_make_its_stretch_one_of_all_the_time_between() {
        stored(0, 3 * LENGTH, n -> START.plusSeconds(n == 500 ? 0 : 864_000));
        times.runOnce();
        assertThat(lookedAt(START.plusSeconds(400_000), START.plusSeconds(500_000)))
                .containsExactly(false, false, false);
        assertThat(lookedAt(START, START.plusSeconds(1))).containsExactly(true, false, false);
    }

    @Test
    void a_search_has_few_parts_however_the_times_alternate() {
        for (int stretch = 0; stretch < 400; stretch++) {
            update("insert into event_stretch (stretch, of_day, earliest, latest) values (" + stretch
                    + ", 0, timestamp with time zone '2026-01-0" + (1 + stretch % 2) + " 00:00:00+00',"
                    + " timestamp with time zone '2026-01-0" + (1 + stretch % 2) + " 00:00:00+00')");
        }
        List<Part> parts = times.of(Optional.of(Instant.parse("2026-01-02T00:00:00Z")), Optional.empty());
        assertThat(parts).hasSize(50);
        assertThat(parts).contains(new Part(LENGTH, 2 * LENGTH));
        assertThat(parts.getLast().upTo()).isEqualTo(Part.ALL.upTo());
        for (long stretch = 1; stretch < 400; stretch += 2) {
            Part wanted = new Part(stretch * LENGTH, (stretch + 1) * LENGTH);
            assertThat(parts)
                    .as("holds stretch %d", stretch)
                    .anyMatch(part -> part.and(wanted).equals(wanted));
        }
    }

    @Test
    void what_is_purged_is_forgotten() {
        stored(0, 3 * LENGTH, START::plusSeconds);
        times.runOnce();
        update("delete from event where sequence <= " + (base + LENGTH + 1));
        times.runOnce();
        assertThat(stretches()).isEqualTo(2);
    }

    /** Of each of the three stretches of a test, whether a search of this time looks at it. */
    private List<Boolean> lookedAt(Instant from, Instant to) {
        List<Part> parts = times.of(Optional.of(from), Optional.of(to));
        return LongStream.of(0, 1, 2)
                .map(stretch -> base + stretch * LENGTH + 1)
                .mapToObj(first -> parts.stream().anyMatch(part -> part.after() < first && first <= part.upTo()))
                .toList();
    }

    private void assertFinds(List<Logged> all) {
        Random random = new Random(7);
        int found = 0;
        for (int i = 0; i < 40; i++) {
            EventFilter filter = new EventFilter(
                    List.of(
                                    Set.<EventType>of(),
                                    Set.of(EventType.VIEW_ENDED),
                                    Set.of(EventType.VIEW_ENDED, EventType.PLINK_CREATED))
                            .get(random.nextInt(3)),
                    random.nextInt(3) == 0 ? Optional.of("second") : Optional.empty(),
                    Optional.empty(),
                    time(random),
                    time(random));
            List<Long> wanted = all.stream()
                    .filter(one -> one.fulfils(filter))
                    .map(Logged::sequence)
                    .toList();
            assertThat(forward(filter)).as("after, %s", filter).isEqualTo(wanted);
            assertThat(backward(filter)).as("before, %s", filter).isEqualTo(wanted);
            found += wanted.isEmpty() ? 0 : 1;
        }
        assertThat(found).isBetween(15, 39);
    }

    private static Optional<Instant> time(Random random) {
        return random.nextInt(4) == 0
                ? Optional.empty()
                : Optional.of(START.plus(Duration.ofMinutes(random.nextInt(-500, 5_500))));
    }

    private List<Long> forward(EventFilter filter) {
        List<Long> found = new ArrayList<>();
        for (long place = 0; ; place = found.getLast()) {
            List<StoredEvent> page = events.after(place, filter, PAGE);
            page.forEach(event -> found.add(event.sequence()));
            if (page.size() < PAGE) {
                return found;
            }
        }
    }

    private List<Long> backward(EventFilter filter) {
        List<Long> found = new ArrayList<>();
        for (long place = Long.MAX_VALUE; ; place = found.getLast()) {
            List<StoredEvent> page = events.before(place, filter, PAGE);
            page.forEach(event -> found.add(event.sequence()));
            if (page.size() < PAGE) {
                return found.stream().sorted(Comparator.naturalOrder()).toList();
            }
        }
    }

    /** One a minute, but one in a hundred was noticed late, and one stretch is older than what stands around it. */
    private List<Logged> stored(int after, int count) {
        Random random = new Random(after);
        return stored(
                after,
                count,
                n -> START.plus(Duration.ofMinutes(
                        random.nextInt(100) == 0
                                ? random.nextInt((int) n)
                                : n > 2 * LENGTH && n < 3 * LENGTH ? n - 1500 : n)));
    }

    private interface Time {
        Instant of(long number);
    }

    private List<Logged> stored(int after, int count, Time time) {
        List<Logged> stored = new ArrayList<>();
        for (long n = after + 1; n <= after + count; n++) {
            stored.add(new Logged(
                    base + n,
                    n % 500 == 3 ? EventType.PLINK_CREATED : n % 3 == 0 ? EventType.VIEW_ENDED : EventType.VIEW_STARTED,
                    n % 40 == 0 ? "second" : "first",
                    time.of(n)));
        }
        QuarkusTransaction.requiringNew()
                .run(() -> sql.batch(
                        """
                        insert into event (sequence, id, account_id, type, family, subject, partition_key, occurred_at,
                                           logged_at, data_start, document)
                        values (?, ?, ?, ?, 'views', 'views/x', 'x', ?, ?, 0, ?)""",
                        stored.stream()
                                .map(one -> new Object[] {
                                    one.sequence(),
                                    "evt_" + one.sequence(),
                                    one.account(),
                                    one.type().shortName(),
                                    one.time(),
                                    START,
                                    new byte[] {'{', '}'}
                                })
                                .toList()));
        logged(base + after + count);
        return stored;
    }

    private void logged(long last) {
        update("update event_log set last_sequence = " + last + " where id = 1");
    }

    private long stretches() {
        return QuarkusTransaction.requiringNew()
                .call(() -> sql.query("select count(distinct stretch) from event_stretch", row -> row.getLong(1))
                        .getFirst());
    }

    private void update(String statement) {
        QuarkusTransaction.requiringNew().run(() -> sql.update(statement));
    }
}
