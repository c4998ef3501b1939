package dev.tidemark.poll.list;

import static dev.tidemark.poll.list.ListOrder.STABLE;
import static dev.tidemark.poll.list.ListOrder.UNORDERED;
import static dev.tidemark.poll.list.Rows.NOW;
import static dev.tidemark.poll.list.Rows.down;
import static dev.tidemark.poll.list.Rows.key;
import static dev.tidemark.poll.list.Rows.row;
import static dev.tidemark.poll.list.Rows.rows;
import static dev.tidemark.poll.list.Rows.slice;
import static dev.tidemark.poll.list.Rows.updated;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Lists that do not care for limit, offset or order: a walk over them ends all the same. */
class WalkOddListTest {
    private static final int TOO_MANY = 20;

    private final Walk walk = Walk.fromHead(NOW, "");
    private final Reading reading = Reading.of(walk);

    @Test
    void a_page_of_more_rows_than_were_asked_for_is_the_whole_list() {
        assertThat(reading.take(down(150, 1))).isEqualTo(new Seam.Joined(0));

        assertThat(walk.isAtEnd()).isTrue();
        assertThat(walk.comesWhole()).isTrue();
        assertThat(walk.cursor().keys()).isEqualTo(row(1).keys());
    }

    @Test
    void a_list_known_to_come_whole_takes_one_call() {
        Reading known = new Reading(
                walk, Certificate.none(NOW).with(down(30, 1), 30, NOW).comesWhole());

        known.take(down(30, 1));

        assertThat(walk.isAtEnd()).isTrue();
        assertThat(walk.comesWhole()).isTrue();
    }

    @Test
    void it_may_have_begun_to_come_in_pages_when_it_is_as_long_as_one() {
        Reading known = new Reading(
                walk, Certificate.none(NOW).with(down(30, 1), 30, NOW).comesWhole());

        known.take(down(100, 1));

        assertThat(walk.isDone()).isFalse();
        assertThat(walk.offset()).isEqualTo(97);
    }

    @Test
    void a_list_that_repeats_its_first_page_whatever_the_offset_ends_by_itself() {
        repeat(down(30, 1));

        assertThat(walk.isAtEnd()).isTrue();
        assertThat(walk.comesWhole()).isTrue();
        assertThat(walk.cursor().keys()).isEqualTo(row(1).keys());
    }

    @Test
    void one_that_gets_another_first_row_meanwhile_ends_too() {
        reading.take(down(30, 1));

        repeat(down(31, 1));

        assertThat(walk.isAtEnd()).isTrue();
        assertThat(walk.comesWhole()).isTrue();
    }

    @Test
    void one_whose_last_row_jumps_to_the_head_meanwhile_ends_too() {
        reading.take(byUpdate(0));

        repeat(byUpdate(1));

        assertThat(walk.isAtEnd()).isTrue();
        assertThat(walk.comesWhole()).isTrue();
    }

    @Test
    void one_of_which_a_row_jumps_to_the_head_before_each_call_ends_too() {
        int jumps = 0;
        while (!walk.isDone() && jumps < TOO_MANY) {
            reading.take(byUpdate(jumps));
            jumps++;
        }

        assertThat(walk.calls()).isBetween(4, 5);
        assertThat(walk.isAtEnd()).isTrue();
        assertThat(walk.comesWhole()).isTrue();
    }

    @Test
    void one_that_comes_in_another_order_each_time_ends_too() {
        Reading unordered = new Reading(
                walk, Certificate.none(NOW).with(down(30, 1), 30, NOW).unstable(NOW));
        List<Placed> list = new ArrayList<>(down(30, 1));
        Random random = new Random(1);
        while (!walk.isDone() && walk.calls() < TOO_MANY) {
            Collections.shuffle(list, random);
            unordered.take(List.copyOf(list));
        }

        assertThat(walk.calls()).isEqualTo(4);
        assertThat(walk.isAtEnd()).isTrue();
        assertThat(walk.comesWhole()).isTrue();
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2})
    void one_of_which_next_to_nothing_can_be_read_ends_too(int readable) {
        List<Placed> rows = down(readable, 1);
        for (int calls = 0; calls < 60 && !walk.isDone(); calls++) {
            walk.take(Certificate.none(NOW).with(rows, 5, NOW), rows, Walk.PAGE, 5, key(1_000));
        }

        assertThat(walk.isAtEnd()).isTrue();
        assertThat(walk.comesWhole()).isTrue();
    }

    @Test
    void a_few_rows_have_to_come_again_more_often() {
        while (!walk.isDone() && walk.calls() < 2 * TOO_MANY) {
            reading.take(down(2, 1));
        }

        assertThat(walk.calls()).isEqualTo(TOO_MANY + 1);
        assertThat(walk.isAtEnd()).isTrue();
        assertThat(walk.comesWhole()).isTrue();
    }

    @Test
    void a_list_that_comes_by_threes_does_not_end_when_a_row_comes_before_each_page() {
        List<Placed> list = down(160, 1);
        for (int call = 0; call < 10; call++) {
            reading.take(slice(list, 0, 3));
        }

        assertThat(walk.isDone()).isFalse();
    }

    @Test
    void a_full_page_that_is_repeated_ends_the_walk_and_may_not_be_the_whole_list() {
        repeat(down(100, 1));

        assertThat(walk.isAtEnd()).isTrue();
        assertThat(walk.comesWhole()).isFalse();
    }

    @Test
    void a_list_in_no_order_ends_too_when_it_repeats_its_first_page() {
        repeat(rows(5, 9, 1, 7, 3, 8, 2, 6, 4, 0));

        assertThat(reading.certificate().order()).isEqualTo(STABLE);
        assertThat(walk.isAtEnd()).isTrue();
        assertThat(walk.comesWhole()).isTrue();
        assertThat(walk.isUnstable()).isFalse();
    }

    @Test
    void a_list_that_keeps_its_order_but_has_none_is_read_by_the_rows_read_last() {
        List<Placed> list = rows(5, 9, 1, 7, 3, 8, 2, 6, 4, 0, 11, 14, 10, 12);

        assertThat(reading.over(list, 10)).containsExactly(0, 7, 11);
        assertThat(reading.certificate().order()).isEqualTo(STABLE);
        assertThat(walk.isAtEnd()).isTrue();
    }

    @Test
    void a_list_that_comes_otherwise_each_time_is_found_out() {
        reading.take(rows(5, 9, 1, 7));
        int page = 0;
        while (!walk.isUnstable() && page < TOO_MANY) {
            page++;
            reading.take(rows(10 * page + 2, 10 * page, 10 * page + 4, 10 * page + 3));
        }

        assertThat(walk.isUnstable()).isTrue();
        assertThat(page).isLessThan(TOO_MANY);
    }

    @Test
    void without_any_order_the_first_page_that_is_not_full_ends_it() {
        Reading unordered = new Reading(
                walk, Certificate.none(NOW).with(rows(5, 9, 1, 7), 4, NOW).unstable(NOW));
        assertThat(unordered.certificate().order()).isEqualTo(UNORDERED);

        unordered.take(rows(3, 9, 5, 1));
        assertThat(walk.isDone()).isFalse();
        unordered.take(rows(7, 2));

        assertThat(walk.isAtEnd()).isTrue();
    }

    /** Thirty rows, last updated first, of which the last one was updated so many times. */
    private static List<Placed> byUpdate(int jumps) {
        return IntStream.range(0, 30)
                .map(place -> 30 + jumps - place)
                .mapToObj(updated -> updated("r" + updated % 30, updated % 30, updated))
                .toList();
    }

    private void repeat(List<Placed> page) {
        while (!walk.isDone() && walk.calls() < TOO_MANY) {
            reading.take(page);
        }
        assertThat(walk.calls()).isBetween(4, 5);
    }
}
