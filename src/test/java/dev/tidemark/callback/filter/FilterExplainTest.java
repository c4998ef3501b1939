package dev.tidemark.callback.filter;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

/** Why an event matched or not, in words. */
class FilterExplainTest {
    private static final FilterInput EVENT = Sample.event("""
            {"view":{"percentage":60,"tags":["a","b"]},"viewer":{"phone":null,"name":"Zoë"},
             "flag":true,"text":"%s","list":%s}""".formatted("🦊".repeat(200), Sample.numbers(500)));

    @Test
    void conditions_are_told_one_by_one_with_what_they_read() {
        Verdict verdict = explain("data.view.percentage >= 95 && data.viewer.email.endsWith('@acme.com')");

        assertThat(verdict)
                .isEqualTo(new Verdict(
                        false,
                        List.of(
                                new Verdict.Step("data.view.percentage >= 95", "false: data.view.percentage is 60"),
                                new Verdict.Step(
                                        "data.viewer.email.endsWith(\"@acme.com\")",
                                        "no: data.viewer.email is not there"))));
    }

    @Test
    void alternatives_and_negations_are_walked_through() {
        assertThat(explain("type == 'A' || !(data.flag && data.nope) || !data.flag")
                        .steps())
                .containsExactly(
                        new Verdict.Step("type == \"A\"", "false: type is \"ViewCompleted\""),
                        new Verdict.Step("data.flag", "true: data.flag is true"),
                        new Verdict.Step("data.nope", "no: data.nope is not there"),
                        new Verdict.Step("!data.flag", "false: data.flag is true"));
    }

    @Test
    void a_match_is_told_like_a_miss() {
        Verdict verdict = explain("data.view.tags.exists(t, t == 'b') && has(data.viewer.phone)");

        assertThat(verdict.matches()).isTrue();
        assertThat(verdict.steps())
                .containsExactly(
                        new Verdict.Step(
                                "data.view.tags.exists(t, t == \"b\")", "true: data.view.tags is [\"a\", \"b\"]"),
                        new Verdict.Step("has(data.viewer.phone)", "true: data.viewer.phone is null"));
    }

    @Test
    void what_cannot_be_decided_says_why() {
        assertThat(outcome("data.viewer.name > 5"))
                .isEqualTo("no: '>' cannot be applied to these values; data.viewer.name is \"Zoë\"");
        assertThat(outcome("data.viewer.name"))
                .isEqualTo("no: it comes to \"Zoë\", not to true or false; data.viewer.name is \"Zoë\"");
        assertThat(outcome("1 / (data.view.percentage - 60) == 1"))
                .isEqualTo("no: division by zero; data.view.percentage is 60");
        assertThat(outcome("data.nope.deeper == 1")).isEqualTo("no: data.nope is not there");
        assertThat(outcome("data['view']['nope'] == 1")).isEqualTo("no: data.view.nope is not there");
        assertThat(outcome("has(data.nope.deeper)")).isEqualTo("no: data.nope is not there");
        assertThat(outcome("has(data.nope)")).isEqualTo("false: data.nope is not there");
        assertThat(outcome("time < timestamp('2026-01-01T00:00:00Z')"))
                .isEqualTo("false: time is 2026-01-01T05:15:24Z");
        assertThat(outcome("1 == 2")).isEqualTo("false");
    }

    @Test
    void values_are_cut_to_a_hundred_characters() {
        assertThat(outcome("data.text == ''")).isEqualTo("false: data.text is \"" + "🦊".repeat(98) + "…");
        assertThat(outcome("data.list == []"))
                .startsWith("false: data.list is [0, 1, 2, ")
                .endsWith("…")
                .hasSize(120);
        assertThat(outcome("data == {}"))
                .startsWith("false: data is {\"view\": {\"percentage\": 60, ")
                .hasSize(115);
    }

    private static Verdict explain(String filter) {
        return Filter.compile(filter).explain(EVENT);
    }

    private static String outcome(String filter) {
        return explain(filter).steps().getFirst().outcome();
    }
}
