package dev.tidemark.change.detector;

import static dev.tidemark.change.detector.Scene.CUTOFF;
import static dev.tidemark.change.detector.Told.facts;
import static dev.tidemark.change.detector.Told.names;
import static dev.tidemark.change.detector.Views.view;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tidemark.change.Observation.FirstWalk;
import dev.tidemark.change.RowState.Phase;
import dev.tidemark.event.ChangeEvent;
import dev.tidemark.mindstamp.row.View;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Views from before the account was first looked at. */
class ViewHistoryTest {
    private final Scene<View> scene = new Scene<>(Detectors.VIEWS);
    private final View underWay = view("v1", 30, CUTOFF.minusSeconds(60), CUTOFF.minusSeconds(5));
    private final View old = view("v1", 95, CUTOFF.minus(Duration.ofDays(3)), CUTOFF.minus(Duration.ofDays(3)));

    @Test
    void history_is_learned_silently_and_its_later_changes_are_told() {
        scene.learning(FirstWalk.BASELINE);
        assertThat(scene.see(underWay)).isEmpty();

        List<ChangeEvent> events = scene.see(view("v1", 80, CUTOFF.minusSeconds(60), scene.now()));

        assertThat(names(events)).containsExactly("ViewProgressed 50", "ViewProgressed 75");
        assertThat(events).noneMatch(event -> facts(event).backfill());
    }

    @Test
    void history_that_rests_does_not_end_again() {
        scene.learning(FirstWalk.BASELINE).see(old);

        assertThat(scene.known("v1").phase()).isEqualTo(Phase.SETTLED);
        scene.later(Duration.ofMinutes(20));
        assertThat(scene.see(old)).isEmpty();
    }

    @Test
    void history_under_way_ends_when_it_comes_to_rest() {
        scene.learning(FirstWalk.BASELINE).see(underWay);
        scene.later(Duration.ofMinutes(15));

        assertThat(names(scene.see(underWay))).containsExactly("ViewEnded false");
    }

    @Test
    void history_is_marked_as_such_where_it_is_told() {
        List<ChangeEvent> events = scene.learning(FirstWalk.EMIT).see(underWay);

        assertThat(names(events)).containsExactly("ViewStarted", "ViewProgressed 25");
        assertThat(events).allMatch(event -> facts(event).backfill());
    }

    @Test
    void history_that_rests_ends_at_once_where_it_is_told() {
        List<ChangeEvent> events = scene.learning(FirstWalk.EMIT).see(old);

        assertThat(names(events)).endsWith("ViewCompleted 90", "ViewEnded true");
        assertThat(events).allMatch(event -> facts(event).backfill());
        assertThat(scene.known("v1").phase()).isEqualTo(Phase.SETTLED);
    }

    @Test
    void history_found_late_is_still_history() {
        assertThat(scene.see(underWay)).isEmpty();
    }

    @Test
    void a_row_of_unknown_age_is_history_only_in_the_first_round() {
        View ageless = Views.without(underWay, "created_at");

        assertThat(scene.learning(FirstWalk.BASELINE).see(ageless)).isEmpty();
        assertThat(names(new Scene<>(Detectors.VIEWS).see(ageless))).startsWith("ViewStarted");
    }

    @Test
    void what_starts_during_the_first_round_is_news() {
        List<ChangeEvent> events =
                scene.learning(FirstWalk.BASELINE).see(view("v1", 0, CUTOFF.plusSeconds(1), CUTOFF.plusSeconds(1)));

        assertThat(names(events)).containsExactly("ViewStarted");
        assertThat(events).noneMatch(event -> facts(event).backfill());
    }

    @Test
    void told_again_as_history_the_same_things_have_the_same_ids() {
        View fresh = view(95, scene.now());
        List<ChangeEvent> news = scene.see(fresh);
        Scene<View> again = new Scene<>(Detectors.VIEWS);
        again.observing(again.observation().ofHistory());

        assertThat(again.see(fresh))
                .extracting(ChangeEvent::id)
                .isEqualTo(news.stream().map(ChangeEvent::id).toList());
    }
}
