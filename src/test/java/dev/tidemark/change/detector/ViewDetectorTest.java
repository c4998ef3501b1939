package dev.tidemark.change.detector;

import static dev.tidemark.change.detector.Told.facts;
import static dev.tidemark.change.detector.Told.names;
import static dev.tidemark.change.detector.Views.view;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tidemark.change.Observation.ViewRules;
import dev.tidemark.change.RowState;
import dev.tidemark.event.ChangeEvent;
import dev.tidemark.event.RowFacts;
import dev.tidemark.mindstamp.row.View;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** A view under way: started, progressed, completed, updated, deleted. */
class ViewDetectorTest {
    private static final String[] ALL = {
        "ViewStarted", "ViewProgressed 25", "ViewProgressed 50", "ViewProgressed 75", "ViewCompleted 90"
    };

    private final Scene<View> scene = new Scene<>(Detectors.VIEWS);

    @Test
    void a_view_not_seen_before_starts_when_it_says_so() {
        View view = Views.with(view(0, scene.now()), "started", "Thu, 1 Jan 2026 05:00:29 UTC +00:00");

        List<ChangeEvent> events = scene.see(view);

        assertThat(names(events)).containsExactly("ViewStarted");
        assertThat(events.getFirst().subject()).isEqualTo("views/v1");
        assertThat(events.getFirst().partitionKey()).isEqualTo("v1");
        assertThat(events.getFirst().time()).isEqualTo(Scene.CUTOFF.plusSeconds(29));
    }

    @Test
    void each_milestone_and_the_completion_come_once_and_in_order() {
        List<String> told = new ArrayList<>();
        for (int percentage : new int[] {0, 10, 30, 55, 60, 80, 95, 100}) {
            told.addAll(names(see(percentage)));
        }

        assertThat(told).containsExactly(ALL);
    }

    @Test
    void a_jump_gives_every_milestone_it_passed() {
        assertThat(names(see(95))).containsExactly(ALL);
    }

    @Test
    void a_view_that_is_watched_again_from_the_start_reaches_nothing_twice() {
        see(95);
        scene.later(10);
        see(5);
        scene.later(10);

        assertThat(see(95)).isEmpty();
    }

    @Test
    void a_milestone_beyond_the_completion_is_not_told() {
        ViewRules half = new ViewRules(50, List.of(25, 50, 75), Duration.ofMinutes(1));
        scene.ruled(Map.of("abc", half));

        List<ChangeEvent> events = scene.see(Views.with(view(95, scene.now()), "video_token", "abc"));

        assertThat(names(events))
                .containsExactly("ViewStarted", "ViewProgressed 25", "ViewProgressed 50", "ViewCompleted 50");
    }

    @Test
    void a_video_with_rules_of_its_own_completes_by_them() {
        ViewRules half = new ViewRules(50, List.of(25, 75), Duration.ofMinutes(1));
        View byToken = Views.with(view(60, scene.now()), "video_token", "abc");
        View byId = Views.with(view("v2", 60, Scene.CUTOFF.plusSeconds(1), scene.now()), "video_id", "def");
        scene.ruled(Map.of("abc", half, "def", half));

        assertThat(names(scene.see(byToken))).containsExactly("ViewStarted", "ViewProgressed 25", "ViewCompleted 50");
        assertThat(names(scene.see(byId))).endsWith("ViewCompleted 50");
    }

    @Test
    void the_same_change_seen_twice_has_the_same_id() {
        see(0);
        RowState before = scene.known("v1");
        View grown = view(30, scene.now());
        List<ChangeEvent> first = scene.see(grown);
        scene.knowing(before).later(500);

        assertThat(scene.see(grown))
                .extracting(ChangeEvent::id)
                .isEqualTo(first.stream().map(ChangeEvent::id).toList());
    }

    @Test
    void an_id_told_today_is_told_for_ever() {
        assertThat(see(30).stream().map(event -> event.id().value()).toList())
                .containsExactly("evt_pd7fc7s3wvky2xxzw8ffr20yqbrr7cdx", "evt_s40nd2fnmrcc2hpwcrjm4xhat108cn1p");
    }

    @Test
    void a_change_names_each_field_that_differs_and_when_it_was_last_as_before() {
        Instant first = scene.now();
        see(0);
        scene.later(10);

        RowFacts facts = facts(see(30).getFirst());

        assertThat(facts.change()).containsOnlyKeys("percentage", "updated_at");
        assertThat(facts.change().get("percentage").from().intValue()).isZero();
        assertThat(facts.change().get("percentage").to().intValue()).isEqualTo(30);
        assertThat(facts.unchangedAt()).isEqualTo(first);
        assertThat(facts.changedAt()).isEqualTo(scene.now());
    }

    @Test
    void a_volatile_or_unknown_field_is_no_change() {
        see(30);
        View same = view(30, scene.now());
        same.fields().put("export_count", 7).put("brand_new", true);

        assertThat(scene.see(same)).isEmpty();
        assertThat(scene.known("v1").revision()).isEqualTo(1);
    }

    @Test
    void a_progress_counter_that_moves_between_milestones_is_stored_and_not_told() {
        see(30);
        scene.later(10);

        assertThat(see(31)).isEmpty();
        assertThat(scene.known("v1").revision()).isEqualTo(2);
    }

    @Test
    void any_other_field_that_changes_is_an_update_told_before_what_was_reached() {
        see(30);
        scene.later(10);

        assertThat(names(scene.see(Views.with(view(60, scene.now()), "tag1", "red"))))
                .containsExactly("ViewUpdated", "ViewProgressed 50");
    }

    @Test
    void a_date_from_nowhere_is_not_the_time_of_the_event() {
        View odd = Views.with(view(0, scene.now()), "started", "9999-01-01T00:00:00Z");

        assertThat(scene.see(odd).getFirst().time()).isEqualTo(scene.now());
    }

    @Test
    void rows_of_a_page_are_told_oldest_first_and_each_once() {
        View older = view("v0", 0, Scene.CUTOFF.plusSeconds(1), scene.now());
        View newer = view("v1", 0, Scene.CUTOFF.plusSeconds(2), scene.now());

        assertThat(scene.see(newer, older, newer))
                .extracting(ChangeEvent::subject)
                .containsExactly("views/v0", "views/v1");
    }

    private List<ChangeEvent> see(int percentage) {
        return scene.see(view(percentage, scene.now()));
    }
}
