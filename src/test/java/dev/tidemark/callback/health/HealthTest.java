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
    void five_days_of_failures_are_hopeless() {
        Health failing = Health.WELL;
        for (int day = 0; day < 5; day++) {
            failing = failed(failing, 2, NOW.plus(Duration.ofDays(day)));
        }
        Instant later = NOW.plus(Duration.ofDays(5));
        assertThat(failing.isHopeless(later.minusMillis(1))).isFalse();
        assertThat(failed(failing, 1, later).isHopeless(later)).isTrue();
        assertThat(failed(taken(failing), 9, later).isHopeless(later)).isFalse();
    }

    @Test
    void a_few_failures_or_none_for_days_are_not_hopeless() {
        Health few = Health.WELL;
        for (int day = 0; day < 4; day++) {
            few = failed(few, 1, NOW.plus(Duration.ofDays(day)));
        }
        assertThat(few.isHopeless(NOW.plus(Duration.ofDays(9)))).isFalse();

        Instant afterTheOutage = NOW.plus(Duration.ofDays(6));
        Health again = failed(failed(Health.WELL, 7, NOW), 1, afterTheOutage);
        assertThat(again.isFailing()).isTrue();
        assertThat(again.isHopeless(afterTheOutage)).isFalse();
        assertThat(again.failingSince()).contains(afterTheOutage);
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
