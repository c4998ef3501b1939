package dev.tidemark.poll.list;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PageSizeTest {
    private final PageSize size = new PageSize();
    private Instant now = Instant.parse("2026-03-01T00:00:00Z");

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 24, 25, 57, 99})
    void the_one_bad_row_is_found_and_given_up_and_full_pages_follow(int bad) {
        int calls = 0;
        int offset = 0;
        boolean givenUp = false;
        while (!givenUp) {
            int limit = size.at(offset, now);
            if (offset <= bad && bad < offset + limit) {
                givenUp = size.failed(offset, limit, true, true, now);
            } else {
                size.worked(offset, limit);
                offset += limit;
            }
            calls++;
        }

        assertThat(offset).isEqualTo(bad);
        assertThat(size.at(bad + 1, now)).isEqualTo(Walk.PAGE);
        assertThat(calls).isLessThan(20);
    }

    @Test
    void a_page_that_fails_by_chance_is_asked_for_again_as_it_was() {
        assertThat(size.failed(0, Walk.PAGE, false, true, now)).isFalse();
        assertThat(size.failed(0, Walk.PAGE, false, true, now)).isFalse();
        assertThat(size.at(0, now)).isEqualTo(Walk.PAGE);
        size.worked(0, Walk.PAGE);
        size.failed(0, Walk.PAGE, false, true, now);
        assertThat(size.at(0, now)).as("counted anew").isEqualTo(Walk.PAGE);
    }

    @Test
    void a_single_row_is_not_given_up_while_nothing_else_works_either() {
        for (int i = 0; i < 9; i++) {
            assertThat(size.failed(7, 1, false, false, now)).isFalse();
            now = now.plusSeconds(60);
        }
        now = now.plusSeconds(60);
        assertThat(size.failed(7, 1, false, false, now)).as("it takes too long").isTrue();
    }

    @Test
    void a_single_row_is_given_up_when_others_work() {
        assertThat(size.failed(7, 1, false, true, now)).isFalse();
        assertThat(size.failed(7, 1, false, true, now)).isFalse();
        assertThat(size.failed(7, 1, false, true, now)).isTrue();
    }

    @Test
    void the_next_walk_comes_as_close_to_the_bad_row_as_it_can() {
        size.failed(60, 1, true, true, now);

        assertThat(size.at(0, now)).isEqualTo(60);
        assertThat(size.at(44, now)).isEqualTo(16);
        assertThat(size.at(53, now)).as("little more than the overlap").isEqualTo(1);
        assertThat(size.at(60, now)).isEqualTo(1);
        assertThat(size.at(61, now)).isEqualTo(Walk.PAGE);
        assertThat(size.at(0, now.plus(Duration.ofHours(25))))
                .as("it has moved or mended by then")
                .isEqualTo(Walk.PAGE);
    }

    @Test
    void what_came_is_not_to_blame_any_more() {
        size.failed(0, Walk.PAGE, true, true, now);

        size.worked(0, 25);
        size.worked(25, 25);

        assertThat(size.at(0, now)).as("up to where it may be").isEqualTo(50);
        size.worked(50, 25);
        size.worked(75, 25);
        assertThat(size.at(0, now)).isEqualTo(Walk.PAGE);
    }

    @Test
    void a_row_that_was_given_up_is_not_asked_for_as_often_again() {
        size.failed(60, 1, true, true, now);

        assertThat(size.failed(60, 1, false, false, now)).isTrue();
        assertThat(size.failed(59, 1, false, false, now)).isFalse();
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 3, 8})
    void a_bad_row_that_a_few_new_ones_moved_on_costs_two_failing_calls(int moved) {
        size.failed(60, 1, true, true, now);
        int bad = 60 + moved;
        int failing = 0;
        int offset = 0;
        boolean givenUp = false;
        while (!givenUp) {
            int limit = size.at(offset, now);
            if (offset <= bad && bad < offset + limit) {
                failing++;
                givenUp = size.failed(offset, limit, false, true, now);
            } else {
                size.worked(offset, limit);
                offset += limit;
            }
        }

        assertThat(offset).isEqualTo(bad);
        assertThat(failing).isEqualTo(2);
        assertThat(size.at(bad + 1, now)).isEqualTo(Walk.PAGE);
        assertThat(size.at(0, now)).isEqualTo(bad);
    }

    @Test
    void a_good_row_that_fails_once_is_not_taken_for_the_bad_one_that_moved() {
        size.failed(60, 1, true, true, now);
        size.worked(60, 1);

        assertThat(size.failed(61, 1, false, true, now)).isFalse();
        size.worked(61, 1);

        assertThat(size.at(62, now)).as("it is looked for further on").isEqualTo(1);
        assertThat(size.failed(62, 1, false, true, now)).isFalse();
        assertThat(size.failed(62, 1, false, true, now)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(ints = {61, 68})
    void a_good_row_is_not_taken_for_it_while_nothing_else_works_either(int failing) {
        size.failed(60, 1, true, true, now);
        for (int row = 60; row < failing; row++) {
            size.worked(row, 1);
        }

        for (int i = 0; i < 10; i++) {
            assertThat(size.failed(failing, 1, false, false, now)).isFalse();
            now = now.plusSeconds(59);
        }
    }

    @Test
    void a_bad_row_that_mended_is_looked_for_in_a_few_places_once() {
        size.failed(60, 1, true, true, now);

        for (int row = 60; row <= 68; row++) {
            assertThat(size.at(row, now)).isEqualTo(1);
            size.worked(row, 1);
        }

        assertThat(size.at(60, now)).isEqualTo(Walk.PAGE);
        assertThat(size.at(69, now)).isEqualTo(Walk.PAGE);
    }

    @Test
    void a_bad_row_that_moved_is_found_again_with_fewer_calls() {
        size.failed(60, 1, true, true, now);

        size.failed(61, Walk.PAGE, false, true, now);

        assertThat(size.at(61, now)).isEqualTo(25);
    }

    @Test
    void rows_that_fail_one_after_the_other_are_said_once() {
        for (int row = 0; row < 4; row++) {
            size.failed(row, 1, true, true, now);
            assertThat(size.despairs()).isFalse();
        }
        size.failed(4, 1, true, true, now);

        assertThat(size.despairs()).isTrue();
        assertThat(size.despairs()).isFalse();
    }
}
