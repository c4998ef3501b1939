package dev.tidemark.callback.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tidemark.callback.delivery.Looking.Why;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class LookingTest {
    private static final Instant NOW = Instant.parse("2026-03-01T12:00:00Z");
    private static final Duration INTERVAL = Duration.ofSeconds(1);

    private final Looking looking = new Looking();

    @Test
    void a_round_for_which_nothing_ended_looks() {
        assertThat(looking.begin(false, NOW)).isEqualTo(Why.RESTED);
        assertThat(looking.begin(false, NOW.plusMillis(1))).isEqualTo(Why.RESTED);
    }

    @Test
    void beside_results_it_looks_where_it_was_told_once_for_each_time() {
        looking.begin(false, NOW);
        looking.tell();
        looking.tell();
        assertThat(looking.begin(true, NOW)).isEqualTo(Why.TOLD);
        assertThat(looking.begin(true, NOW)).isEqualTo(Why.NOT_NOW);
    }

    @Test
    void beside_results_it_looks_every_half_second_and_the_loop_waits_no_longer_for_that() {
        looking.begin(false, NOW);
        assertThat(looking.patience(INTERVAL, NOW)).isEqualTo(INTERVAL);
        assertThat(looking.begin(true, NOW.plusMillis(300))).isEqualTo(Why.NOT_NOW);
        assertThat(looking.patience(INTERVAL, NOW.plusMillis(310))).isEqualTo(Duration.ofMillis(190));
        assertThat(looking.begin(true, NOW.plusMillis(501))).isEqualTo(Why.LONG_AGO);
        assertThat(looking.patience(INTERVAL, NOW.plusMillis(510))).isEqualTo(INTERVAL);
        assertThat(looking.begin(true, NOW.plusMillis(900))).isEqualTo(Why.NOT_NOW);
    }

    @Test
    void a_clock_that_was_turned_back_makes_nobody_wait() {
        looking.begin(false, NOW);
        assertThat(looking.begin(true, NOW.minusSeconds(3600))).isEqualTo(Why.LONG_AGO);
    }
}
