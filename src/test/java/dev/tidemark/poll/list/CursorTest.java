package dev.tidemark.poll.list;

import static dev.tidemark.poll.list.ListOrder.CREATED_ASC;
import static dev.tidemark.poll.list.ListOrder.CREATED_DESC;
import static dev.tidemark.poll.list.ListOrder.STABLE;
import static dev.tidemark.poll.list.ListOrder.UPDATED_DESC;
import static dev.tidemark.poll.list.Rows.down;
import static dev.tidemark.poll.list.Rows.key;
import static dev.tidemark.poll.list.Rows.row;
import static dev.tidemark.poll.list.Rows.rows;
import static dev.tidemark.poll.list.Rows.undated;
import static dev.tidemark.poll.list.Rows.updated;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

/** How far a pass has come. */
class CursorTest {
    @Test
    void before_the_first_row_nothing_is_read() {
        assertThat(Cursor.START.isStart()).isTrue();
        assertThat(Cursor.START.after(CREATED_DESC, rows(9)).isStart()).isFalse();
        assertThat(Cursor.before(key(9)).isStart()).isFalse();
    }

    @Test
    void it_stands_at_the_last_row_and_keeps_both_of_its_dates() {
        Cursor cursor = Cursor.START.after(UPDATED_DESC, List.of(updated("a", 1, 30), updated("b", 9, 20)));

        assertThat(cursor.key(UPDATED_DESC)).isEqualTo(key(20));
        assertThat(cursor.key(CREATED_DESC)).isEqualTo(key(9));
    }

    @Test
    void the_last_five_rows_are_its_anchors() {
        Cursor cursor = Cursor.START.after(CREATED_DESC, down(9, 1));

        assertThat(cursor.anchors()).containsExactly("5", "4", "3", "2", "1");
    }

    @Test
    void fewer_rows_are_all_of_its_anchors() {
        Cursor cursor = Cursor.START.after(CREATED_DESC, down(9, 1)).after(CREATED_DESC, rows(1, 0));

        assertThat(cursor.anchors()).containsExactly("1", "0");
    }

    @Test
    void an_empty_page_leaves_it_where_it_is() {
        Cursor cursor = Cursor.START.after(CREATED_DESC, rows(9, 8));

        assertThat(cursor.after(CREATED_DESC, List.of())).isEqualTo(cursor);
    }

    @Test
    void it_never_goes_back() {
        Cursor down = Cursor.START.after(CREATED_DESC, rows(9, 8, 7));
        Cursor up = Cursor.START.after(CREATED_ASC, rows(7, 8, 9));

        assertThat(down.after(CREATED_DESC, rows(10, 9, 8))).isEqualTo(down);
        assertThat(up.after(CREATED_ASC, rows(6, 7, 8))).isEqualTo(up);
    }

    @Test
    void a_page_that_ends_with_the_same_date_gives_it_other_anchors() {
        Cursor cursor = Cursor.START.after(CREATED_DESC, rows(9, 7));

        Cursor further = cursor.after(CREATED_DESC, List.of(row("7", 7), row("twin", 7)));

        assertThat(further.key(CREATED_DESC)).isEqualTo(key(7));
        assertThat(further.anchors()).containsExactly("7", "twin");
    }

    @Test
    void a_last_row_without_a_date_is_an_anchor_but_no_place() {
        Cursor cursor = Cursor.START.after(CREATED_DESC, List.of(row(9), row(8), undated("odd")));

        assertThat(cursor.key(CREATED_DESC)).isEqualTo(key(8));
        assertThat(cursor.anchors()).containsExactly("9", "8", "odd");
    }

    @Test
    void rows_without_any_date_do_not_move_its_place() {
        Cursor cursor = Cursor.START.after(CREATED_DESC, rows(9, 8));

        assertThat(cursor.after(CREATED_DESC, List.of(undated("odd"))).key(CREATED_DESC))
                .isEqualTo(key(8));
    }

    @Test
    void without_a_sorted_order_it_stands_after_whatever_came_last() {
        Cursor cursor = Cursor.START.after(STABLE, rows(3, 1, 2)).after(STABLE, rows(2, 9, 8));

        assertThat(cursor.anchors()).containsExactly("2", "9", "8");
        assertThat(cursor.keys()).isEqualTo(row(8).keys());
    }
}
