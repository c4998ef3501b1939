package dev.tidemark.platform.pulse;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.groups.Tuple.tuple;

import dev.tidemark.platform.Sql;
import dev.tidemark.testing.TestClock;
import io.quarkus.narayana.jta.QuarkusTransaction;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.assertj.core.groups.Tuple;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What was counted is kept and told, on every database. */
abstract class PulseHistoryContract {
    private static final Series SERIES = new Series("test", Duration.ofMinutes(1));

    @Inject
    Pulse pulse;

    @Inject
    PulseHistory history;

    @Inject
    PulseStore store;

    @Inject
    Sql sql;

    @Inject
    TestClock clock;

    private Instant start;

    @BeforeEach
    void nothing_was_counted() {
        clock.advance(Duration.ofHours(1));
        start = SERIES.beat(clock.instant());
        QuarkusTransaction.requiringNew().run(() -> sql.update("delete from pulse"));
    }

    @Test
    void what_is_stored_and_what_is_not_yet_are_one_and_storing_again_changes_nothing() {
        pulse.took(SERIES, "a", Duration.ofMillis(20), 3);
        assertThat(counts()).containsExactly(tuple(start, "a", 3L));
        history.flush();
        history.flush();
        assertThat(counts()).containsExactly(tuple(start, "a", 3L));
        pulse.took(SERIES, "a", Duration.ofMillis(20), 1);
        assertThat(counts()).containsExactly(tuple(start, "a", 4L));
        clock.advance(Duration.ofMinutes(2));
        history.flush();
        pulse.add(SERIES, "b", 5);
        assertThat(counts()).containsExactly(tuple(start, "a", 4L), tuple(SERIES.beat(clock.instant()), "b", 5L));
        assertThat(history.since(SERIES, start).getFirst().spread().count()).isEqualTo(4);
    }

    @Test
    void what_several_processes_counted_is_added_up() {
        pulse.took(SERIES, "a", Duration.ofMillis(20), 3);
        history.flush();
        store.save(
                "another",
                List.of(new Beat("test", start, "a", 10, Spread.NONE), new Beat("test", start, "c", 1, Spread.NONE)));

        assertThat(counts()).containsExactly(tuple(start, "a", 13L), tuple(start, "c", 1L));
        assertThat(history.since(SERIES, Set.of("c", "nobody"), start))
                .extracting(Beat::label)
                .containsExactly("c");
    }

    @Test
    void after_two_days_it_is_forgotten() {
        pulse.add(SERIES, "a", 1);
        history.flush();
        // A beat is as old as its start, which may be most of a minute ago.
        clock.advance(Duration.ofDays(2).minusMinutes(1));
        history.flush();
        assertThat(counts()).hasSize(1);
        clock.advance(Duration.ofMinutes(2));
        history.flush();
        assertThat(counts()).isEmpty();
    }

    private List<Tuple> counts() {
        return history.since(SERIES, start).stream()
                .map(beat -> tuple(beat.at(), beat.label(), beat.count()))
                .toList();
    }
}
