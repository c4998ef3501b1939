package dev.tidemark.poll.list;

import static dev.tidemark.poll.list.ListOrder.CREATED_ASC;
import static dev.tidemark.poll.list.ListOrder.CREATED_DESC;
import static dev.tidemark.poll.list.ListOrder.STABLE;
import static dev.tidemark.poll.list.ListOrder.UNORDERED;
import static dev.tidemark.poll.list.ListOrder.UPDATED_DESC;
import static dev.tidemark.poll.list.Rows.key;
import static dev.tidemark.poll.list.Rows.row;
import static dev.tidemark.poll.list.Rows.rows;
import static dev.tidemark.poll.list.Rows.undated;
import static dev.tidemark.poll.list.Rows.updated;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Whether a page joins what was read before. */
class SeamTest {
    /** Somewhere in the list, where a page has to prove that it joins. */
    private static final int FURTHER_ON = 40;

    private final Cursor down = Cursor.START.after(CREATED_DESC, rows(9, 8, 7));
    private final Cursor up = Cursor.START.after(CREATED_ASC, rows(1, 2, 3));

    @ParameterizedTest
    @EnumSource
    void the_first_page_joins_whatever_it_holds(ListOrder order) {
        assertThat(Seam.judge(order, Cursor.START, FURTHER_ON, rows(5, 6))).isEqualTo(new Seam.Joined(0));
        assertThat(Seam.judge(order, Cursor.START, 0, List.of())).isEqualTo(new Seam.Joined(0));
    }

    @Test
    void the_last_row_read_joins_and_what_follows_it_is_new() {
        assertThat(judge(down, rows(7, 6, 5))).isEqualTo(new Seam.Joined(1));
        assertThat(judge(down, rows(8, 7, 6))).isEqualTo(new Seam.Joined(2));
        assertThat(Seam.judge(CREATED_ASC, up, FURTHER_ON, rows(3, 4, 5))).isEqualTo(new Seam.Joined(1));
    }

    @Test
    void a_page_that_ends_with_the_last_row_read_has_nothing_new() {
        assertThat(judge(down, rows(9, 8, 7))).isEqualTo(new Seam.Joined(3));
    }

    @Test
    void a_row_before_the_cursor_joins_though_the_last_row_read_is_gone() {
        assertThat(judge(down, rows(9, 8, 6, 5))).isEqualTo(new Seam.Joined(2));
        assertThat(Seam.judge(CREATED_ASC, up, FURTHER_ON, rows(2, 4, 5))).isEqualTo(new Seam.Joined(1));
    }

    @Test
    void a_row_before_the_cursor_joins_though_nobody_has_read_it() {
        assertThat(judge(down, rows(12, 11, 6))).isEqualTo(new Seam.Joined(2));
    }

    @Test
    void after_deletions_before_the_offset_rows_between_may_be_missing() {
        assertThat(judge(down, rows(6, 5, 4))).isEqualTo(new Seam.Gap());
        assertThat(Seam.judge(CREATED_ASC, up, FURTHER_ON, rows(4, 5))).isEqualTo(new Seam.Gap());
    }

    @Test
    void after_insertions_before_the_offset_the_place_is_further_on() {
        assertThat(judge(down, rows(12, 11, 10))).isEqualTo(new Seam.Before());
        assertThat(judge(down, rows(9, 8))).isEqualTo(new Seam.Before());
        assertThat(Seam.judge(CREATED_ASC, up, FURTHER_ON, rows(-2, -1, 0))).isEqualTo(new Seam.Before());
    }

    @Test
    void the_list_s_first_row_joins_when_all_rows_before_the_cursor_are_gone() {
        assertThat(Seam.judge(CREATED_DESC, down, 0, rows(6, 5, 4))).isEqualTo(new Seam.Joined(0));
        assertThat(Seam.judge(CREATED_DESC, down, 0, List.of())).isEqualTo(new Seam.Joined(0));
    }

    @Test
    void an_empty_page_further_on_joins_nothing() {
        assertThat(judge(down, List.of())).isEqualTo(new Seam.Gap());
    }

    @Test
    void rows_of_the_cursor_s_own_key_are_read_again() {
        List<Placed> page = List.of(row(8), row("twin", 7), row("other", 7), row(6));

        assertThat(judge(down, page)).isEqualTo(new Seam.Joined(1));
    }

    @Test
    void a_row_of_the_cursor_s_own_key_does_not_join() {
        assertThat(judge(down, List.of(row("twin", 7), row(6)))).isEqualTo(new Seam.Gap());
    }

    @Test
    void among_rows_of_one_key_the_last_one_read_joins() {
        Cursor cursor = Cursor.START.after(CREATED_DESC, List.of(row("a", 7), row("b", 7)));
        List<Placed> page = List.of(row("a", 7), row("b", 7), row("c", 7), row(6));

        assertThat(judge(cursor, page)).isEqualTo(new Seam.Joined(2));
    }

    @Test
    void a_row_that_was_read_and_has_moved_since_does_not_join() {
        Cursor cursor = Cursor.START.after(UPDATED_DESC, List.of(updated("a", 1, 30), updated("b", 2, 20)));
        List<Placed> page = List.of(updated("b", 2, 19), updated("c", 3, 10));

        assertThat(Seam.judge(UPDATED_DESC, cursor, FURTHER_ON, page)).isEqualTo(new Seam.Gap());
    }

    @Test
    void a_row_that_jumped_to_the_head_says_that_the_place_is_further_on() {
        Cursor cursor = Cursor.START.after(UPDATED_DESC, List.of(updated("a", 1, 30), updated("b", 2, 20)));
        List<Placed> page = List.of(updated("b", 2, 40), updated("a", 1, 30));

        assertThat(Seam.judge(UPDATED_DESC, cursor, FURTHER_ON, page)).isEqualTo(new Seam.Before());
    }

    @Test
    void rows_without_a_date_join_nothing() {
        assertThat(judge(down, List.of(undated("a"), row(6)))).isEqualTo(new Seam.Gap());
        assertThat(judge(down, List.of(undated("a"), row(8), undated("b"), row(6))))
                .isEqualTo(new Seam.Joined(3));
    }

    @Test
    void a_page_from_before_the_newest_rows_joins_without_any_row_read() {
        Cursor mark = Cursor.before(key(3));

        assertThat(Seam.judge(CREATED_ASC, mark, FURTHER_ON, rows(1, 2, 4))).isEqualTo(new Seam.Joined(2));
        assertThat(Seam.judge(CREATED_ASC, mark, FURTHER_ON, rows(4, 5))).isEqualTo(new Seam.Gap());
    }

    @Test
    void in_an_order_that_is_only_kept_one_of_the_last_rows_read_has_to_be_there() {
        Cursor cursor = Cursor.START.after(STABLE, rows(5, 1, 9));

        assertThat(Seam.judge(STABLE, cursor, FURTHER_ON, rows(1, 9, 3))).isEqualTo(new Seam.Joined(2));
        assertThat(Seam.judge(STABLE, cursor, FURTHER_ON, rows(5, 3, 7))).isEqualTo(new Seam.Joined(1));
        assertThat(Seam.judge(STABLE, cursor, FURTHER_ON, rows(3, 7))).isEqualTo(new Seam.Gap());
        assertThat(Seam.judge(STABLE, cursor, 0, rows(3, 7))).isEqualTo(new Seam.Joined(0));
    }

    @Test
    void without_any_order_every_page_is_taken_as_it_comes() {
        Cursor cursor = Cursor.START.after(UNORDERED, rows(5, 1, 9));

        assertThat(Seam.judge(UNORDERED, cursor, FURTHER_ON, rows(3, 9, 7))).isEqualTo(new Seam.Joined(0));
    }

    private static Seam judge(Cursor cursor, List<Placed> page) {
        return Seam.judge(CREATED_DESC, cursor, FURTHER_ON, page);
    }
}
