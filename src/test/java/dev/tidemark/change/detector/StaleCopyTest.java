package dev.tidemark.change.detector;

import static dev.tidemark.change.detector.Told.names;
import static dev.tidemark.change.detector.Views.view;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tidemark.change.ChangeSet;
import dev.tidemark.change.RowState;
import dev.tidemark.event.ChangeEvent;
import dev.tidemark.mindstamp.row.Video;
import dev.tidemark.mindstamp.row.View;
import dev.tidemark.platform.Json;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Copies that a lagging replica serves: they neither tell nor take back anything. */
class StaleCopyTest {
    private final Scene<View> scene = new Scene<>(Detectors.VIEWS);

    @Test
    void a_copy_with_an_older_date_tells_and_takes_back_nothing() {
        View old = view(30, scene.now());
        scene.see(old);
        scene.later(10).see(view(60, scene.now()));
        RowState before = scene.known("v1");

        for (int minute = 0; minute < 60; minute++) {
            scene.later(60);
            assertThat(scene.see(old)).isEmpty();
            assertThat(scene.known("v1").revision()).isEqualTo(2);
            assertThat(scene.known("v1").seenAt()).isEqualTo(before.seenAt());
            assertThat(scene.known("v1").fields()).isEqualTo(before.fields());
        }
    }

    @Test
    void an_older_copy_that_nothing_contradicts_for_an_hour_is_the_row_whose_other_date_was_wrong() {
        scene.see(Views.with(view(60, scene.now().minusSeconds(5)), "tag1", "red"));
        View earlier = Views.with(view(60, scene.now().minusSeconds(10)), "tag1", "blue");
        scene.later(10).see(earlier);
        assertThat(scene.later(Duration.ofMinutes(60).minusSeconds(1)).see(earlier))
                .isEmpty();

        assertThat(names(scene.later(1).see(earlier))).containsExactly("ViewUpdated");
    }

    @Test
    void a_stale_copy_is_not_seen_and_only_its_doubt_is_stored_once() {
        View old = view(30, scene.now());
        scene.see(old);
        scene.later(10).see(view(60, scene.now()));

        ChangeSet first = scene.later(10).page(old);
        ChangeSet second = scene.later(10).page(old);

        assertThat(doubts(first)).isTrue();
        assertThat(first.seen()).isEmpty();
        assertThat(second.seen()).isEmpty();
        assertThat(second.changed()).isEmpty();
    }

    @Test
    void a_newer_date_is_believed_though_less_was_watched() {
        scene.see(view(60, scene.now()));
        scene.later(10).see(view(40, scene.now()));

        assertThat(scene.known("v1").revision()).isEqualTo(2);
        assertThat(scene.known("v1").reached()).isEqualTo(60);
    }

    @Test
    void of_the_same_date_more_watched_is_a_change() {
        Instant date = scene.now();
        scene.see(view(30, date));

        assertThat(names(scene.later(10).see(view(60, date)))).containsExactly("ViewProgressed 50");
    }

    @Test
    void of_the_same_date_less_watched_is_believed_when_it_is_still_so_after_a_minute() {
        Instant date = scene.now();
        scene.see(view(60, date));

        assertThat(doubts(scene.later(100).page(view(40, date)))).isTrue();
        scene.later(59).see(view(40, date));
        assertThat(scene.known("v1").revision()).isEqualTo(1);
        scene.later(1).see(view(40, date));

        assertThat(scene.known("v1").revision()).isEqualTo(2);
        assertThat(scene.known("v1").doubt().map(RowState.Doubt::since)).isNotEqualTo(date);
    }

    @Test
    void what_was_doubted_is_doubted_anew_when_the_row_was_seen_as_before_in_between() {
        Instant date = scene.now();
        scene.see(view(60, date));
        scene.later(100).see(view(40, date));
        assertThat(scene.later(30).page(view(60, date)).seen()).containsExactly("v1");
        scene.later(40).see(view(40, date));

        assertThat(scene.known("v1").revision()).isEqualTo(1);
        assertThat(scene.known("v1").doubt()).contains(new RowState.Doubt(doubtedHash(40, date), scene.now()));
    }

    @Test
    void a_view_that_goes_on_while_it_is_doubted_is_not_held_up_for_ever() {
        scene.see(undated(60));
        scene.later(100).see(undated(20));
        scene.later(30).see(undated(30));
        assertThat(scene.known("v1").reached()).isEqualTo(60);
        assertThat(scene.known("v1").revision()).isEqualTo(1);

        assertThat(names(scene.later(30).see(undated(80)))).containsExactly("ViewProgressed 75");
    }

    @Test
    void a_field_that_vanishes_without_a_date_is_doubted() {
        View named = Views.with(undated(30), "viewer_name", "Ada");
        scene.see(named);

        assertThat(scene.later(100).see(undated(30))).isEmpty();
        assertThat(names(scene.later(60).see(undated(30)))).containsExactly("ViewUpdated");
    }

    @Test
    void without_dates_the_form_before_is_no_change_for_a_minute() {
        View a = Views.with(undated(30), "tag1", "a");
        View b = Views.with(undated(30), "tag1", "b");
        scene.see(a);
        assertThat(names(scene.later(100).see(b))).containsExactly("ViewUpdated");

        assertThat(scene.later(10).see(a)).isEmpty();
        assertThat(scene.later(10).see(b)).isEmpty();
        assertThat(scene.later(10).see(a)).isEmpty();
        assertThat(scene.later(29).see(a)).isEmpty();

        assertThat(names(scene.later(1).see(a))).containsExactly("ViewUpdated");
    }

    @Test
    void long_after_a_change_less_watched_is_doubted_as_ever() {
        scene.see(undated(60));
        scene.later(10).see(undated(80));

        assertThat(scene.later(70).see(undated(40))).isEmpty();
        assertThat(scene.known("v1").revision()).isEqualTo(2);
        scene.later(60).see(undated(40));
        assertThat(scene.known("v1").revision()).isEqualTo(3);
    }

    @Test
    void after_the_minute_a_row_seen_as_it_is_is_no_longer_doubted() {
        scene.see(undated(30));
        scene.later(10).see(undated(40));
        assertThat(scene.known("v1").doubt()).isPresent();

        assertThat(scene.later(60).page(undated(40)).seen()).containsExactly("v1");
    }

    @Test
    void content_that_changes_under_the_same_date_is_a_change_at_once() {
        Scene<Video> videos = new Scene<>(Detectors.VIDEOS);
        ObjectNode row = Json.object()
                .put("id", "x")
                .put("title", "Old")
                .put("created_at", scene.now().toString())
                .put("updated_at", scene.now().toString());
        videos.see(new Video("x", row));

        List<ChangeEvent> events =
                videos.later(10).see(new Video("x", row.deepCopy().put("title", "New")));

        assertThat(names(events)).containsExactly("VideoUpdated");
    }

    @Test
    void a_date_from_the_future_does_not_make_later_copies_stale() {
        scene.see(view(30, scene.now().plus(Duration.ofDays(300))));

        assertThat(names(scene.later(10).see(view(60, scene.now())))).containsExactly("ViewProgressed 50");
    }

    @Test
    void what_is_the_future_is_said_by_the_clock_of_the_source() {
        scene.sourceClock(Duration.ofMinutes(10));
        View newer = view(60, scene.now().plus(Duration.ofMinutes(10)));
        View older = view(70, scene.now().plus(Duration.ofMinutes(9)));
        scene.see(newer);

        assertThat(scene.see(older)).isEmpty();
        assertThat(scene.known("v1").reached()).isEqualTo(60);
    }

    private static boolean doubts(ChangeSet changes) {
        return changes.changed().size() == 1
                && changes.changed().getFirst().doubt().isPresent()
                && changes.events().isEmpty();
    }

    private static String doubtedHash(int percentage, Instant date) {
        return Detectors.VIEWS.hash(view(percentage, date));
    }

    private View undated(int percentage) {
        return Views.without(view(percentage, scene.now()), "updated_at");
    }
}
