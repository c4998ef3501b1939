package dev.tidemark.outbox.retention;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class RetentionConfigCheckTest {
    private record Kept(Duration events, Duration attempts) implements RetentionConfig {}

    @Test
    void the_defaults_are_fine_and_attempts_may_stay_as_long_as_their_events() {
        assertThat(RetentionConfigCheck.mistakes(new Kept(Duration.ofDays(90), Duration.ofDays(30))))
                .isEmpty();
        assertThat(RetentionConfigCheck.mistakes(new Kept(Duration.ofHours(1), Duration.ofDays(3000))))
                .isEmpty();
    }

    @Test
    void what_would_purge_everything_at_once_is_refused_by_its_key() {
        assertThat(RetentionConfigCheck.mistakes(new Kept(Duration.ZERO, Duration.ofDays(-30))))
                .containsExactly(
                        "tidemark.retention.events: must be an hour or longer, such as 90d, not PT0S",
                        "tidemark.retention.attempts: must be an hour or longer, such as 90d, not PT-720H");
    }
}
