package dev.tidemark.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class RateLimitTest {
    private final HandClock clock = new HandClock(Instant.parse("2026-01-01T00:00:00Z"));
    private final RateLimit limit = new RateLimit(100, 1_000);

    @Test
    void a_hundred_calls_pass_in_any_minute() {
        assertThat(admitted(60)).isEqualTo(60);
        clock.turn(Duration.ofSeconds(30));
        assertThat(admitted(60)).isEqualTo(40);
        clock.turn(Duration.ofSeconds(29));
        assertThat(admitted(1)).isZero();
        clock.turn(Duration.ofSeconds(1));
        assertThat(admitted(100)).isEqualTo(60);
    }

    @Test
    void a_thousand_calls_pass_in_any_hour() {
        int passed = 0;
        for (int minute = 0; minute < 59; minute++) {
            passed += admitted(100);
            clock.turn(Duration.ofMinutes(1));
        }
        assertThat(passed).isEqualTo(1_000);
        clock.turn(Duration.ofSeconds(59));
        assertThat(admitted(1)).isZero();
        clock.turn(Duration.ofSeconds(1));
        assertThat(admitted(101)).isEqualTo(100);
    }

    @Test
    void refused_calls_do_not_count() {
        admitted(1_000);
        assertThat(limit.refused()).isEqualTo(900);
        clock.turn(Duration.ofMinutes(1));
        assertThat(admitted(1)).isOne();
        assertThat(limit.answered()).isEqualTo(101);
    }

    @Test
    void a_lowered_limit_counts_what_has_passed() {
        admitted(50);
        clock.turn(Duration.ofSeconds(20));
        admitted(10);
        assertThat(limit.freeAt(clock.instant())).isEqualTo(clock.instant());
        limit.change(10, 1_000);
        assertThat(limit.admit(clock.instant())).isFalse();
        assertThat(limit.freeAt(clock.instant())).isEqualTo(clock.instant().plusSeconds(60));
        limit.change(20, 1_000);
        assertThat(limit.freeAt(clock.instant())).isEqualTo(clock.instant().plusSeconds(40));
    }

    private int admitted(int calls) {
        int passed = 0;
        for (int i = 0; i < calls; i++) {
            passed += limit.admit(clock.instant()) ? 1 : 0;
        }
        return passed;
    }
}
