package dev.tidemark.poll.list;

import static dev.tidemark.poll.list.ListOrder.CREATED_ASC;
import static dev.tidemark.poll.list.ListOrder.CREATED_DESC;
import static dev.tidemark.poll.list.ListOrder.UPDATED_DESC;
import static dev.tidemark.poll.list.Rows.NOW;
import static dev.tidemark.poll.list.Rows.key;
import static dev.tidemark.poll.list.Rows.row;
import static dev.tidemark.poll.list.Rows.rows;
import static dev.tidemark.poll.list.Rows.undated;
import static dev.tidemark.poll.list.Rows.updated;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tidemark.change.RowKey;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What a page proves not to be there. */
class SpanTest {
    @Test
    void a_page_in_the_middle_proves_what_lies_between_its_first_and_last_row() {
        Span down = Span.of(CREATED_DESC, rows(9, 7, 4), false, false).orElseThrow();
        Span up = Span.of(CREATED_ASC, rows(4, 7, 9), false, false).orElseThrow();

        assertThat(down).isEqualTo(new Span(false, key(4), key(9))).isEqualTo(up);
    }

    @Test
    void rows_of_the_ends_own_keys_may_stand_on_the_next_page() {
        Span span = Span.of(CREATED_DESC, rows(9, 7, 4), false, false).orElseThrow();

        assertThat(proves(span, key(4))).isFalse();
        assertThat(proves(span, key(9))).isFalse();
        assertThat(proves(span, key(5))).isTrue();
        assertThat(proves(span, key(8))).isTrue();
    }

    @Test
    void nothing_newer_is_there_before_the_first_row_of_a_list_with_the_newest_first() {
        Span span = Span.of(CREATED_DESC, rows(9, 7, 4), true, false).orElseThrow();

        assertThat(proves(span, key(1000))).isTrue();
        assertThat(proves(span, key(4))).isFalse();
        assertThat(proves(span, key(3))).isFalse();
    }

    @Test
    void nothing_older_is_there_after_the_last_row_of_a_list_with_the_newest_first() {
        Span span = Span.of(CREATED_DESC, rows(9, 7, 4), false, true).orElseThrow();

        assertThat(proves(span, RowKey.of(Instant.EPOCH))).isTrue();
        assertThat(proves(span, key(9))).isFalse();
        assertThat(proves(span, key(10))).isFalse();
    }

    @Test
    void the_ends_of_a_list_with_the_oldest_first_are_the_other_way_round() {
        Span first = Span.of(CREATED_ASC, rows(4, 7, 9), true, false).orElseThrow();
        Span last = Span.of(CREATED_ASC, rows(4, 7, 9), false, true).orElseThrow();

        assertThat(proves(first, key(3))).isTrue();
        assertThat(proves(first, key(10))).isFalse();
        assertThat(proves(last, key(10))).isTrue();
        assertThat(proves(last, key(3))).isFalse();
    }

    @Test
    void a_list_by_update_proves_by_that_date() {
        Span span = Span.of(UPDATED_DESC, List.of(updated("a", 1, 30), updated("b", 9, 20)), false, false)
                .orElseThrow();

        assertThat(span).isEqualTo(new Span(true, key(20), key(30)));
    }

    @Test
    void rows_without_a_date_at_the_ends_do_not_widen_it() {
        List<Placed> page = List.of(undated("a"), row(9), undated("b"), row(4), undated("c"));

        assertThat(Span.of(CREATED_DESC, page, false, false)).contains(new Span(false, key(4), key(9)));
    }

    @Test
    void rows_without_any_date_prove_nothing_unless_they_are_the_whole_list() {
        List<Placed> page = List.of(undated("a"), undated("b"));

        assertThat(Span.of(CREATED_DESC, page, true, false)).isEmpty();
        assertThat(Span.of(CREATED_DESC, page, false, true)).isEmpty();
        assertThat(proves(Span.of(CREATED_DESC, page, true, true).orElseThrow(), key(0)))
                .isTrue();
    }

    @Test
    void an_empty_list_proves_that_no_dated_row_is_there() {
        Span span = Span.of(CREATED_ASC, List.of(), true, true).orElseThrow();

        assertThat(proves(span, RowKey.of(Instant.EPOCH))).isTrue();
        assertThat(proves(span, RowKey.of(NOW))).isTrue();
        assertThat(proves(span, undated("a").keys().created())).isFalse();
    }

    @Test
    void an_empty_page_past_the_end_proves_nothing() {
        assertThat(Span.of(CREATED_DESC, List.of(), false, true)).isEmpty();
    }

    @ParameterizedTest
    @EnumSource(names = {"STABLE", "UNORDERED"})
    void without_a_sorted_order_nothing_is_proven(ListOrder order) {
        assertThat(Span.of(order, rows(9, 7, 4), true, true)).isEmpty();
    }

    private static boolean proves(Span span, String key) {
        return key.compareTo(span.low()) > 0 && key.compareTo(span.high()) < 0;
    }
}
