package dev.tidemark.poll.plan;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tidemark.change.StreamName;
import dev.tidemark.poll.state.Completeness;
import dev.tidemark.poll.state.StreamState;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class AuditTest {
    private static final Instant BEGAN = Instant.parse("2026-03-01T10:00:00Z");
    private static final Instant NOW = BEGAN.plusSeconds(120);

    private final Audit audit = new Audit();
    private final StreamState learning = StreamState.begin("a", StreamName.VIEWS, BEGAN);
    private final StreamState learned = round(learning, BEGAN, NOW);

    @Test
    void a_list_that_is_not_known_to_its_end_is_not_counted() {
        assertThat(audit.from(learning)).isEmpty();
        assertThat(audit.from(learned))
                .hasValueSatisfying(from -> assertThat(from).isBeforeOrEqualTo(NOW));
    }

    @Test
    void counts_that_agree_are_compared_once_a_round_and_not_too_often() {
        StreamState agreed = learned.compared(one(Completeness.NONE, 5, 5));
        assertThat(audit.from(agreed)).isEmpty();
        assertThat(audit.from(round(agreed, NOW.plusSeconds(1), NOW.plusSeconds(60))))
                .contains(NOW.plus(Audit.BETWEEN));
    }

    @Test
    void the_least_of_three_differences_counts() {
        Completeness agreed = one(Completeness.NONE, 5, 5);
        assertThat(audit.counted(agreed, 9, 5, NOW)).isEmpty();
        assertThat(audit.from(learned)).contains(NOW.plus(Audit.APART));
        assertThat(audit.counted(agreed, 7, 8, NOW)).isEmpty();
        assertThat(audit.counted(agreed, 11, 9, NOW)).map(Completeness::gap).contains(Optional.of(-1L));
        assertThat(audit.counted(agreed, 9, 5, NOW)).as("begins anew").isEmpty();
        assertThat(audit.counted(agreed, 9, 9, NOW)).map(Completeness::gap).contains(Optional.of(0L));
    }

    @Test
    void what_never_agreed_says_nothing_and_is_asked_for_seldom() {
        Completeness never = three(Completeness.NONE, 30, 5);
        assertThat(never.gap()).isEmpty();
        assertThat(audit.from(round(learned.compared(never), NOW.plusSeconds(1), NOW.plusSeconds(60))))
                .contains(NOW.plus(Audit.NEVER_AGREED));

        Completeness once = one(never, 5, 5);
        assertThat(once.gap()).contains(0L);
        assertThat(three(once, 30, 5).gap()).contains(25L);
    }

    @Test
    void nothing_counted_where_nothing_is_known_does_not_show_what_is_counted() {
        Completeness empty = one(Completeness.NONE, 0, 0);
        assertThat(empty.gap()).contains(0L);
        assertThat(three(empty, 1, 5).gap()).isEmpty();
    }

    @Test
    void a_source_without_a_count_is_asked_again_in_a_day() {
        audit.noCount(NOW);
        assertThat(audit.from(learned)).contains(NOW.plus(Duration.ofDays(1)));
    }

    @Test
    void a_call_that_failed_is_made_again_later() {
        audit.failed(NOW);
        assertThat(audit.from(learned)).contains(NOW.plus(Audit.BETWEEN));
    }

    private Completeness one(Completeness before, long counted, long known) {
        return audit.counted(before, counted, known, NOW).orElseThrow();
    }

    private Completeness three(Completeness before, long counted, long known) {
        assertThat(audit.counted(before, counted, known, NOW)).isEmpty();
        assertThat(audit.counted(before, counted, known, NOW)).isEmpty();
        return one(before, counted, known);
    }

    private static StreamState round(StreamState state, Instant began, Instant ended) {
        return state.swept(state.sweep().begun(began)).sweptWhole(ended);
    }
}
