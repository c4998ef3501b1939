package dev.tidemark.change.detector;

import static dev.tidemark.change.detector.Scene.CUTOFF;
import static dev.tidemark.change.detector.Told.facts;
import static dev.tidemark.change.detector.Views.view;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tidemark.change.Coverage;
import dev.tidemark.change.RowKey;
import dev.tidemark.event.RowFacts;
import dev.tidemark.mindstamp.row.View;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The provable window of a change, {@code observed}. */
class ObservedTest {
    private final Scene<View> scene = new Scene<>(Detectors.VIEWS);
    private final Instant created = CUTOFF.plusSeconds(30);
    private final Instant updated = CUTOFF.plusSeconds(50);

    /** Seconds since the cutoff; the row was created at 30 and updated at 50. */
    @ParameterizedTest
    @CsvSource({
        // walked at, walked from, by update, swept at, not there at
        "40, 20, , 40",
        "40, 30, , 40",
        "40, 31, , ",
        "40, 31, 35, 35",
        "40, 20, 35, 40",
        "40, 20, 45, 45",
        ", , 35, 35",
        ", , , ",
        "40, , , "
    })
    void a_new_row_was_not_there_when_its_place_was_last_seen(
            Integer walked, Integer from, Integer swept, Integer unseen) {
        scene.covered(new Coverage(at(walked), at(from).map(RowKey::of).orElse(""), at(swept)));

        RowFacts facts = facts(scene.see(view("v1", 0, created, updated)).getFirst());

        assertThat(Optional.ofNullable(facts.unchangedAt())).isEqualTo(at(unseen));
        assertThat(facts.changedAt()).isEqualTo(scene.now());
    }

    @Test
    void a_row_without_a_date_is_only_proven_absent_by_a_whole_round() {
        scene.covered(new Coverage(at(40), RowKey.of(CUTOFF), at(35)));

        RowFacts facts =
                facts(scene.see(Views.without(view(0, updated), "created_at")).getFirst());

        assertThat(facts.unchangedAt()).isEqualTo(CUTOFF.plusSeconds(35));
    }

    @Test
    void a_changed_row_was_as_before_when_it_was_last_seen() {
        scene.see(view(0, updated));
        Instant again = scene.later(10).now();
        scene.see(view(0, updated));

        RowFacts facts = facts(scene.later(10).see(view(30, scene.now())).getFirst());

        assertThat(facts.unchangedAt()).isEqualTo(again);
        assertThat(facts.changedAt()).isEqualTo(again.plusSeconds(10));
    }

    @Test
    void a_stale_copy_says_nothing_of_when_a_row_was_last_as_before() {
        scene.see(view(10, updated));
        scene.later(10).see(view(20, scene.now()));
        Instant seen = scene.now();
        scene.later(10).see(view(10, updated));

        assertThat(facts(scene.later(10).see(view(30, scene.now())).getFirst()).unchangedAt())
                .isEqualTo(seen);
    }

    @Test
    void a_view_that_ended_has_been_so_since_its_last_change() {
        View view = view(10, updated);
        Instant seen = scene.now();
        scene.see(view);
        scene.later(Duration.ofMinutes(10)).see(view);

        RowFacts facts = facts(scene.later(Duration.ofMinutes(5)).see(view).getFirst());

        assertThat(facts.unchangedAt()).isEqualTo(seen);
    }

    private static Optional<Instant> at(Integer seconds) {
        return Optional.ofNullable(seconds).map(CUTOFF::plusSeconds);
    }
}
