package dev.tidemark.callback.filter;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.LinkedHashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Mistakes are found when a filter is saved, at their position. */
class FilterMistakeTest {
    @Test
    void a_mistake_has_a_position_and_words() {
        Map<String, String> table = new LinkedHashMap<>();
        table.put("dat.view == 1", "column 1: undeclared reference to 'dat'");
        table.put("type == 'x' && dat.view == 1", "column 16: undeclared reference to 'dat'");
        table.put("data.a == 'ä🦊' && dat.view == 1", "column 19: undeclared reference to 'dat'");
        table.put("\n  type == 'x' &&\n    dat.view == 1", "line 3, column 5: undeclared reference to 'dat'");
        table.put("dat.view == 1 ||\n foo", "column 1: undeclared reference to 'dat'");
        table.put("type == 1", "column 6: '==' cannot be applied to (string, int)");
        table.put("time > '2026-01-01'", "column 6: '>' cannot be applied to (Timestamp, string)");
        table.put("data.a >= && true", "column 11: extraneous input '&&'");
        table.put("data.a == 'x", "column 11: cannot read ''x'");
        table.put("data.a == ü", "column 11: cannot read 'ü'");
        table.put("has(data)", "column 4: invalid argument to has() macro");
        table.put("nosuch(data.a)", "column 7: undeclared reference to 'nosuch'");
        table.put("data.a.matches('(')", "column 16: not a pattern: missing closing )");
        table.put("data.a.matches(data.b)", "column 20: matches() takes a pattern that is written out, as 'a.*b'");
        table.put("  1 + 1", "column 5: a filter comes to true or false, this one to int");
        table.put("type", "column 1: a filter comes to true or false, this one to string");
        table.put("", "column 1: the filter is empty");
        table.put(" \n ", "column 1: the filter is empty");
        table.forEach((filter, text) -> assertThat(Filter.check(filter).map(FilterMistake::text))
                .as(filter)
                .contains(text));
    }

    @Test
    void a_filter_without_mistake_has_none() {
        assertThat(Filter.check("data.flag")).isEmpty();
        assertThat(Filter.check("true")).isEmpty();
        assertThat(Filter.check("dyn(1)")).isEmpty();
        assertThat(Filter.check("// only the good ones\ndata.view.percentage >= 95"))
                .isEmpty();
    }

    @Test
    void four_thousand_characters_are_the_most() {
        String filter = "data.a == '" + "🦊".repeat(3_988) + "'";
        assertThat(filter.codePointCount(0, filter.length())).isEqualTo(4_000);
        assertThat(Filter.check(filter)).isEmpty();
        assertThat(Filter.check(filter + " ").map(FilterMistake::text))
                .contains("column 1: 4,001 characters are too many: 4,000 at most");
    }

    @Test
    void what_has_a_mistake_is_not_compiled() {
        assertThatThrownBy(() -> Filter.compile("type == 'x' && dat.view == 1"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("column 16: undeclared reference to 'dat'");
    }

    @Test
    void nothing_reads_a_clock_or_the_world_and_nothing_makes_texts_longer_than_its_parts() {
        for (String filter : new String[] {
            "time < now()",
            "env('HOME') == ''",
            "data.a.replace('a', 'bb') == ''",
            "['a'].join(data.a) == ''",
            "strings.quote(data.a) == ''",
            "data.a.format([1]) == ''",
            "google.protobuf.Timestamp{seconds: 1} == time"
        }) {
            assertThat(Filter.check(filter)).as(filter).isPresent();
        }
    }
}
