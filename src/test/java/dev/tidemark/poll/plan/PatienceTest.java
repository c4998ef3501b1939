package dev.tidemark.poll.plan;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class PatienceTest {
    private static final Instant NOW = Instant.parse("2026-03-01T00:00:00Z");

    private final Patience patience = new Patience();

    @Test
    void a_row_is_asked_for_when_it_is_due() {
        assertThat(patience.from("r", NOW)).isEqualTo(NOW);
    }

    @Test
    void each_failure_doubles_the_wait_up_to_half_an_hour() {
        Duration[] waits = new Duration[9];
        for (int i = 0; i < waits.length; i++) {
            patience.failed("r", NOW);
            waits[i] = Duration.between(NOW, patience.from("r", NOW));
        }

        assertThat(waits).startsWith(Duration.ofSeconds(30), Duration.ofMinutes(1), Duration.ofMinutes(2));
        assertThat(waits).endsWith(Duration.ofMinutes(32), Duration.ofMinutes(32));
        assertThat(patience.from("r", NOW.plus(Duration.ofHours(1))))
                .as("due later than that anyway")
                .isEqualTo(NOW.plus(Duration.ofHours(1)));
    }

    @Test
    void others_and_what_worked_are_not_meant() {
        patience.failed("r", NOW);
        assertThat(patience.from("other", NOW)).isEqualTo(NOW);

        patience.worked("r");

        assertThat(patience.from("r", NOW)).isEqualTo(NOW);
        patience.failed("r", NOW);
        assertThat(patience.from("r", NOW)).as("counted anew").isEqualTo(NOW.plusSeconds(30));
    }
}
