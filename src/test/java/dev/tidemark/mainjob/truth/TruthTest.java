package dev.tidemark.mainjob.truth;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tidemark.platform.Json;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** The measure itself: facts in, what must and may be told out. A look takes ten minutes at most, quiet is fifteen. */
class TruthTest {
    private static final Instant START = Instant.parse("2026-01-01T05:00:00Z");
    private static final Duration QUIET = Duration.ofMinutes(15);
    private static final Duration SEEN_WITHIN = Duration.ofMinutes(10);
    private static final String STARTED = "views/v ViewStarted";
    private static final String ENDED = "views/v ViewEnded false";

    private final List<Fact> facts = new ArrayList<>();
    private final List<OtherTruth.Series> series = new ArrayList<>();
    private final ObjectNode control = Json.object();

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
    void an_interaction_goes_with_its_view() {
        interaction("seen", 0, "interaction-created", "question");
        interaction("seen", 30, "interaction-deleted", null);
        interaction("unseen", 29, "interaction-created", "button");
        interaction("unseen", 30, "interaction-deleted", null);

        Truth truth = truth();
        assertThat(truth.required())
                .containsExactly("interactions/seen InteractionDeleted", "interactions/seen ResponseSubmitted");
        assertThat(truth.allowed("interactions/unseen InteractionClicked")).isOne();
        assertThat(truth.allowed("interactions/unseen ResponseSubmitted")).isZero();
    }

    @Test
    void a_viewer_is_identified_once_per_value() {
        viewer("w", 0, "viewer-created", null, null);
        viewer("w", 30, "viewer-identified", "ada@acme.example", null);
        viewer("x", 0, "viewer-created", "bo@acme.example", "CRM-7");

        assertThat(truth().required())
                .containsExactly(
                        "viewers/w ViewerCreated",
                        "viewers/w ViewerIdentified email ada@acme.example",
                        "viewers/w ViewerUpdated",
                        "viewers/x ViewerCreated",
                        "viewers/x ViewerIdentified custom_id CRM-7",
                        "viewers/x ViewerIdentified email bo@acme.example");
    }

    @Test
    void a_viewer_who_turns_out_to_be_another_is_gone() {
        viewer("w", 0, "viewer-created", null, null);
        viewer("w", 30, "viewer-merged", "x", null);

        assertThat(truth().required()).containsExactly("viewers/w ViewerCreated", "viewers/w ViewerDeleted");
    }

    @Test
    void a_series_is_complete_with_its_last_video_and_a_link_is_viewed_first_once() {
        series.add(new OtherTruth.Series("s", Set.of("a", "b")));
        fact(0, "view-created", "views/1")
                .put("percentage", 0)
                .put("viewer", "w")
                .put("video", "a")
                .put("plink", "p");
        progress("1", 1, 90);
        fact(2, "view-created", "views/2")
                .put("percentage", 0)
                .put("viewer", "w")
                .put("video", "b")
                .put("plink", "p");
        progress("2", 3, 89);
        assertThat(truth().required()).contains("plink/p PlinkFirstViewed");
        assertThat(truth().allowed("series/s SeriesCompleted w")).isZero();

        progress("2", 4, 91);
        assertThat(truth().required()).contains("series/s SeriesCompleted w");
    }

    @Test
    void whatever_is_not_in_the_ledger_is_an_invention_but_for_what_operators_are_told() {
        assertThat(truth().problems(List.of("videos/x VideoDeleted", "accounts/a SourceThrottled")))
                .containsExactly("invented: videos/x VideoDeleted");
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

    private Truth truth() {
        return new Ledger(facts, series, control).truth(QUIET, SEEN_WITHIN);
    }

    private void viewCreated(String view, double minute) {
        fact(minute, "view-created", "views/" + view).put("percentage", 0).put("viewer", "w");
    }

    private void progress(String view, double minute, int percentage) {
        changed(view, minute, percentage, "percentage", "finished", "updated_at");
    }

    private void changed(String view, double minute, int percentage, String... fields) {
        ObjectNode fact = fact(minute, "view-changed", "views/" + view)
                .put("percentage", percentage)
                .put("viewer", "w");
        List.of(fields).forEach(fact.withArray("changed")::add);
    }

    private void viewFact(String view, double minute, String what) {
        fact(minute, what, "views/" + view).put("viewer", "w");
    }

    private void interaction(String id, double minute, String what, String parentType) {
        fact(minute, what, "interactions/" + id).put("parent_type", parentType);
    }

    private void viewer(String id, double minute, String what, String value, String customId) {
        fact(minute, what, "viewers/" + id).put("value", value).put("custom_id", customId);
    }

    private ObjectNode fact(double minute, String what, String subject) {
        ObjectNode fact = Json.object()
                .put("at", START.plusMillis((long) (minute * 60_000)).toString())
                .put("fact", what)
                .put("subject", subject);
        facts.add(new Fact(fact));
        return fact;
    }
}
