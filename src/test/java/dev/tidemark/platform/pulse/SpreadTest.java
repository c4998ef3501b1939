package dev.tidemark.platform.pulse;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tidemark.testing.TestClock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

class SpreadTest {
    private static final Series SERIES = new Series("things", Duration.ofMinutes(1));

    private final TestClock clock = new TestClock(Instant.parse("2026-01-01T05:00:30Z"));
    private final Pulse pulse = new Pulse(clock);

    @Test
    void a_quantile_is_a_third_off_at_most_from_milliseconds_to_days() {
        for (long middle : new long[] {2, 40, 1_000, 60_000, 3_600_000, 80_000_000}) {
            LongStream.rangeClosed(1, 1_001)
                    .forEach(i -> pulse.took(SERIES, "m" + middle, Duration.ofMillis(middle * i / 501), 1));
            Spread spread = beat("m" + middle).spread();
            assertThat(spread.count()).isEqualTo(1_001);
            assertThat(spread.quantile(0.5).orElseThrow().toNanos() / 1e6).isBetween(middle * 0.65, middle * 1.35);
            assertThat(spread.quantile(0.95).orElseThrow())
                    .isGreaterThan(spread.quantile(0.5).orElseThrow());
        }
    }

    @Test
    void nothing_has_no_quantile_and_the_longest_has_one() {
        assertThat(Spread.NONE.quantile(0.5)).isEmpty();
        pulse.took(SERIES, "long", Duration.ofDays(900), 3);
        assertThat(beat("long").spread().quantile(0.5).orElseThrow()).isGreaterThan(Duration.ofDays(1));
        pulse.took(SERIES, "short", Duration.ofNanos(5), 3);
        assertThat(beat("short").spread().quantile(0.95).orElseThrow()).isLessThanOrEqualTo(Duration.ofMillis(1));
    }

    @Test
    void what_is_stored_is_read_again_and_beats_add_up() {
        pulse.took(SERIES, "a", Duration.ofMillis(5), 2);
        pulse.took(SERIES, "a", Duration.ofSeconds(9), 1);
        Spread spread = beat("a").spread();
        assertThat(Spread.read(spread.text()).text()).isEqualTo(spread.text());
        assertThat(Spread.read("").count()).isZero();
        assertThat(Spread.sum(List.of(spread, spread)).count()).isEqualTo(6);
    }

    @Test
    void a_beat_begins_with_its_step_and_labels_have_beats_of_their_own() {
        pulse.add(SERIES, "a", 2);
        pulse.add(SERIES, "b", 1);
        clock.advance(Duration.ofSeconds(29));
        pulse.add(SERIES, "a", 1);
        clock.advance(Duration.ofSeconds(1));
        pulse.add(SERIES, "a", 7);

        assertThat(pulse.beats())
                .extracting(Beat::at, Beat::label, Beat::count)
                .containsExactlyInAnyOrder(
                        org.assertj.core.groups.Tuple.tuple(Instant.parse("2026-01-01T05:00:00Z"), "a", 3L),
                        org.assertj.core.groups.Tuple.tuple(Instant.parse("2026-01-01T05:00:00Z"), "b", 1L),
                        org.assertj.core.groups.Tuple.tuple(Instant.parse("2026-01-01T05:01:00Z"), "a", 7L));
    }

    @Test
    void what_was_counted_after_it_was_read_is_not_forgotten_with_it() {
        pulse.add(SERIES, "a", 10);
        Instant readAt = clock.instant();
        List<Beat> read = pulse.beats();
        pulse.add(SERIES, "a", 5);
        clock.advance(Duration.ofMinutes(2));

        pulse.forgetOver(read, readAt);
        assertThat(beat("a").count()).isEqualTo(15);

        pulse.forgetOver(pulse.beats(), clock.instant());
        assertThat(pulse.beats()).isEmpty();
    }

    @Test
    void memory_is_bounded_however_many_labels_there_are() {
        for (int i = 0; i < 12_000; i++) {
            pulse.add(SERIES, "label" + i, 1);
        }
        assertThat(pulse.beats()).hasSizeLessThanOrEqualTo(10_001);
        assertThat(pulse.beats().stream().mapToLong(Beat::count).sum()).isEqualTo(12_000);
    }

    private Beat beat(String label) {
        return pulse.beats().stream()
                .filter(beat -> beat.label().equals(label))
                .findFirst()
                .orElseThrow();
    }
}
