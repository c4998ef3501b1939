package dev.tidemark.mainjob.truth;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;

/** The measure itself, of views: facts in, what must and may be told out. */
class ViewTruthTest extends WrittenLedger {
    private static final String STARTED = "views/v ViewStarted";
    private static final String ENDED = "views/v ViewEnded false";

    @Test
    void what_stays_is_told_once_whatever_was_polled_when() {
        viewCreated("v", 0);
        progress("v", 1, 30);
        progress("v", 2, 95);

        assertThat(truth().required())
                .containsExactly(
                        "views/v ViewCompleted 90",
                        "views/v ViewEnded true",
                        "views/v ViewProgressed 25",
                        "views/v ViewProgressed 50",
                        "views/v ViewProgressed 75",
                        STARTED);
        assertThat(truth().allowed("views/v ViewReopened")).isZero();
        assertThat(truth().problems(List.of(STARTED, ENDED)))
                .contains(
                        "invented: views/v ViewEnded false",
                        "missing: views/v ViewEnded true, told 0 times of 1",
                        "missing: views/v ViewProgressed 25, told 0 times of 1");
    }

    @Test
    void what_nobody_may_have_seen_is_told_with_its_end_or_not_at_all() {
        viewCreated("v", 0);
        progress("v", 2, 30);
        viewFact("v", 9, "view-deleted");

        assertThat(truth().required()).isEmpty();
        assertThat(truth().problems(List.of())).isEmpty();
        assertThat(truth().problems(List.of(STARTED, "views/v ViewDeleted"))).isEmpty();
        assertThat(truth().problems(List.of(STARTED, "views/v ViewProgressed 25", "views/v ViewDeleted")))
                .isEmpty();
        assertThat(truth().problems(List.of(STARTED)))
                .contains("one without the other: views/v ViewStarted, views/v ViewDeleted");
    }

    @Test
    void what_was_seen_and_is_gone_is_told_so_and_what_led_there_too() {
        viewCreated("v", 0);
        progress("v", 2, 30);
        progress("v", 55, 60);
        viewFact("v", 60, "view-deleted");

        Truth truth = truth();
        assertThat(truth.required())
                .containsExactly("views/v ViewDeleted", ENDED, "views/v ViewProgressed 25", STARTED);
        assertThat(truth.due("views/v ViewProgressed 50")).isZero();
        assertThat(truth.allowed("views/v ViewProgressed 50")).isOne();
        assertThat(truth.allowed("views/v ViewReopened")).isOne();
        assertThat(truth.allowed(ENDED)).isOne();
    }

    @Test
    void a_long_pause_ends_a_view_and_more_progress_reopens_it() {
        viewCreated("v", 0);
        progress("v", 1, 30);
        progress("v", 60, 95);

        Truth truth = truth();
        assertThat(truth.required()).contains(ENDED, "views/v ViewReopened", "views/v ViewEnded true");
        assertThat(truth.problems(List.of(
                        STARTED,
                        "views/v ViewProgressed 25",
                        ENDED,
                        "views/v ViewReopened",
                        "views/v ViewProgressed 50",
                        "views/v ViewProgressed 75",
                        "views/v ViewCompleted 90",
                        "views/v ViewEnded true")))
                .isEmpty();
    }

    @Test
    void a_pause_about_as_long_as_the_quiet_may_end_a_view() {
        viewCreated("v", 0);
        progress("v", 16, 10);

        Truth truth = truth();
        assertThat(truth.problems(List.of(STARTED, ENDED))).isEmpty();
        assertThat(truth.problems(List.of(STARTED, ENDED, "views/v ViewReopened", ENDED)))
                .isEmpty();
        assertThat(truth.problems(List.of(STARTED, ENDED, ENDED)))
                .singleElement()
                .asString()
                .startsWith("out of order: ");
        assertThat(truth.problems(List.of(STARTED, ENDED, "views/v ViewReopened")))
                .singleElement()
                .asString()
                .startsWith("never ended: ");
    }

    @Test
    void a_pause_shorter_than_the_quiet_ends_nothing_but_for_a_replica_that_lags() {
        viewCreated("v", 0);
        progress("v", 14.9, 10);

        assertThat(truth().required()).containsExactly(ENDED, STARTED);
        control.put("stale_share", 0.1).put("stale_seconds", 10);
        assertThat(truth().allowed(ENDED)).isEqualTo(2);
    }

    @Test
    void who_is_known_later_updates_an_ended_view_and_reopens_nothing() {
        viewCreated("v", 0);
        progress("v", 1, 10);
        changed("v", 90, 10, "viewer_email", "updated_at");

        assertThat(truth().required()).containsExactly(ENDED, STARTED, "views/v ViewUpdated");
        assertThat(truth().allowed("views/v ViewReopened")).isZero();
    }

    @Test
    void what_is_known_of_an_open_view_keeps_it_open() {
        viewCreated("v", 0);
        changed("v", 14, 0, "viewer_email", "updated_at");
        progress("v", 28, 10);

        assertThat(truth().allowed(ENDED)).isOne();
    }

    @Test
    void updates_between_two_looks_may_be_told_as_one() {
        viewCreated("v", 0);
        changed("v", 1, 0, "participation");
        changed("v", 30, 0, "participation");
        changed("v", 31, 0, "participation", "correctness");
        changed("v", 45, 0, "variables");

        assertThat(truth().due("views/v ViewUpdated")).isEqualTo(2);
        assertThat(truth().allowed("views/v ViewUpdated")).isEqualTo(4);
    }

    @Test
    void a_date_that_moves_alone_is_no_change() {
        viewCreated("v", 0);
        changed("v", 60, 0, "updated_at");

        assertThat(truth().required()).containsExactly(ENDED, STARTED);
        assertThat(truth().allowed("views/v ViewUpdated")).isZero();
    }

    @Test
    void a_graded_view_is_scored_with_each_end() {
        viewCreated("v", 0);
        changed("v", 1, 10, "interaction_count", "correctness", "participation");
        progress("v", 60, 20);

        assertThat(truth().due("views/v QuizScored")).isEqualTo(2);
    }

    @Test
    void late_rows_take_longer_to_be_seen() {
        viewCreated("v", 0);
        viewFact("v", 12, "view-deleted");
        assertThat(truth().due(STARTED)).isOne();

        control.put("late_share", 0.1).put("late_seconds", 300);
        assertThat(truth().due(STARTED)).isZero();
    }

    @Test
    void order_counts() {
        viewCreated("v", 0);
        progress("v", 1, 60);

        assertThat(truth().problems(List.of(STARTED, "views/v ViewProgressed 50", "views/v ViewProgressed 25", ENDED)))
                .containsExactly("out of order: views/v [ViewStarted, ViewProgressed 50, ViewProgressed 25]");
    }

    @Test
    void views_that_show_after_their_end_are_beyond_it() {
        control.put("running_views", "after-end");
        assertThatThrownBy(this::truth).isInstanceOf(IllegalStateException.class);
    }

    private void viewCreated(String view, double minute) {
        fact(minute, "view-created", "views/" + view).put("percentage", 0).put("viewer", "w");
    }

    private void viewFact(String view, double minute, String what) {
        fact(minute, what, "views/" + view).put("viewer", "w");
    }
}
