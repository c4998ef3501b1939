package dev.tidemark.poll;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tidemark.change.RowKey;
import dev.tidemark.mindstamp.page.Page;
import dev.tidemark.mindstamp.row.View;
import dev.tidemark.platform.Json;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class WalkTest {
    private static final Instant NOW = Instant.parse("2026-01-01T05:00:00Z");

    @Test
    void newest_first_it_stops_once_past_what_is_known() {
        Walk walk = new Walk(NOW, RowKey.of(NOW.minusSeconds(50)));
        walk.take(page(0, 49), NOW);
        assertThat(walk.isDone()).isFalse();

        walk.take(page(47, 100), NOW);

        assertThat(walk.isDone()).isTrue();
        assertThat(walk.newest().key()).isEqualTo(RowKey.of(NOW));
    }

    @Test
    void the_offset_steps_by_rows_received_with_an_overlap() {
        Walk walk = new Walk(NOW, "");
        walk.take(new Page<>(rows(0, 20), 25, 0, List.of(), Optional.empty()), NOW);

        assertThat(walk.offset()).isEqualTo(25 - Walk.OVERLAP);
    }

    @Test
    void a_list_in_another_order_is_read_to_its_end() {
        Walk walk = new Walk(NOW, RowKey.of(NOW.minusSeconds(5)));
        walk.take(new Page<>(rows(0, 100).reversed(), 100, 0, List.of(), Optional.empty()), NOW);
        assertThat(walk.isDone()).isFalse();
        walk.take(new Page<>(rows(98, 120), 22, 0, List.of(), Optional.empty()), NOW);
        assertThat(walk.isDone()).isFalse();

        walk.take(new Page<>(List.of(), 0, 0, List.of(), Optional.empty()), NOW);

        assertThat(walk.isDone()).isTrue();
    }

    @Test
    void a_list_that_ignores_the_offset_ends_when_it_repeats_itself() {
        Walk walk = new Walk(NOW, "");
        walk.take(page(0, 30), NOW);
        walk.take(page(0, 30), NOW);

        assertThat(walk.isDone()).isTrue();
    }

    @Test
    void rows_pushed_back_by_new_ones_while_it_waited_are_not_the_end() {
        Walk walk = new Walk(NOW, "");
        walk.take(page(0, 100), NOW);
        walk.take(page(98, 198), NOW);

        // 150 rows came at the head while the walk waited for its budget
        walk.take(page(46, 146), NOW);

        assertThat(walk.isDone()).isFalse();
        assertThat(walk.offset()).isEqualTo(98 * 3);
    }

    @Test
    void a_page_of_null_rows_is_not_the_end() {
        Walk walk = new Walk(NOW, "");
        walk.take(page(0, 100), NOW);
        walk.take(new Page<>(List.of(), 100, 0, List.of(), Optional.empty()), NOW);

        assertThat(walk.isDone()).isFalse();
    }

    @Test
    void a_row_dated_in_the_future_does_not_move_the_mark() {
        Walk walk = new Walk(NOW, "");
        walk.take(page(-10, 10), NOW);

        assertThat(walk.newest().key()).isEqualTo(RowKey.of(NOW));
    }

    private static Page<View> page(int fromAge, int toAge) {
        List<View> rows = rows(fromAge, toAge);
        return new Page<>(rows, rows.size(), 0, List.of(), Optional.empty());
    }

    /** Rows as old as so many seconds, newest first. */
    private static List<View> rows(int fromAge, int toAge) {
        return IntStream.range(fromAge, toAge)
                .mapToObj(age -> new View(
                        "v" + age,
                        Json.object()
                                .put("id", "v" + age)
                                .put("created_at", NOW.minusSeconds(age).toString())))
                .toList();
    }
}
