package dev.tidemark.change.detector;

import static dev.tidemark.change.detector.Scene.CUTOFF;
import static dev.tidemark.change.detector.Told.facts;
import static dev.tidemark.change.detector.Told.names;
import static dev.tidemark.change.detector.Views.view;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tidemark.change.ChangeDetector;
import dev.tidemark.change.ChangeSet;
import dev.tidemark.change.Observation.FirstWalk;
import dev.tidemark.change.RowState;
import dev.tidemark.change.RowState.Phase;
import dev.tidemark.event.ChangeEvent;
import dev.tidemark.mindstamp.row.Interaction;
import dev.tidemark.mindstamp.row.Plink;
import dev.tidemark.mindstamp.row.Row;
import dev.tidemark.mindstamp.row.Video;
import dev.tidemark.mindstamp.row.View;
import dev.tidemark.platform.Json;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Rows that are deleted, and come back. */
class ComeBackTest {
    private final Scene<View> scene = new Scene<>(Detectors.VIEWS);
    private final View view = view(30, scene.now());

    @Test
    void a_view_proven_gone_is_deleted_as_it_was_last_seen() {
        scene.see(view);
        Instant seen = scene.now();

        List<ChangeEvent> events = scene.later(300).gone("v1");

        assertThat(names(events)).containsExactly("ViewDeleted");
        assertThat(facts(events.getFirst()).row()).isEqualTo(view.fields());
        assertThat(facts(events.getFirst()).unchangedAt()).isEqualTo(seen);
        assertThat(events.getFirst().time()).isEqualTo(scene.now());
        assertThat(scene.known("v1").phase()).isEqualTo(Phase.GONE);
    }

    @Test
    void a_view_that_is_gone_goes_no_further() {
        scene.see(view);
        scene.gone("v1");
        RowState gone = scene.known("v1");

        assertThat(scene.later(10).gone("v1")).isEmpty();
        assertThat(scene.known("v1")).isEqualTo(gone);
    }

    @Test
    void history_that_goes_is_news() {
        scene.learning(FirstWalk.BASELINE).see(view("v1", 30, CUTOFF.minusSeconds(60), CUTOFF.minusSeconds(50)));

        assertThat(names(scene.later(300).gone("v1"))).containsExactly("ViewDeleted");
    }

    @Test
    void a_copy_that_is_still_served_after_the_deletion_is_no_come_back() {
        scene.see(view);
        scene.later(300).gone("v1");

        assertThat(scene.later(59).see(view)).isEmpty();
        assertThat(scene.known("v1").phase()).isEqualTo(Phase.GONE);
        assertThat(scene.later(59).see(view)).isEmpty();
        assertThat(scene.known("v1").phase()).isEqualTo(Phase.GONE);
    }

    @Test
    void a_view_that_stays_back_for_a_minute_is_reopened_whatever_it_looks_like() {
        scene.see(view);
        Instant gone = scene.later(300).now();
        scene.gone("v1");
        scene.later(100).see(view);

        List<ChangeEvent> events = scene.later(60).see(view(60, scene.now()));

        assertThat(names(events)).containsExactly("ViewReopened", "ViewProgressed 50");
        assertThat(facts(events.getFirst()).unchangedAt()).isEqualTo(gone);
        assertThat(scene.known("v1").phase()).isEqualTo(Phase.OPEN);
        assertThat(scene.known("v1").doubt()).isEmpty();
    }

    @Test
    void what_goes_twice_is_deleted_under_two_ids() {
        assertThat(goneTwice(Detectors.VIEWS, view)).extracting(ChangeEvent::id).doesNotHaveDuplicates();
        assertThat(goneTwice(Detectors.INTERACTIONS, answer()))
                .extracting(ChangeEvent::id)
                .doesNotHaveDuplicates();
        assertThat(goneTwice(Detectors.VIDEOS, video()))
                .extracting(ChangeEvent::id)
                .doesNotHaveDuplicates();
    }

    @Test
    void an_answer_that_comes_back_is_submitted_again_under_another_id() {
        List<ChangeEvent> events = deletedAndBack(Detectors.INTERACTIONS, answer());

        assertThat(names(events)).containsExactly("ResponseSubmitted", "InteractionDeleted", "ResponseSubmitted");
        assertThat(events).extracting(ChangeEvent::id).doesNotHaveDuplicates();
    }

    @Test
    void a_video_that_comes_back_is_created_again_under_another_id() {
        List<ChangeEvent> events = deletedAndBack(Detectors.VIDEOS, video());

        assertThat(names(events)).containsExactly("VideoCreated", "VideoDeleted", "VideoCreated");
        assertThat(events).extracting(ChangeEvent::id).doesNotHaveDuplicates();
    }

    @Test
    void a_p_link_whose_going_nobody_is_told_of_does_not_come_back_as_new() {
        List<ChangeEvent> events = deletedAndBack(
                Detectors.PLINKS,
                new Plink(
                        "p",
                        Json.object()
                                .put("id", "p")
                                .put("status", "active")
                                .put("created_at", scene.now().toString())));

        assertThat(names(events)).containsExactly("PlinkCreated");
    }

    @Test
    void a_row_of_which_only_id_and_dates_stay_is_blank_and_no_update_to_nulls() {
        scene.see(Views.with(view, "viewer_name", "Ada"));
        RowState before = scene.known("v1");

        ChangeSet changes = scene.later(10).page(nulled("v1"), nulled("never-seen"));

        assertThat(changes.blank()).containsExactly("v1");
        assertThat(changes.events()).isEmpty();
        assertThat(changes.created()).isEmpty();
        assertThat(changes.seen()).isEmpty();
        assertThat(scene.known("v1")).isEqualTo(before);
    }

    private static <R extends Row> List<ChangeEvent> goneTwice(ChangeDetector<R> detector, R row) {
        Scene<R> rows = new Scene<>(detector);
        rows.see(row);
        List<ChangeEvent> events = new ArrayList<>(rows.later(300).gone(row.id()));
        rows.later(100).see(row);
        rows.later(60).see(row);
        events.addAll(rows.later(300).gone(row.id()));
        assertThat(events).hasSize(2);
        return events;
    }

    private Interaction answer() {
        return new Interaction(
                "i1",
                Json.object()
                        .put("id", "i1")
                        .put("view_id", "v1")
                        .put("parent_type", "question")
                        .put("created_at", scene.now().toString()));
    }

    private Video video() {
        return new Video(
                "x",
                Json.object()
                        .put("id", "x")
                        .put("title", "T")
                        .put("created_at", scene.now().toString()));
    }

    private static <R extends Row> List<ChangeEvent> deletedAndBack(ChangeDetector<R> detector, R row) {
        Scene<R> rows = new Scene<>(detector);
        List<ChangeEvent> events = new ArrayList<>(rows.see(row));
        events.addAll(rows.later(300).gone(row.id()));
        events.addAll(rows.later(100).see(row));
        events.addAll(rows.later(60).see(row));
        return events;
    }

    private View nulled(String id) {
        return new View(
                id,
                Json.object()
                        .put("id", id)
                        .putNull("viewer_name")
                        .putNull("percentage")
                        .putNull("updated_at")
                        .put("created_at", scene.now().toString()));
    }
}
