package dev.tidemark.change.detector;

import static dev.tidemark.change.detector.Told.names;
import static dev.tidemark.change.detector.Views.view;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tidemark.change.RowState.Phase;
import dev.tidemark.event.ChangeEvent;
import dev.tidemark.mindstamp.row.View;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A view that rests: ended, reopened. */
class ViewEndTest {
    private final Scene<View> scene = new Scene<>(Detectors.VIEWS);
    private View last = view(0, scene.now());

    @Test
    void a_view_that_stays_the_same_for_the_quiet_time_has_ended_once() {
        see(95);
        scene.later(Duration.ofMinutes(15).minusSeconds(1));
        assertThat(scene.see(last)).isEmpty();
        scene.later(1);

        assertThat(names(scene.see(last))).containsExactly("ViewEnded true");

        scene.later(Duration.ofHours(1));
        assertThat(scene.see(last)).isEmpty();
        assertThat(scene.known("v1").phase()).isEqualTo(Phase.SETTLED);
    }

    @Test
    void a_view_left_early_ends_without_completion() {
        see(40);
        scene.later(Duration.ofMinutes(15));

        assertThat(names(scene.see(last))).containsExactly("ViewEnded false");
    }

    @Test
    void a_view_that_changes_late_has_not_ended_before() {
        see(40);
        scene.later(Duration.ofHours(2));

        assertThat(names(see(60))).containsExactly("ViewProgressed 50");
        assertThat(scene.known("v1").phase()).isEqualTo(Phase.OPEN);
    }

    @ParameterizedTest
    @CsvSource({
        "percentage, 41",
        "elapsed, 10",
        "watched, 10",
        "last_point, 10",
        "furthest_point, 10",
        "finished, 2026-01-01T06:00:00Z",
        "interaction_count, 1"
    })
    void a_view_that_ended_reopens_when_anything_of_its_progress_moves(String field, String value) {
        end(40);

        assertThat(names(scene.see(Views.with(view(40, scene.now()), field, value))))
                .containsExactly("ViewReopened");
        assertThat(scene.known("v1").phase()).isEqualTo(Phase.OPEN);
    }

    @ParameterizedTest
    @CsvSource({"viewer_name, Ada", "tag1, red", "video_title, Other", "correctness, 50"})
    void a_view_that_ended_and_is_only_updated_stays_ended(String field, String value) {
        end(40);

        assertThat(names(scene.see(Views.with(view(40, scene.now()), field, value))))
                .containsExactly("ViewUpdated");
        assertThat(scene.known("v1").phase()).isEqualTo(Phase.SETTLED);
    }

    @Test
    void a_date_or_an_export_alone_is_no_change_and_reopens_nothing() {
        end(40);

        assertThat(scene.see(Views.with(view(40, scene.now()), "export_count", "3")))
                .isEmpty();
        assertThat(scene.known("v1").phase()).isEqualTo(Phase.SETTLED);
    }

    @Test
    void a_view_that_is_resumed_tells_in_order_and_ends_again() {
        end(40);

        View resumed = Views.with(view(95, scene.now()), "tag1", "red");

        assertThat(names(scene.see(resumed)))
                .containsExactly(
                        "ViewReopened", "ViewUpdated", "ViewProgressed 50", "ViewProgressed 75", "ViewCompleted 90");
        scene.later(Duration.ofMinutes(15));
        assertThat(names(scene.see(resumed))).containsExactly("ViewEnded true");
    }

    @Test
    void a_view_that_ends_twice_in_the_same_state_ends_under_two_ids() {
        see(40);
        scene.later(Duration.ofMinutes(15));
        ChangeEvent first = scene.see(last).getFirst();
        scene.later(5);
        see(50);
        scene.later(5);
        see(40);
        scene.later(Duration.ofMinutes(15));

        assertThat(scene.see(last))
                .singleElement()
                .satisfies(second -> assertThat(second.id()).isNotEqualTo(first.id()));
    }

    @Test
    void a_view_that_completed_once_ends_completed_though_it_was_wound_back() {
        see(95);
        scene.later(10);
        see(10);
        scene.later(Duration.ofMinutes(15));

        assertThat(names(scene.see(last))).containsExactly("ViewEnded true");
    }

    private void end(int percentage) {
        see(percentage);
        scene.later(Duration.ofMinutes(15));
        scene.see(last);
        scene.later(60);
    }

    private List<ChangeEvent> see(int percentage) {
        last = view(percentage, scene.now());
        return scene.see(last);
    }
}
