package dev.tidemark.callback.health;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.function.IntFunction;
import org.junit.jupiter.api.Test;

class HealthTest {
    private static final Instant NOW = Instant.parse("2026-01-01T05:00:00Z");
    private static final IntFunction<Duration> STEPS = number -> Duration.ofMinutes(number + 1);

    @Test
    void five_failures_in_a_row_break_it_and_a_success_mends_it() {
        Health four = failed(Health.WELL, 4, NOW);
        assertThat(four.isFailing()).isFalse();
        assertThat(four.mayTry(NOW)).isTrue();
        assertThat(taken(four)).isEqualTo(Health.WELL);
        assertThat(failed(taken(four), 4, NOW).isFailing()).isFalse();

        Health five = failed(four, 1, NOW.plusSeconds(9));
        assertThat(five.isFailing()).isTrue();
        assertThat(five.failingSince()).contains(NOW);
        assertThat(five.mayTry(NOW.plusSeconds(9))).isFalse();
        assertThat(taken(five)).isEqualTo(Health.WELL);
    }

    @Test
    void it_is_tried_once_a_step() {
        Health failing = failed(Health.WELL, 5, NOW);
        assertThat(failing.probeAt()).isEqualTo(NOW.plus(Duration.ofMinutes(1)));
        assertThat(failing.mayTry(failing.probeAt().minusMillis(1))).isFalse();
        assertThat(failing.mayTry(failing.probeAt())).isTrue();

        Health probed = failing.probing(STEPS, failing.probeAt());
        assertThat(probed.probeAt()).isEqualTo(failing.probeAt().plus(Duration.ofMinutes(2)));
        assertThat(failed(probed, 1, probed.probeAt()).probeAt()).isEqualTo(probed.probeAt());
    }

    @Test
    void what_was_under_way_when_it_broke_lengthens_nothing() {
        Health failing = failed(Health.WELL, 5, NOW);
        Health more = failed(failing, 9, NOW.plusSeconds(2));
        assertThat(more.probeAt()).isEqualTo(failing.probeAt());
        assertThat(more.failures()).isEqualTo(14);
    }

    @Test
    void five_days_of_failures_are_hopeless_and_not_a_few_of_them() {
        Instant later = NOW.plus(Duration.ofDays(5));
        Health sporadic = failed(failed(Health.WELL, 1, NOW), 3, later);
        assertThat(sporadic.isHopeless(later)).isFalse();
        Health failing = failed(sporadic, 1, later);
        assertThat(failing.isHopeless(later)).isTrue();
        assertThat(failing.isHopeless(later.minusMillis(1))).isFalse();
        assertThat(failed(taken(failing), 5, later).isHopeless(later)).isFalse();
    }

    private static Health failed(Health health, int times, Instant now) {
        Health worse = health;
        for (int i = 0; i < times; i++) {
            worse = worse.after(false, STEPS, now);
        }
        return worse;
    }

    private static Health taken(Health health) {
        return health.after(true, STEPS, NOW);
    }
}
