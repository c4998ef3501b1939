package dev.tidemark.callback.filter;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** JSON does not tell whole numbers from decimal ones, so filters need not either. */
class FilterNumbersTest {
    private static final FilterInput VIEW = Sample.view();

    @Test
    void whole_numbers_compare_with_whole_and_decimal_ones() {
        matching(
                "data.view.percentage >= 95",
                "data.view.percentage == 95",
                "data.view.percentage == 95.0",
                "data.view.percentage > 94.5",
                "data.view.percentage < 95.5",
                "data.view.percentage != 95.5",
                "data.view.percentage in [95.0]",
                "data.whole == 95",
                "data.whole >= 95",
                "data.view.watched > 160",
                "data.view.watched == 160.5",
                "data.view.percentage + 5 == 100",
                "95 < 95.5");
        unmatched("data.view.percentage == 94.5", "data.view.watched == 160", "data.view.watched <= 160");
    }

    @Test
    void numbers_beyond_an_int_are_doubles() {
        matching(
                "data.huge == 9223372036854775808.0",
                "data.huge > 9e18",
                "type(data.huge) == double",
                "type(data.longest) == int",
                "data.longest == 9223372036854775807");
        assertThat(Sample.matches("data.n > 1e308", Sample.event("{\"n\":" + "9".repeat(400) + "}")))
                .isTrue();
        assertThat(Sample.matches("data.n < -1e308", Sample.event("{\"n\":-1e999}")))
                .isTrue();
    }

    @Test
    void sums_that_cannot_be_done_do_not_match() {
        unmatched(
                "1 / data.zero == 1",
                "1 / data.zero != 1",
                "1 % data.zero == 0",
                "data.longest + 1 > 0",
                "data.longest * 2 > 0",
                "-data.longest - 2 < 0",
                "int(data.huge) > 0",
                "uint(-1) > 0u");
    }

    private static void matching(String... filters) {
        assertThat(filters)
                .allSatisfy(filter ->
                        assertThat(Sample.matches(filter, VIEW)).as(filter).isTrue());
    }

    private static void unmatched(String... filters) {
        assertThat(filters)
                .allSatisfy(filter ->
                        assertThat(Sample.matches(filter, VIEW)).as(filter).isFalse());
    }
}
