package dev.tidemark.poll.list;

import static dev.tidemark.poll.list.ListOrder.CREATED_ASC;
import static dev.tidemark.poll.list.ListOrder.CREATED_DESC;
import static dev.tidemark.poll.list.Rows.NOW;
import static dev.tidemark.poll.list.Rows.down;
import static dev.tidemark.poll.list.Rows.key;
import static dev.tidemark.poll.list.Rows.row;
import static dev.tidemark.poll.list.Rows.rows;
import static dev.tidemark.poll.list.Rows.slice;
import static dev.tidemark.poll.list.Rows.up;
import static dev.tidemark.poll.list.Rows.updated;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tidemark.change.RowKeys;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Which offset a walk asks for next, and when it is over. */
class WalkTest {
    private final Walk walk = Walk.fromHead(NOW, "");
    private final Reading reading = Reading.of(walk);

    @Test
    void pages_overlap_by_three_rows_until_one_brings_nothing_new() {
        List<Placed> list = down(250, 1);

        assertThat(reading.over(list, 100)).containsExactly(0, 97, 194, 247);
        assertThat(walk.isDone()).isTrue();
        assertThat(walk.isAtEnd()).isTrue();
        assertThat(walk.cursor().keys()).isEqualTo(row(1).keys());
        assertThat(walk.stepBacks()).isZero();
    }

    @Test
    void a_list_that_ends_with_a_full_page_is_looked_at_once_more() {
        assertThat(reading.over(down(20, 11), 10)).containsExactly(0, 7);
        assertThat(walk.isAtEnd()).isTrue();
    }

    @Test
    void a_list_of_a_single_row_ends() {
        Walk walk = Walk.fromHead(NOW, "");

        assertThat(Reading.of(walk).over(rows(1), 100)).containsExactly(0, 1, 0);

        assertThat(walk.isAtEnd()).isTrue();
    }

    @Test
    void a_list_of_a_few_rows_takes_two_calls() {
        assertThat(reading.over(rows(3, 2), 10)).containsExactly(0, 1);
        assertThat(walk.isAtEnd()).isTrue();
        assertThat(walk.comesWhole()).isFalse();
    }

    @Test
    void an_empty_list_ends_at_once() {
        assertThat(reading.over(List.of(), 10)).containsExactly(0);
        assertThat(walk.isAtEnd()).isTrue();
        assertThat(walk.cursor().isStart()).isTrue();
    }

    @Test
    void the_next_offset_counts_the_rows_that_came_and_the_empty_elements() {
        reading.take(down(100, 81));
        assertThat(walk.offset()).isEqualTo(17);

        reading.take(down(83, 80), 9);
        assertThat(walk.offset()).isEqualTo(17 + 6);
    }

    @Test
    void a_first_page_of_nothing_but_empty_elements_is_stepped_over() {
        assertThat(reading.take(List.of(), 10)).isEqualTo(new Seam.Joined(0));

        assertThat(walk.isDone()).isFalse();
        assertThat(walk.offset()).isEqualTo(7);
    }

    @Test
    void pages_that_shrink_are_no_end_while_they_bring_news() {
        List<Placed> list = down(100, 1);
        for (int limit : List.of(20, 10, 6, 4)) {
            reading.take(slice(list, walk.offset(), limit));
            assertThat(walk.isDone()).isFalse();
        }

        assertThat(walk.offset()).isEqualTo(17 + 7 + 3 + 1);
        assertThat(walk.cursor().keys()).isEqualTo(row(100 - 30).keys());
    }

    @Test
    void the_newest_rows_are_read_until_past_the_stop_key() {
        Walk head = Walk.fromHead(NOW, key(90));
        Reading newest = Reading.of(head);

        newest.take(down(99, 90));
        assertThat(head.isDone()).isFalse();
        newest.take(down(92, 83));

        assertThat(head.isDone()).isTrue();
        assertThat(head.isAtEnd()).isFalse();
    }

    @Test
    void the_stop_key_ends_nothing_in_a_list_without_a_sorted_order() {
        Walk head = Walk.fromHead(NOW, key(90));

        Reading.of(head).take(rows(99, 1, 50, 7));

        assertThat(head.isDone()).isFalse();
    }

    @Test
    void the_newest_of_a_list_that_ends_with_them_take_one_call() {
        Walk tail = Walk.ofTail(NOW, key(95), 90);
        Reading newest = Reading.knowing(tail, up(1, 20));

        assertThat(newest.over(up(1, 100), 20)).containsExactly(90);
        assertThat(tail.isAtEnd()).isTrue();
        assertThat(tail.newest().created()).isEqualTo(key(100));
    }

    @Test
    void where_the_newest_begin_too_late_they_are_looked_for_further_back() {
        Walk tail = Walk.ofTail(NOW, key(85), 90);
        Reading newest = Reading.knowing(tail, up(1, 20));

        assertThat(newest.over(up(1, 100), 20)).containsExactly(90, 85, 75, 92);
        assertThat(tail.cursor().key(CREATED_ASC)).isEqualTo(key(100));
    }

    @Test
    void it_goes_on_a_little_before_where_its_cursor_probably_stands() {
        Cursor cursor = Cursor.START.after(CREATED_DESC, rows(60));

        assertThat(Walk.from(NOW, cursor, 40).offset()).isEqualTo(37);
        assertThat(Walk.from(NOW, cursor, 2).offset()).isZero();
        assertThat(Walk.from(NOW, Cursor.START, 40).offset()).isZero();
    }

    @Test
    void a_single_row_that_comes_again_and_again_is_not_the_whole_list() {
        List<Placed> list = down(160, 1);
        take(slice(list, 0, 60), 60);
        int offset = walk.offset();

        // One row came before it between any two calls.
        for (int call = 0; call < 6; call++) {
            assertThat(walk.offset()).isEqualTo(offset + call);
            take(slice(list, offset, 1), 1);
        }

        assertThat(walk.isDone()).isFalse();
        assertThat(walk.comesWhole()).isFalse();
    }

    @Test
    void the_greatest_dates_read_count_unless_they_lie_in_the_future() {
        Reading.at(50, walk).take(List.of(updated("a", 10, 99), updated("b", 30, 40), updated("c", 60, 20)));

        assertThat(walk.newest()).isEqualTo(new RowKeys(key(30), key(40)));
    }

    private void take(List<Placed> page, int asked) {
        Certificate certificate = Certificate.none(NOW).with(page, asked, page.size(), NOW);
        walk.take(certificate, page, asked, page.size(), key(1000));
    }
}
