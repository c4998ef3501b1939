package dev.tidemark.poll.progress;

import static dev.tidemark.poll.progress.Streams.BEGAN;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tidemark.poll.list.ListOrder;
import dev.tidemark.poll.progress.RoundProgress.About;
import dev.tidemark.poll.progress.RoundProgress.Basis;
import dev.tidemark.poll.progress.RoundProgress.Unknown;
import dev.tidemark.poll.progress.RoundProgress.Why;
import dev.tidemark.poll.state.StreamState;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

/** A page of a hundred rows brings 97: three are of the page before. */
class EstimateTest {
    private static final Instant LATER = BEGAN.plusSeconds(120);

    /** @param known rows; a budget of 1,000 calls an hour */
    private static Estimate knowing(long known) {
        return new Estimate(known, 0, 1_000, false);
    }

    private static RoundProgress progress(Estimate estimate, StreamState state, Instant now) {
        return estimate.of(state, now).orElseThrow();
    }

    @Test
    void the_streams_of_these_tests_are_what_they_say() {
        assertThat(Streams.learning(1).certificate().order()).isEqualTo(ListOrder.CREATED_DESC);
        assertThat(Streams.unordered(1).certificate().order()).isEqualTo(ListOrder.UNORDERED);
    }

    @Test
    void between_two_rounds_nothing_is_under_way() {
        assertThat(knowing(5_000).of(Streams.live(0), LATER)).isEmpty();
        assertThat(knowing(0).of(Streams.fresh(), LATER)).isEmpty();
    }

    @Test
    void a_later_round_goes_on_at_its_pace_over_the_rows_known() {
        RoundProgress half = progress(knowing(1_943), Streams.live(10), LATER);

        assertThat(half.first()).isFalse();
        assertThat(half.rows()).isEqualTo(973);
        assertThat(half.total()).contains(1_943L);
        assertThat(half.percent()).contains(50);
        // Ten pages took two minutes; ten rest, and one shows that the list ends.
        assertThat(half.left()).isEqualTo(new About(Duration.ofSeconds(132), 11, Basis.PACE));
    }

    @Test
    void the_first_walk_takes_what_the_source_counts() {
        StreamState state = Streams.learning(10).foreseen(1_943);

        RoundProgress half = progress(knowing(980), state, LATER);

        assertThat(half.first()).isTrue();
        assertThat(half.total()).contains(1_943L);
        assertThat(half.left()).isEqualTo(new About(Duration.ofSeconds(132), 11, Basis.PACE));
    }

    @Test
    void nobody_knows_how_long_a_first_walk_takes_without_a_count_or_with_one_that_is_wrong() {
        RoundProgress uncounted = progress(knowing(980), Streams.learning(10), LATER);
        assertThat(uncounted.total()).isEmpty();
        assertThat(uncounted.percent()).isEmpty();
        assertThat(uncounted.rows()).isEqualTo(973);
        assertThat(uncounted.left()).isEqualTo(new Unknown(Why.NO_TOTAL));

        assertThat(progress(knowing(980), Streams.learning(10).foreseen(500), LATER)
                        .left())
                .isEqualTo(new Unknown(Why.NO_TOTAL));
    }

    @Test
    void a_list_without_order_is_learned_until_nothing_new_comes() {
        assertThat(progress(knowing(980), Streams.unordered(10).foreseen(2_000), LATER)
                        .left())
                .isEqualTo(new Unknown(Why.NO_ORDER));
    }

    @Test
    void a_pace_faster_than_the_budget_does_not_last() {
        // 2,000 pages take two hours, however fast the first ten came.
        RoundProgress long_ = progress(knowing(2_009 * 97), Streams.live(10), BEGAN.plusSeconds(15));

        assertThat(long_.left()).isEqualTo(new About(Duration.ofMinutes(120), 2_000, Basis.BUDGET));
    }

    @Test
    void a_round_of_hours_goes_on_as_in_the_last_one() {
        Estimate estimate = new Estimate(19_403, 50, 1_000, false);

        assertThat(progress(estimate, Streams.live(100), BEGAN.plus(Duration.ofHours(5)))
                        .left())
                .isEqualTo(new About(Duration.ofMinutes(121).plusSeconds(12), 101, Basis.PACE));
    }

    @Test
    void what_has_just_begun_or_made_no_call_has_no_pace() {
        assertThat(progress(knowing(5_000), Streams.live(1), LATER).left()).isEqualTo(new Unknown(Why.NO_PACE));
        assertThat(progress(knowing(5_000), Streams.live(9), BEGAN.plusSeconds(3))
                        .left())
                .isEqualTo(new Unknown(Why.NO_PACE));
        assertThat(progress(knowing(5_000), Streams.live(9), BEGAN.plus(Duration.ofHours(2)))
                        .left())
                .isEqualTo(new Unknown(Why.NO_PACE));
    }

    @Test
    void what_is_not_asked_stands() {
        Estimate paused = new Estimate(5_000, 0, 1_000, true);
        assertThat(progress(paused, Streams.live(9), LATER).left()).isEqualTo(new Unknown(Why.STANDS));

        StreamState refused = Streams.live(9).failed("no", LATER.plusSeconds(60));
        assertThat(progress(knowing(5_000), refused, LATER).left()).isEqualTo(new Unknown(Why.STANDS));
    }

    @Test
    void a_round_that_reads_more_than_there_is_is_almost_over() {
        RoundProgress over = progress(knowing(100), Streams.live(9), LATER);

        assertThat(over.rows()).isEqualTo(100);
        assertThat(over.percent()).contains(99);
        assertThat(progress(knowing(0), Streams.live(9), LATER).percent()).contains(99);
    }
}
