package dev.tidemark.callback.filter;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** What matches and what does not; undecided is never a match and never an error. */
class FilterTest {
    private static final FilterInput VIEW = Sample.view();

    @Test
    void the_example_of_the_contract_matches() {
        matching("data.view.percentage >= 95 && data.viewer.email.endsWith('@acme.com')");
        unmatched("data.view.percentage >= 96 && data.viewer.email.endsWith('@acme.com')");
    }

    @Test
    void the_attributes_of_the_event_are_variables() {
        matching(
                "id == 'evt_1'",
                "source == 'mindstamp/default'",
                "account == 'default'",
                "subject.startsWith('views/')",
                "dataschema == 'https://host/schema'",
                "partitionkey == 'v1'",
                "sequence > '00000000000000000041'",
                "specversion == '1.0'",
                "datacontenttype == 'application/json'");
    }

    @Test
    void the_type_is_its_short_name_alone() {
        matching("type == 'ViewCompleted'", "type in ['ViewStarted', 'ViewCompleted']");
        unmatched("type == 'dev.tidemark.ViewCompleted'", "type.contains('.')");
    }

    @Test
    void the_time_is_a_timestamp() {
        matching(
                "time == timestamp('2026-01-01T05:15:24Z')",
                "time == timestamp('2026-01-01T06:15:24+01:00')",
                "time > timestamp('2026-01-01T05:15:23.999Z')",
                "time - timestamp('2026-01-01T05:00:00Z') < duration('16m')",
                "time.getHours() == 5 && time.getHours('Europe/Berlin') == 6");
        unmatched("time < timestamp('2026-01-01T05:15:24Z')", "time > timestamp('yesterday')");
    }

    @Test
    void a_key_that_is_not_there_does_not_match_and_does_not_fail() {
        unmatched(
                "data.nope == 1",
                "data.nope != 1",
                "data.nope == null",
                "data.nope.deeper == 1",
                "data.view.nope >= 95",
                "!(data.nope == 1)",
                "!data.nope",
                "data.nope",
                "data.nope.startsWith('a')",
                "data.nope in ['a']",
                "'a' in data.nope",
                "has(data.nope.deeper)",
                "data.nope.exists(x, x == 1)",
                "data['nope'] == 1");
        matching("!has(data.nope)", "!('nope' in data)", "has(data.view.percentage)");
    }

    @Test
    void a_condition_on_an_absent_key_is_not_skipped_when_another_one_matches() {
        FilterInput event = Sample.event("{\"a\":1}");
        assertThat(Sample.matches("data.a == 1 && data.b == 2", event)).isFalse();
        assertThat(Sample.matches("data.b == 2 && data.a == 1", event)).isFalse();
        assertThat(Sample.matches("{'a': data.a, 'b': data.b} == {'a': 1, 'b': 2}", event))
                .isFalse();
        assertThat(Sample.matches("data == {'a': 1, 'b': 2}", event)).isFalse();
        assertThat(Sample.matches("data == {'a': 1}", event)).isTrue();
    }

    @Test
    void what_the_other_side_decides_is_decided() {
        matching("data.nope == 1 || data.view.percentage == 95", "data.view.percentage == 95 || 1 / data.zero == 1");
        matching("!(data.nope == 1 && data.view.percentage == 1)", "true ? true : data.nope");
        unmatched("data.nope == 1 || data.view.percentage == 1", "data.nope == 1 && data.view.percentage == 95");
    }

    @Test
    void null_is_a_value_and_nothing_else() {
        matching("data.viewer.phone == null", "has(data.viewer.phone)", "data.viewer.name != null");
        unmatched(
                "data.viewer.phone != null",
                "data.viewer.phone == ''",
                "data.viewer.phone == 0",
                "data.viewer.phone == false",
                "data.viewer.phone",
                "!data.viewer.phone",
                "data.viewer.phone > 1",
                "data.viewer.phone.startsWith('+')",
                "data.viewer.phone.area == 1",
                "has(data.viewer.phone.area)");
    }

    @Test
    void arrays_are_asked_for_their_elements() {
        matching(
                "'sales' in data.view.tags",
                "data.view.tags.exists(t, t.startsWith('in'))",
                "data.view.tags.all(t, t.size() == 5)",
                "data.view.tags.exists_one(t, t == 'intro')",
                "data.view.tags.map(t, t + '!')[1] == 'sales!'",
                "data.view.tags.filter(t, t != 'intro') == ['sales']",
                "data.view.tags == ['intro', 'sales']",
                "size(data.view.tags) == 2",
                "data.view.tags[0] == 'intro'",
                "data.answers.exists(a, a.q == 'a' && a.right)",
                "data.answers.filter(a, a.right).size() == 1",
                "data.view.variables.exists(name, name == 'plan')");
        unmatched(
                "'hr' in data.view.tags",
                "data.view.tags == ['sales', 'intro']",
                "data.view.tags[2] == 'x'",
                "data.view.tags[-1] == 'x'",
                "data.view.tags[99999999999] == 'x'",
                "data.view.tags == 'intro'",
                "data.view.tags.intro == 1",
                "data.answers.exists(a, a.q == 'b' && a.right)",
                "data.answers.all(a, a.nope)");
    }

    @Test
    void values_of_another_type_do_not_match() {
        unmatched(
                "data.view.percentage == '95'",
                "data.view.percentage > '9'",
                "data.view.percentage.startsWith('9')",
                "data.viewer.email > 5",
                "data.viewer.email + 1 == 2",
                "data.viewer.email && true",
                "data.viewer.email.all(c, true)",
                "data.view.percentage",
                "data.view",
                "data.backfill",
                "data.view > data.viewer",
                "int(data.viewer.email) == 1",
                "timestamp(data.viewer.email) < time",
                "duration(data.viewer.email) > duration('1s')");
        matching("data.view.percentage != '95'", "!data.backfill", "data.backfill == false");
    }

    @Test
    void fields_that_changed_are_asked_for_before_and_after() {
        matching(
                "has(data.change.percentage)",
                "has(data.change.percentage) && data.change.percentage.to >= 90",
                "data.change.percentage.from < 90 && data.change.percentage.to >= 90");
        unmatched("has(data.change.tags)", "data.change.percentage.to >= 96", "data.change.tags.to.size() > 1");
        assertThat(Sample.matches("has(data.change.percentage)", Sample.event("{\"view\":{}}")))
                .isFalse();
    }

    @Test
    void texts_are_unicode_and_have_the_functions_of_the_extension() {
        matching(
                "data.viewer.name == 'Zoë 🦊'",
                "data.viewer.name.size() == 5",
                "data.viewer.name.endsWith('🦊')",
                "data.viewer.name.contains('ë')",
                "data.viewer.name.matches('^Zo. .$')",
                "data.viewer.email.upperAscii().lowerAscii() == data.viewer.email",
                "data.viewer.email.split('@')[1] == 'acme.com'",
                "data.viewer.email.substring(0, 3) == 'ann'",
                "' a '.trim() == 'a'",
                "data.viewer.name.charAt(4) == '🦊'");
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
