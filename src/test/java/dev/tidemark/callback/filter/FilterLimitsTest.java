package dev.tidemark.callback.filter;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import java.time.Duration;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** No filter, however hostile, takes long or much memory; fair ones do not come near the limits. */
class FilterLimitsTest {
    private static final FilterInput LARGE =
            Sample.event("{\"xs\":%s,\"ten\":%s,\"long\":\"%s\",\"seconds\":\"%s\",\"one\":[\"ab\"],\"s\":\"abc\"}"
                    .formatted(Sample.numbers(990), Sample.numbers(10), "a".repeat(1_000_000), "1s".repeat(100_000)));

    @Test
    void a_thousand_turns_of_macros_are_the_most_in_all() {
        assertThat(Sample.matches("data.xs.all(x, true)", numbers(1_000))).isTrue();
        assertThat(Sample.matches("data.xs.all(x, true)", numbers(1_001))).isFalse();
        assertThat(Sample.matches("data.xs.all(x, data.xs.all(y, true))", numbers(31)))
                .isTrue();
        assertThat(Sample.matches("data.xs.all(x, data.xs.all(y, true))", numbers(32)))
                .isFalse();
        assertThat(Sample.matches("data.xs.all(x, true) && data.xs.all(y, true)", numbers(500)))
                .isTrue();
        assertThat(Sample.matches("data.xs.all(x, true) && data.xs.all(y, true)", numbers(501)))
                .isFalse();
    }

    @Test
    void fair_filters_have_room_on_large_events() {
        String rows = IntStream.range(0, 990)
                .mapToObj(i -> "{\"k\":\"key%d\",\"v\":%d}".formatted(i, i))
                .collect(Collectors.joining(",", "{\"rows\":[", "]}"));
        for (String filter : new String[] {
            "data.rows.exists(r, r.v == 989)",
            "data.rows.filter(r, r.v > 5).size() > 900",
            "data.rows.map(r, r.v).exists(v, v == 3) || true",
            "data.rows.exists(r, r.k.matches('^key989$'))",
            "data.rows.all(r, r.v >= 0 && has(r.k) && r.k != '' && r.k.contains('key'))"
        }) {
            assertThat(Sample.matches(filter, Sample.event(rows))).as(filter).isTrue();
        }
        assertThat(Sample.matches("data.long.contains('aaa') && data.long.endsWith('a')", LARGE))
                .isFalse();
        assertThat(Sample.matches(
                        "data.long.size() == 100000 && data.long.contains('b')",
                        Sample.event("{\"long\":\"%sb\"}".formatted("a".repeat(99_999)))))
                .isTrue();
    }

    @Test
    void patterns_of_every_day_are_not_too_large() {
        String uuid = "[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}";
        assertThat(Filter.check("data.s.matches('^" + uuid + "$')")).isEmpty();
        assertThat(Filter.check("data.s.matches('^.{0,255}@[a-z]{2,63}[.](com|org|{x})$')"))
                .isEmpty();
    }

    @Test
    void hostile_filters_come_to_an_end_and_match_nothing() {
        hostile()
                .forEach((name, source) -> assertTimeoutPreemptively(
                        Duration.ofSeconds(5),
                        () -> {
                            if (Filter.check(source).isEmpty()) {
                                Filter filter = Filter.compile(source);
                                assertThat(filter.matches(LARGE)).isFalse();
                                assertThat(filter.explain(LARGE).matches()).isFalse();
                            }
                        },
                        name));
    }

    @Test
    void what_costs_more_than_one_filter_may_says_so() {
        for (String name :
                new String[] {"doubled texts", "doubled lists", "shared lists", "search", "regex", "errors", "duration"
                }) {
            assertThat(Filter.compile(hostile().get(name))
                            .explain(LARGE)
                            .steps()
                            .getFirst()
                            .outcome())
                    .as(name)
                    .isEqualTo("no: the filter takes too much work");
        }
    }

    @Test
    void deep_and_broken_texts_are_mistakes() {
        Map<String, String> table = new LinkedHashMap<>();
        table.put("parentheses", "(".repeat(1_500) + "1" + ")".repeat(1_500) + " == 1");
        table.put("open", "(".repeat(4_000));
        table.put("lists", "[".repeat(1_500) + "]".repeat(1_500) + " == []");
        table.put("sum", "1+".repeat(1_900) + "1 == 1");
        table.put("members", "data" + ".a".repeat(1_900) + " == 1");
        table.put("index", "data" + "[0]".repeat(1_300) + " == 1");
        table.put("macros", nested("[1].all(x, ", "true", 300));
        table.put("chain", "[1]" + ".filter(x, true)".repeat(200) + " == []");
        table.put("braces", "{".repeat(4_000));
        table.put("quotes", "'".repeat(3_999));
        table.put("tokens", "@".repeat(4_000));
        table.put("pattern", "data.s.matches('((a{100}){100}){100}')");
        table.put("vast pattern", "data.s.matches('((a{1000}){1000}){1000}')");
        table.put("long pattern", "data.s.matches('(" + "a".repeat(3_900) + "){1000}')");
        table.put("wide pattern", "data.s.matches('(a?){500}a{500}(b?){500}b{500}')");
        table.forEach((name, source) -> assertTimeoutPreemptively(
                Duration.ofSeconds(5),
                () -> assertThat(Filter.check(source)).as(name).isPresent(),
                name));
    }

    private static FilterInput numbers(int count) {
        return Sample.event("{\"xs\":" + Sample.numbers(count) + "}");
    }

    private static Map<String, String> hostile() {
        Map<String, String> table = new LinkedHashMap<>();
        table.put("cube", "data.xs.exists(a, data.xs.exists(b, data.xs.exists(c, a + b + c < 0)))");
        table.put("ten to the 20th", nested("data.ten.all(x, ", "x < 100", 20));
        table.put("doubled texts", "data.one" + ".map(x, x + x)".repeat(30) + ".size() == 1");
        table.put("nested doubled texts", layers(12, "['ab']", "[$ + $ + $ + $]", "$.size() > 0"));
        table.put("doubled lists", layers(12, "[[1]]", "[$ + $ + $ + $]", "$.size() > 0"));
        table.put("shared lists", layers(14, "[[1]]", "[[$, $, $, $]]", "$ == $"));
        table.put("shared lists in an error", layers(14, "[[1]]", "[[$, $, $, $]]", "dyn($) && dyn($)[99999999999]"));
        table.put("lists of events", "data.xs.map(x, data).map(x, x == data).size() == 1");
        table.put(
                "maps of events",
                IntStream.range(0, 300)
                        .mapToObj(i -> "'k" + i + "': data")
                        .collect(Collectors.joining(",", "{", "}.size() == 1")));
        table.put("equal events", "data.xs.exists(x, data == data && false)");
        table.put("search", "data.long.contains('" + "a".repeat(3_000) + "b')");
        table.put("search for itself", "data.xs.exists(x, (data.long + 'b').contains(data.long + 'c'))");
        table.put("comparison", "data.xs.exists(x, data.long < data.long + '' && data.long == data.long + 'b')");
        table.put("membership", "data.xs.exists(x, data.long in [data.long + 'a', data.long + 'b'])");
        table.put("copies", "data.xs.exists(x, data.long.lowerAscii() == '')");
        table.put(
                "sizes",
                "data.xs.exists(x, " + String.join("||", Collections.nCopies(180, "data.long.size()==0")) + ")");
        table.put("split", "data.long.split('').size() < 0 || data.long.split('a').size() < 0");
        table.put("regex", "data.long.matches('(a*)*(a|aa)*b')");
        table.put("compiled regex", "data.xs.exists(x, data.s.matches('" + "\\\\pL".repeat(390) + "'))");
        table.put("duration", "duration(data.seconds) < duration('1s')");
        table.put(
                "conversions",
                "data.xs.exists(x, int(data.long) == 1 || double(data.long) == 1.0 || bytes(data.long) == b'')");
        table.put("zone", "data.xs.exists(x, time.getHours(data.long) == 1)");
        table.put("errors", "data.xs.exists(i, " + String.join("||", Collections.nCopies(400, "1/0==1")) + ")");
        table.put(
                "deep errors",
                "data.xs.exists(i, " + "(".repeat(18) + "1/0==1" + " && true || 1/0==2)".repeat(18) + ")");
        table.put("values in errors", "data.xs.exists(x, data || data.xs[99999999999] == 1 || -data > 1)");
        return table;
    }

    private static String nested(String open, String body, int times) {
        return open.repeat(times) + body + ")".repeat(times);
    }

    /** Macros in each other, each over a list made of the variable ($) of the one around it. */
    private static String layers(int depth, String first, String grown, String body) {
        StringBuilder filter = new StringBuilder(first).append(".all(v0, ");
        for (int i = 1; i < depth; i++) {
            filter.append(grown.replace("$", "v" + (i - 1)))
                    .append(".all(v")
                    .append(i)
                    .append(", ");
        }
        return filter.append(body.replace("$", "v" + (depth - 1)))
                .append(")".repeat(depth))
                .toString();
    }
}
