package dev.tidemark.poll.plan;

import static dev.tidemark.poll.plan.Outlook.NOW;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.withinPercentage;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** How fast an account is called. */
class PaceTest {
    private static final double BUDGET = 1000;
    private static final Duration IDLE = Duration.ofHours(5);
    private static final Duration STEP = Duration.ofSeconds(1);

    private Pace pace = Pace.start(BUDGET, NOW);
    private Instant now = NOW;

    @Test
    void an_account_in_which_nothing_happens_costs_at_most_sixty_calls_an_hour() {
        called(Duration.ofHours(1), IDLE);

        for (int hour = 0; hour < 5; hour++) {
            assertThat(called(Duration.ofHours(1), IDLE)).isBetween(50, 60);
        }
    }

    @Test
    void a_busy_account_has_its_budget_but_for_what_others_call() {
        called(Duration.ofHours(1), Duration.ZERO);

        for (int hour = 0; hour < 3; hour++) {
            assertThat(called(Duration.ofHours(1), Duration.ZERO)).isBetween(940, 950);
        }
    }

    @Test
    void the_first_hour_stays_within_the_budget_though_much_has_to_be_learned_at_once() {
        assertThat(atOnce()).isEqualTo(40);
        assertThat(40 + called(Duration.ofHours(1), Duration.ZERO)).isBetween(980, 1000);
    }

    @Test
    void a_small_budget_begins_with_fewer_calls() {
        pace = Pace.start(100, now);

        assertThat(atOnce()).isEqualTo(4);
        assertThat(4 + called(Duration.ofHours(1), Duration.ZERO)).isLessThanOrEqualTo(100);
    }

    @Test
    void after_a_pause_a_few_calls_follow_each_other_and_no_more() {
        atOnce();
        now = now.plus(Duration.ofHours(8));
        pace = pace.until(now, Duration.ZERO);

        assertThat(atOnce()).isEqualTo(8);
        assertThat(called(Duration.ofMinutes(1), Duration.ZERO)).isEqualTo(15);
    }

    @Test
    void calls_saved_at_the_start_do_not_grow() {
        now = now.plus(Duration.ofHours(8));
        pace = pace.until(now, Duration.ZERO);

        assertThat(atOnce()).isEqualTo(40);
    }

    @Test
    void without_a_call_left_the_next_one_waits_until_there_is() {
        atOnce();
        assertThat(pace.mayCall()).isFalse();

        assertThat(pace.until(now.plusMillis(3700), Duration.ZERO).mayCall()).isFalse();
        assertThat(pace.until(now.plusMillis(3800), Duration.ZERO).mayCall()).isTrue();
    }

    @Test
    void a_clock_that_is_set_back_costs_nothing() {
        double before = pace.called().tokens();

        assertThat(pace.called().until(now.minusSeconds(60), Duration.ZERO).tokens())
                .isEqualTo(before);
    }

    @Test
    void the_longer_nothing_happens_the_slower_it_is_called() {
        List<Double> rates = IntStream.rangeClosed(0, 40)
                .mapToObj(minute -> pace.rate(Duration.ofMinutes(minute)))
                .toList();

        assertThat(rates).isSortedAccordingTo((one, other) -> Double.compare(other, one));
        assertThat(rates.subList(0, 3)).containsOnly(950.0);
        assertThat(rates.get(10)).isCloseTo(190.0, withinPercentage(1));
        assertThat(rates.subList(30, 41)).containsOnly(Pace.IDLE_PER_HOUR);
    }

    @Test
    void a_budget_below_what_an_idle_account_costs_is_kept_to() {
        Pace small = Pace.start(20, now);

        assertThat(small.rate(Duration.ZERO)).isEqualTo(19.0);
        assertThat(small.rate(IDLE)).isEqualTo(19.0);
    }

    @Test
    void another_share_of_the_budget_counts_from_now_on() {
        atOnce();
        pace = pace.of(100);

        assertThat(called(Duration.ofHours(1), Duration.ZERO)).isBetween(90, 95);
    }

    /** So many calls in that time, each as soon as it may be made. */
    private int called(Duration time, Duration quiet) {
        int calls = 0;
        for (Instant end = now.plus(time); now.isBefore(end); ) {
            now = now.plus(STEP);
            pace = pace.until(now, quiet);
            calls += atOnce();
        }
        return calls;
    }

    private int atOnce() {
        int calls = 0;
        while (pace.mayCall()) {
            pace = pace.called();
            calls++;
        }
        return calls;
    }
}
