package dev.tidemark.console.subscription;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tidemark.platform.pulse.Beat;
import dev.tidemark.platform.pulse.Spread;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

class DayTest {
    private static final Instant FROM = Instant.parse("2026-01-01T00:00:00Z");

    @Test
    void a_bar_is_as_high_as_its_half_hour_was_busy_and_shows_whether_all_were_taken() {
        Day day = Day.of(
                List.of(
                        beat(0, "delivered", 5),
                        beat(15, "delivered", 5),
                        beat(60, "delivered", 5),
                        beat(75, "failed", 15)),
                "crm",
                FROM);

        assertThat(day.bars()).containsExactly(new Day.Bar(0, 10, 10, true), new Day.Bar(2, 0, 20, false));
        assertThat(day.said()).isEqualTo("15 attempts taken and 15 failed in 24 hours");
    }

    @Test
    void few_are_seen_beside_many_and_what_is_older_is_not() {
        Day day = Day.of(
                List.of(beat(-1, "delivered", 9), beat(0, "delivered", 1), beat(1439, "delivered", 5_000)),
                "crm",
                FROM);

        assertThat(day.bars()).containsExactly(new Day.Bar(0, 18, 2, true), new Day.Bar(47, 0, 20, true));
    }

    @Test
    void a_quiet_day_has_no_bars() {
        assertThat(Day.of(List.of(), "crm", FROM)).isEqualTo(new Day(List.of(), 0, 0, java.util.Optional.empty()));
    }

    private static Beat beat(int minute, String outcome, long count) {
        return new Beat(
                "callback.subscription", FROM.plus(Duration.ofMinutes(minute)), "crm/" + outcome, count, Spread.NONE);
    }
}
