package dev.tidemark.console.overview;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class TruthTest {
    private static final Trouble SLOW = new Trouble(false, "It lags.", Optional.empty(), "Wait.", "/a");
    private static final Trouble DOWN = new Trouble(true, "It is down.", Optional.of(Instant.EPOCH), "Start it.", "/b");

    @Test
    void all_is_well_when_nothing_is_wrong() {
        assertThat(Truth.of(List.of(), 1, 1_234))
                .isEqualTo(new Truth("good", "All well.", Optional.empty(), "1,234 events in the last hour."));
        assertThat(Truth.of(List.of(), 1, 1).more()).startsWith("1 event in");
        assertThat(Truth.of(List.of(), 1, 0).more()).startsWith("No event in the last hour");
    }

    @Test
    void without_an_account_it_says_what_to_do() {
        assertThat(Truth.of(List.of(), 0, 0).sentence()).isEqualTo("Nothing is watched yet.");
    }

    @Test
    void the_worst_is_said_first_with_its_cure_and_how_many_more_there_are() {
        assertThat(Truth.of(List.of(SLOW, DOWN), 1, 5))
                .isEqualTo(new Truth("bad", "It is down.", DOWN.since(), "Start it. 1 more problem is below."));
        assertThat(Truth.of(List.of(SLOW), 1, 5)).isEqualTo(new Truth("warn", "It lags.", Optional.empty(), "Wait."));
        assertThat(Truth.of(List.of(SLOW, DOWN, SLOW), 1, 5).more()).endsWith("2 more problems are below.");
    }
}
