package dev.tidemark.poll.meter;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tidemark.change.RowKeys;
import dev.tidemark.change.StreamName;
import dev.tidemark.poll.meter.Standing.Age;
import dev.tidemark.poll.state.StreamState;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class StandingTest {
    private static final Instant NOW = Instant.parse("2026-03-01T12:00:00Z");
    private static final RowKeys NO_KEYS = new RowKeys("", "");

    private final StreamState begun = StreamState.begin("a", StreamName.VIEWERS, NOW.minusSeconds(9_000));
    /** Its newest rows were walked a minute ago, its round began two hours ago. */
    private final StreamState learned = begun.swept(begun.sweep().begun(NOW.minusSeconds(7_200)))
            .sweptWhole(NOW.minusSeconds(3_600))
            .walked(NOW.minusSeconds(60), "", NO_KEYS);

    @Test
    void what_was_never_looked_at_has_no_age() {
        Standing standing = Standing.of(begun, Optional.empty());
        assertThat(standing.order()).isEqualTo("unknown");
        assertThat(standing.has(Age.HEAD)).isFalse();
        assertThat(standing.has(Age.SWEEP)).isFalse();
        assertThat(standing.seconds(Age.ACTIVE, NOW)).isZero();
    }

    @Test
    void the_first_round_is_as_old_as_it_runs() {
        StreamState learning = begun.swept(begun.sweep().begun(NOW.minusSeconds(300)));
        assertThat(Standing.of(learning, Optional.empty()).seconds(Age.SWEEP, NOW))
                .isEqualTo(300);
    }

    @Test
    void news_that_stand_together_are_as_old_as_the_walk_of_the_newest_rows() {
        Standing standing = Standing.of(learned, Optional.empty());
        assertThat(standing.seconds(Age.HEAD, NOW)).isEqualTo(60);
        assertThat(standing.seconds(Age.SWEEP, NOW)).isEqualTo(7_200);
    }

    @Test
    void news_that_only_rounds_find_are_as_old_as_the_round() {
        StreamState whole = learned.certified(learned.certificate().comesWhole());
        StreamState unordered = learned.certified(learned.certificate().unstable(NOW));
        for (StreamState state : List.of(whole, unordered)) {
            assertThat(Standing.of(state, Optional.empty()).seconds(Age.HEAD, NOW))
                    .isEqualTo(7_200);
        }
    }

    @Test
    void a_row_under_way_grows_old_once_it_is_due() {
        assertThat(Standing.of(learned, Optional.of(NOW.minusSeconds(5))).seconds(Age.ACTIVE, NOW))
                .isEqualTo(5);
        assertThat(Standing.of(learned, Optional.of(NOW.plusSeconds(5))).seconds(Age.ACTIVE, NOW))
                .isZero();
    }
}
