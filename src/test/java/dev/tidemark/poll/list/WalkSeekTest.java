package dev.tidemark.poll.list;

import static dev.tidemark.poll.list.Rows.NOW;
import static dev.tidemark.poll.list.Rows.down;
import static dev.tidemark.poll.list.Rows.key;
import static dev.tidemark.poll.list.Rows.rows;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

/** How a walk finds its place again when rows before it came or went. */
class WalkSeekTest {
    private static final List<Placed> FULL = down(9, 0);
    private static final List<Placed> BEFORE = down(999, 990);
    private static final List<Placed> AFTER = down(109, 100);

    @Test
    void rows_inserted_before_the_offset_cost_another_call() {
        Walk walk = Walk.fromHead(NOW, "");
        Reading reading = Reading.of(walk);
        reading.take(down(20, 11));

        assertThat(reading.over(down(30, 1), 10)).containsExactly(7, 14, 21, 27);
        assertThat(walk.stepBacks()).isEqualTo(1);
        assertThat(walk.isAtEnd()).isTrue();
    }

    @Test
    void rows_deleted_before_the_offset_are_stepped_back_for() {
        Walk walk = Walk.fromHead(NOW, "");
        Reading reading = Reading.of(walk);
        reading.take(down(20, 11));

        assertThat(reading.over(down(14, 1), 10)).containsExactly(7, 5, 1, 8, 11);
        assertThat(walk.stepBacks()).isEqualTo(2);
        assertThat(walk.isAtEnd()).isTrue();
    }

    @Test
    void it_steps_back_twice_as_far_each_time_down_to_the_first_row() {
        Walk walk = at(key(500), 500);
        Reading reading = Reading.knowing(walk, down(99, 0));

        for (int offset : List.of(475, 425, 325, 125, 0)) {
            assertThat(reading.take(AFTER)).isEqualTo(new Seam.Gap());
            assertThat(walk.offset()).isEqualTo(offset);
        }
        assertThat(reading.take(AFTER)).isEqualTo(new Seam.Joined(0));
        assertThat(walk.stepBacks()).isEqualTo(5);
    }

    @Test
    void it_steps_forward_twice_as_far_each_time() {
        Walk walk = at(key(500), 0);
        Reading reading = Reading.knowing(walk, FULL);

        for (int offset : List.of(7, 21, 49, 105)) {
            assertThat(reading.take(BEFORE)).isEqualTo(new Seam.Before());
            assertThat(walk.offset()).isEqualTo(offset);
        }
    }

    @Test
    void between_too_far_and_not_far_enough_it_looks_in_the_middle() {
        Walk walk = at(key(500), 100);
        Reading reading = Reading.knowing(walk, FULL);

        List<Integer> offsets = List.of(
                offsetAfter(reading, BEFORE),
                offsetAfter(reading, BEFORE),
                offsetAfter(reading, BEFORE),
                offsetAfter(reading, AFTER),
                offsetAfter(reading, AFTER));

        assertThat(offsets).containsExactly(107, 121, 149, 135, 128);
    }

    @Test
    void it_looks_in_the_middle_on_the_way_back_too() {
        Walk walk = at(key(500), 100);
        Reading reading = Reading.knowing(walk, FULL);
        reading.take(AFTER);
        reading.take(AFTER);
        reading.take(AFTER);
        reading.take(AFTER);
        assertThat(walk.offset()).isEqualTo(70);

        assertThat(offsetAfter(reading, BEFORE)).isEqualTo(78);
    }

    @Test
    void once_it_has_joined_it_steps_as_carefully_as_at_first() {
        Walk walk = at(key(500), 100);
        Reading reading = Reading.knowing(walk, FULL);
        reading.take(AFTER);
        reading.take(AFTER);
        assertThat(walk.offset()).isEqualTo(94);

        reading.take(down(505, 496));
        assertThat(walk.offset()).isEqualTo(101);
        reading.take(AFTER);

        assertThat(walk.offset()).isEqualTo(99);
    }

    @Test
    void a_place_that_shifts_while_it_is_looked_for_is_looked_for_afresh() {
        Walk walk = at(key(500), 100);
        Reading reading = Reading.knowing(walk, FULL);
        reading.take(BEFORE);
        reading.take(AFTER);
        assertThat(walk.offset()).isEqualTo(103);

        reading.take(BEFORE);

        assertThat(walk.offset()).isEqualTo(110);
    }

    @Test
    void an_empty_page_is_no_end_when_rows_before_the_cursor_went_meanwhile() {
        Walk walk = at(key(55), 8);
        Reading reading = Reading.knowing(walk, FULL);
        reading.take(down(65, 56));

        reading.take(List.of());
        assertThat(walk.isDone()).isFalse();
        reading.over(down(65, 54), 10);

        assertThat(walk.isAtEnd()).isTrue();
        assertThat(walk.cursor().keys()).isEqualTo(down(54, 54).getFirst().keys());
    }

    @Test
    void a_list_that_ends_before_the_cursor_has_nothing_more() {
        Walk walk = at(key(500), 100);
        Reading reading = Reading.knowing(walk, FULL);

        assertThat(reading.take(rows(999, 998))).isEqualTo(new Seam.Before());
        assertThat(walk.isDone()).as("it may be short by chance").isFalse();
        assertThat(walk.offset()).isEqualTo(100);
        assertThat(reading.take(rows(999, 998))).isEqualTo(new Seam.Before());

        assertThat(walk.isAtEnd()).isTrue();
        assertThat(walk.cursor()).isEqualTo(Cursor.before(key(500)));
    }

    @Test
    void an_empty_page_says_that_the_place_is_further_back() {
        Walk walk = at(key(500), 100);
        Reading reading = Reading.knowing(walk, FULL);

        assertThat(reading.take(List.of())).isEqualTo(new Seam.Gap());

        assertThat(walk.isDone()).isFalse();
        assertThat(walk.offset()).isEqualTo(98);
    }

    private static Walk at(String key, int offset) {
        return Walk.from(NOW, Cursor.before(key), offset + Walk.OVERLAP);
    }

    private static int offsetAfter(Reading reading, List<Placed> page) {
        reading.take(page);
        return reading.walk().offset();
    }
}
