package dev.tidemark.change.detector;

import static dev.tidemark.change.detector.Scene.CUTOFF;
import static dev.tidemark.change.detector.Views.view;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tidemark.change.ChangeSet;
import dev.tidemark.change.Questions;
import dev.tidemark.change.Related;
import dev.tidemark.change.RowState;
import dev.tidemark.event.ChangeEvent;
import dev.tidemark.mindstamp.row.View;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** What a page of rows gives: in which order, and what of it is news. */
class PageTest {
    private final Scene<View> scene = new Scene<>(Detectors.VIEWS);

    @Test
    void rows_are_told_oldest_first_whatever_the_order_of_the_list() {
        List<View> newestFirst = created(50, 40, 30, 20, 10);
        List<View> shuffled = created(20, 50, 10, 40, 30);

        assertThat(told(newestFirst)).containsExactly("v10", "v20", "v30", "v40", "v50");
        assertThat(told(newestFirst.reversed())).containsExactly("v10", "v20", "v30", "v40", "v50");
        assertThat(told(shuffled)).containsExactly("v10", "v20", "v30", "v40", "v50");
    }

    @Test
    void rows_of_one_instant_are_told_by_their_place_in_the_list() {
        List<View> newestFirst = List.of(at("a", 20), at("b", 10), at("c", 10), at("d", 5));

        assertThat(told(newestFirst)).containsExactly("d", "c", "b", "a");
        assertThat(told(newestFirst.reversed())).containsExactly("d", "c", "b", "a");
        assertThat(told(List.of(at("a", 5), at("b", 5)))).containsExactly("b", "a");
    }

    @Test
    void a_row_without_a_date_is_told_all_the_same() {
        assertThat(told(List.of(at("a", 20), Views.without(at("b", 10), "created_at"))))
                .containsExactlyInAnyOrder("a", "b");
    }

    @Test
    void known_rows_are_told_in_the_same_order_as_new_ones() {
        scene.page(created(10, 20));
        scene.later(10);
        List<View> page = List.of(grown(at("v20", 20)), at("v15", 15), grown(at("v10", 10)), at("v5", 5));

        assertThat(scene.page(page).events().stream().map(ChangeEvent::subject).distinct())
                .containsExactly("views/v5", "views/v10", "views/v15", "views/v20");
    }

    @Test
    void an_unchanged_page_asks_and_stores_nothing_but_that_it_was_seen() {
        List<View> page = created(IntStream.range(0, 100).toArray());
        scene.page(page);
        scene.later(10);

        ChangeSet.Draft<View> draft = ChangeSet.draft(Detectors.VIEWS, page, scene.states(), scene.observation());
        ChangeSet changes = draft.changes(Related.NONE);

        assertThat(draft.questions()).isEqualTo(Questions.NONE);
        assertThat(changes.seen()).hasSize(100);
        assertThat(changes.created()).isEmpty();
        assertThat(changes.changed()).isEmpty();
        assertThat(changes.events()).isEmpty();
    }

    @Test
    void a_row_seen_again_is_no_longer_suspect() {
        scene.see(at("v1", 10));
        RowState known = scene.known("v1");
        scene.knowing(new RowState(
                known.rowId(),
                known.owner(),
                known.keys(),
                known.phase(),
                known.revision(),
                known.hash(),
                known.reached(),
                known.fields(),
                known.changedAt(),
                known.seenAt(),
                Optional.of(scene.now()),
                Optional.empty()));

        assertThat(scene.page(at("v1", 10)).seen()).containsExactly("v1");
    }

    @Test
    void the_same_page_gives_the_same_ids() {
        List<View> page = created(30, 20, 10);

        assertThat(ids(page)).isEqualTo(ids(page)).isNotEmpty();
    }

    private List<String> told(List<View> page) {
        return new Scene<>(Detectors.VIEWS)
                .page(page).events().stream()
                        .map(event -> event.subject().substring("views/".length()))
                        .distinct()
                        .toList();
    }

    private List<String> ids(List<View> page) {
        return ChangeSet.draft(Detectors.VIEWS, page, Map.of(), scene.observation())
                .changes(Related.NONE)
                .events()
                .stream()
                .map(event -> event.id().value())
                .toList();
    }

    private List<View> created(int... seconds) {
        List<View> page = new ArrayList<>();
        for (int second : seconds) {
            page.add(at("v" + second, second));
        }
        return page;
    }

    private View at(String id, int second) {
        return view(id, 0, CUTOFF.plusSeconds(second), CUTOFF.plusSeconds(second));
    }

    private View grown(View view) {
        return view(view.id(), 60, view.createdAt().orElseThrow(), scene.now());
    }
}
