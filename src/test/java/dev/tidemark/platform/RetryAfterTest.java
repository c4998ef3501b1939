package dev.tidemark.platform;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class RetryAfterTest {
    private static final Instant NOW = Instant.parse("2026-01-01T05:00:00Z");
    private static final Duration HOUR = Duration.ofHours(1);

    @Test
    void seconds_and_dates_are_read() {
        assertThat(RetryAfter.parse("30", NOW, HOUR)).contains(NOW.plusSeconds(30));
        assertThat(RetryAfter.parse("Thu, 1 Jan 2026 05:01:00 GMT", NOW, HOUR)).contains(NOW.plusSeconds(60));
    }

    @Test
    void a_huge_wait_is_cut_to_an_hour() {
        assertThat(RetryAfter.parse("999999999", NOW, HOUR)).contains(NOW.plusSeconds(3600));
    }

    @Test
    void nonsense_the_past_and_nothing_count_as_absent() {
        assertThat(RetryAfter.parse("-5", NOW, HOUR)).isEmpty();
        assertThat(RetryAfter.parse("soon", NOW, HOUR)).isEmpty();
        assertThat(RetryAfter.parse("Thu, 1 Jan 2020 05:01:00 GMT", NOW, HOUR)).isEmpty();
        assertThat(RetryAfter.parse(null, NOW, HOUR)).isEmpty();
    }
}
