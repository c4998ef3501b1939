package dev.tidemark.callback.terms;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RateTest {
    private static final Instant NOW = Instant.parse("2026-01-01T05:00:00Z");

    /** However often one looks: no second has more than a tenth too much, no minute any, and nothing is given away. */
    @ParameterizedTest
    @CsvSource({"0.5, 7", "1, 100", "10, 1", "10, 13", "100, 1", "100, 37", "1000, 5"})
    void any_second_and_any_minute_stay_within(double perSecond, long everyMillis) {
        Rate rate = new Rate(perSecond);
        Instant free = Instant.EPOCH;
        List<Long> sent = new ArrayList<>();
        for (long millis = 0; millis < 130_000; millis += everyMillis) {
            Instant now = NOW.plusMillis(millis);
            int allowed = rate.allowed(free, now, 1_000_000);
            free = allowed > 0 ? rate.free(free, now, allowed) : free;
            for (int i = 0; i < allowed; i++) {
                sent.add(millis);
            }
        }
        assertThat(sent.size()).isGreaterThan((int) (perSecond * 130 * 0.94));
        assertThat(most(sent, 1000)).isLessThanOrEqualTo((int) Math.max(1, Math.ceil(perSecond * 1.1)));
        assertThat(most(sent, 60_000)).isLessThanOrEqualTo((int) Math.ceil(perSecond * 60));
    }

    @ParameterizedTest
    @CsvSource({"1, 1", "10, 1", "100, 10", "1000, 100"})
    void after_a_rest_a_tenth_of_a_second_may_come_at_once(double perSecond, int burst) {
        assertThat(new Rate(perSecond).allowed(NOW.minus(Duration.ofDays(1)), NOW, 5000))
                .isEqualTo(burst);
        assertThat(new Rate(perSecond).allowed(NOW.plusMillis(1), NOW, 5000)).isZero();
    }

    private static int most(List<Long> sent, long window) {
        int most = 0;
        int first = 0;
        for (int last = 0; last < sent.size(); last++) {
            while (sent.get(last) - sent.get(first) >= window) {
                first++;
            }
            most = Math.max(most, last - first + 1);
        }
        return most;
    }
}
