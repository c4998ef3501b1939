package dev.tidemark.poll;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tidemark.change.HighWaterMark;
import dev.tidemark.change.RowKey;
import dev.tidemark.change.StreamName;
import dev.tidemark.mindstamp.page.Page;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class PollPlannerTest {
    private static final Instant NOW = Instant.parse("2026-01-01T05:00:00Z");
    private final PollPlanner planner = new PollPlanner(Duration.ofSeconds(4), 1000, 2);

    @Test
    void the_first_walk_reads_the_whole_list() {
        assertThat(planner.stopKey(state(StreamState.Phase.LEARNING), Optional.empty()))
                .isEmpty();
    }

    @Test
    void later_walks_go_back_to_the_mark_and_a_little_further() {
        assertThat(planner.stopKey(state(StreamState.Phase.LIVE), Optional.empty()))
                .isEqualTo(RowKey.of(NOW.minus(PollPlanner.LOOKBACK)));
    }

    @Test
    void a_view_still_watched_is_reached_however_old() {
        String old = RowKey.of(NOW.minusSeconds(900));

        assertThat(planner.stopKey(state(StreamState.Phase.LIVE), Optional.of(old)))
                .isEqualTo(old);
    }

    @Test
    void walks_are_spaced_so_that_the_hours_budget_lasts() {
        for (int calls = 1; calls <= 20; calls++) {
            Walk walk = new Walk(NOW, "");
            for (int i = 0; i < calls; i++) {
                walk.take(new Page<>(List.of(), 100, 0, List.of(), Optional.empty()), NOW);
            }
            double walksAnHour =
                    3600.0 / Duration.between(NOW, planner.nextDue(walk)).toSeconds();

            assertThat(2 * calls * walksAnHour).isLessThanOrEqualTo(1000);
        }
    }

    private static StreamState state(StreamState.Phase phase) {
        return new StreamState(
                "default",
                StreamName.VIEWS,
                phase,
                NOW.minusSeconds(3600),
                new HighWaterMark(RowKey.of(NOW), "v"),
                Optional.empty(),
                NOW,
                Optional.empty());
    }
}
