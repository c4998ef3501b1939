package dev.tidemark.simulation;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tidemark.change.StreamName;
import dev.tidemark.mindstamp.budget.CallClass;
import dev.tidemark.poll.state.StreamState;
import org.junit.jupiter.api.Test;

/** History that is learned goes on where it was, also in another process. */
class BackfillTest {
    private static final int HISTORY = Integer.getInteger("simulation.history", 30_000);
    private static final int PER_HOUR = 1000;
    private static final int MOST_READ_AGAIN = 2;

    @Test
    void after_a_kill_at_half_of_the_history_hardly_a_page_is_read_again() {
        int undisturbed = pages(Integer.MAX_VALUE);
        assertThat(undisturbed).isBetween(HISTORY / 100, HISTORY / 100 * 11 / 10);

        assertThat(pages(undisturbed / 2)).isLessThanOrEqualTo(undisturbed + MOST_READ_AGAIN);
    }

    /** Calls until all is known, with a kill after so many. */
    private static int pages(int kill) {
        Simulation simulation = new Simulation(WorldPlan.still(HISTORY), 3, PER_HOUR);
        boolean killed = false;
        StreamState views = simulation.stream(StreamName.VIEWS);
        while (views.isLearning()) {
            simulation.step();
            views = simulation.stream(StreamName.VIEWS);
            if (!killed && views.sweep().pages() >= kill) {
                killed = true;
                simulation.restart();
            }
        }
        assertThat(killed).isEqualTo(kill < Integer.MAX_VALUE);
        assertThat(simulation.rows.counts(simulation.of(StreamName.VIEWS)).known())
                .isEqualTo(HISTORY);
        return simulation.budget.spent().getOrDefault(CallClass.BACKFILL, 0);
    }
}
