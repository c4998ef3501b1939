package dev.tidemark.poll.plan;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tidemark.change.StreamName;
import dev.tidemark.poll.list.Cursor;
import dev.tidemark.poll.state.Completeness;
import dev.tidemark.poll.state.StreamState;
import dev.tidemark.poll.state.Sweep;
import java.time.Duration;
import java.time.Instant;
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
    void a_long_list_is_counted_once_while_it_is_learned() {
        Sweep sweep = Sweep.NONE.begun(BEGAN).at(Cursor.START).at(Cursor.START);
        assertThat(audit.from(learning.swept(sweep))).as("short so far").isEmpty();
        StreamState longer = learning.swept(sweep.at(Cursor.START));
        assertThat(audit.from(longer)).contains(BEGAN);
        assertThat(audit.from(longer.foreseen(900))).as("by another process").isEmpty();
        audit.foreseen();
        assertThat(audit.from(longer)).isEmpty();
        assertThat(audit.from(learned)).as("afterwards as ever").isPresent();
    }

    @Test
    void what_was_counted_before_the_walk_is_no_comparison() {
        Completeness foreseen = Completeness.NONE.foreseen(900);
        assertThat(foreseen.gap()).isEmpty();
        assertThat(foreseen.compared(905, 900, NOW)).isEqualTo(Completeness.NONE.compared(905, 900, NOW));
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
        Completeness agreed = agreed();
        assertThat(audit.counted(agreed, 9, 5, NOW)).isEmpty();
        assertThat(audit.from(learned)).contains(NOW.plus(Audit.APART));
        assertThat(audit.counted(agreed, 7, 8, NOW)).isEmpty();
        assertThat(audit.counted(agreed, 11, 9, NOW))
                .map(Completeness::difference)
                .contains(-1L);
        assertThat(audit.counted(agreed, 9, 5, NOW)).as("begins anew").isEmpty();
        assertThat(audit.counted(agreed, 9, 9, NOW))
                .map(Completeness::difference)
                .contains(0L);
    }

    @Test
    void what_two_rounds_show_is_a_gap() {
        Completeness first = three(agreed(), 30, 5);
        assertThat(first.gap()).as("what came meanwhile").contains(0L);
        assertThat(three(first, 12, 8).gap()).contains(4L);
        assertThat(three(first, 8, 12).gap()).as("on the other side").contains(0L);
        assertThat(three(three(agreed(), 5, 9), 5, 6).gap()).contains(-1L);
        assertThat(one(three(first, 12, 8), 8, 8).gap()).contains(0L);
    }

    @Test
    void what_never_agreed_says_nothing_and_is_asked_for_seldom() {
        Completeness never = three(three(Completeness.NONE, 30, 5), 30, 5);
        assertThat(never.gap()).isEmpty();
        assertThat(audit.from(round(learned.compared(never), NOW.plusSeconds(1), NOW.plusSeconds(60))))
                .contains(NOW.plus(Audit.NEVER_AGREED));
    }

    @Test
    void what_agreed_on_one_count_may_have_done_so_by_chance() {
        Completeness once = one(one(Completeness.NONE, 5, 5), 5, 5);
        assertThat(once.gap()).contains(0L);
        assertThat(three(three(once, 30, 5), 30, 5).gap()).isEmpty();
    }

    @Test
    void a_source_without_a_count_is_asked_again_in_a_day() {
        audit.noCount(NOW);
        assertThat(audit.from(learned)).contains(NOW.plus(Duration.ofDays(1)));
    }

    @Test
    void a_call_that_fails_is_made_again_ever_later_and_begins_anew() {
        Completeness agreed = agreed();
        assertThat(audit.counted(agreed, 6, 5, NOW)).isEmpty();
        audit.failed(NOW);
        assertThat(audit.from(learned)).contains(NOW.plus(Audit.BETWEEN));
        audit.failed(NOW);
        assertThat(audit.from(learned)).contains(NOW.plus(Audit.BETWEEN.multipliedBy(2)));
        for (int i = 0; i < 70; i++) {
            audit.failed(NOW);
        }
        assertThat(audit.from(learned)).contains(NOW.plus(Audit.NO_COUNT));

        assertThat(three(agreed, 9, 5).difference()).isEqualTo(4);
        audit.failed(NOW);
        assertThat(audit.from(learned)).contains(NOW.plus(Audit.BETWEEN));
    }

    private Completeness agreed() {
        return one(one(Completeness.NONE, 5, 5), 6, 6);
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
