package dev.tidemark.change.detector;

import static dev.tidemark.change.detector.Scene.CUTOFF;
import static dev.tidemark.change.detector.Told.names;
import static dev.tidemark.change.detector.Views.view;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tidemark.change.Fact;
import dev.tidemark.change.Observation.FirstWalk;
import dev.tidemark.change.SeriesVideos;
import dev.tidemark.event.ChangeEvent;
import dev.tidemark.event.EventData;
import dev.tidemark.mindstamp.row.View;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What views tell of others: a series that a viewer completed, a P-Link that was opened. */
class SeriesCompletedTest {
    private static final String TOO_LONG = "0123456789012345678901234567890123456789012345678901234567890123456789"
            + "0123456789012345678901234567890123456789012345678901234567890123456789"
            + "0123456789012345678901234567890123456789012345678901234567890";
    private static final SeriesVideos WEEK = new SeriesVideos("s1", Optional.of("First week"), Set.of("a", "b"));

    private final Scene<View> scene = new Scene<>(Detectors.VIEWS).series(WEEK);

    @Test
    void the_last_video_a_viewer_completes_completes_the_series() {
        assertThat(names(scene.see(watched("v1", "w1", "a", 95)))).doesNotContain("SeriesCompleted s1");

        List<ChangeEvent> events = scene.see(watched("v2", "w1", "b", 95));

        assertThat(names(events)).endsWith("ViewCompleted 90", "SeriesCompleted s1");
        assertThat(events.getLast().subject()).isEqualTo("series/s1");
        assertThat(events.getLast().partitionKey()).isEqualTo("s1");
        assertThat(events.getLast().data()).isInstanceOfSatisfying(EventData.SeriesCompleted.class, data -> {
            assertThat(data.seriesName()).isEqualTo("First week");
            assertThat(data.videos()).isEqualTo(2);
        });
    }

    @Test
    void two_views_of_a_page_complete_it_together() {
        assertThat(names(scene.see(watched("v2", "w1", "b", 95), watched("v1", "w1", "a", 95))))
                .containsOnlyOnce("SeriesCompleted s1");
    }

    @Test
    void another_viewer_completes_it_for_herself() {
        ChangeEvent ada = completedBy("w1").getLast();

        List<ChangeEvent> bob = completedBy("w2");

        assertThat(names(bob)).contains("SeriesCompleted s1");
        assertThat(bob.getLast().id()).isNotEqualTo(ada.id());
    }

    @Test
    void a_video_watched_again_does_not_complete_it_again() {
        completedBy("w1");

        assertThat(names(scene.see(watched("v3", "w1", "b", 95)))).doesNotContain("SeriesCompleted s1");
    }

    @Test
    void a_series_that_grows_and_is_completed_anew_is_told_once() {
        completedBy("w1");
        Scene<View> grown =
                new Scene<>(Detectors.VIEWS).series(new SeriesVideos("s1", Optional.empty(), Set.of("a", "b", "c")));
        scene.facts().forEach(grown::knowing);

        assertThat(names(grown.see(watched("v9", "w1", "c", 95)))).doesNotContain("SeriesCompleted s1");
    }

    @Test
    void history_counts_but_tells_nothing() {
        scene.learning(FirstWalk.BASELINE);
        assertThat(scene.see(old("v1", "a"), old("v2", "b"))).isEmpty();
        assertThat(scene.facts())
                .containsExactlyInAnyOrder(
                        new Fact(Fact.Kind.COMPLETED, "w1", "a"), new Fact(Fact.Kind.COMPLETED, "w1", "b"));

        Scene<View> half = new Scene<>(Detectors.VIEWS).series(WEEK).knowing(new Fact(Fact.Kind.COMPLETED, "w1", "a"));
        assertThat(names(half.see(watched("v3", "w1", "b", 95)))).contains("SeriesCompleted s1");
    }

    @Test
    void a_series_completed_in_history_is_not_told_when_one_of_its_videos_is_watched_again() {
        scene.knowing(new Fact(Fact.Kind.COMPLETED, "w1", "a")).knowing(new Fact(Fact.Kind.COMPLETED, "w1", "b"));

        assertThat(names(scene.see(watched("v1", "w1", "b", 95)))).endsWith("ViewCompleted 90");
    }

    @Test
    void a_view_that_grows_completes_it_when_it_completes() {
        scene.see(watched("v1", "w1", "a", 95), watched("v2", "w1", "b", 50));

        assertThat(names(scene.later(10).see(watched("v2", "w1", "b", 95))))
                .containsExactly("ViewProgressed 75", "ViewCompleted 90", "SeriesCompleted s1");
    }

    @Test
    void a_series_without_videos_or_with_others_is_not_completed() {
        scene.series(
                new SeriesVideos("empty", Optional.empty(), Set.of()),
                new SeriesVideos("other", Optional.empty(), Set.of("c")));

        assertThat(names(completedBy("w1")))
                .filteredOn(name -> name.startsWith("Series"))
                .containsExactly("SeriesCompleted s1");
    }

    @Test
    void a_p_link_is_viewed_for_the_first_time_once() {
        View one = Views.with(watched("v1", "w1", "a", 0), "plink_id", "p1");
        View two = Views.with(watched("v2", "w2", "a", 0), "plink_id", "p1");
        View three = Views.with(watched("v3", "w3", "a", 0), "plink_id", "p1");

        List<ChangeEvent> events = scene.see(two, one);

        assertThat(names(events)).containsExactly("ViewStarted", "PlinkFirstViewed p1", "ViewStarted");
        assertThat(events.get(1).subject()).isEqualTo("plink/p1");
        assertThat(events.get(1).partitionKey()).isEqualTo("p1");
        assertThat(names(scene.see(three))).containsExactly("ViewStarted");
    }

    @Test
    void a_p_link_opened_in_history_is_no_news() {
        View past = Views.with(old("v0", "a"), "plink_id", "p1");
        assertThat(scene.learning(FirstWalk.BASELINE).see(past)).isEmpty();

        assertThat(names(scene.see(Views.with(watched("v1", "w1", "c", 0), "plink_id", "p1"))))
                .containsExactly("ViewStarted");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", "a\u0000b", TOO_LONG})
    void an_id_that_cannot_be_used_belongs_to_nothing(String id) {
        View odd = Views.with(Views.with(watched("v1", id, "a", 95), "plink_id", id), "viewer_email", "a@example.com");

        assertThat(names(scene.see(odd))).startsWith("ViewStarted").endsWith("ViewCompleted 90");
        assertThat(names(scene.see(watched("v2", "w1", id, 95)))).endsWith("ViewCompleted 90");
        assertThat(scene.facts()).isEmpty();
    }

    private List<ChangeEvent> completedBy(String viewer) {
        scene.see(watched("a-" + viewer, viewer, "a", 95));
        return scene.see(watched("b-" + viewer, viewer, "b", 95));
    }

    private View watched(String id, String viewer, String video, int percentage) {
        return watched(id, viewer, video, percentage, CUTOFF.plusSeconds(1));
    }

    private View old(String id, String video) {
        return watched(id, "w1", video, 95, CUTOFF.minusSeconds(60));
    }

    private View watched(String id, String viewer, String video, int percentage, Instant createdAt) {
        View view = view(id, percentage, createdAt, scene.now());
        return Views.with(Views.with(view, "viewer_id", viewer), "video_id", video);
    }
}
