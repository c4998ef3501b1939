package dev.tidemark.mindstamp.row;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tidemark.mindstamp.page.Page;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RowParserTest {
    private final RowParser<View> views = new RowParser<>(View::new);

    @Test
    void a_bare_array_and_a_wrapped_one_are_lists() {
        assertThat(page("[{\"id\":\"a\"},{\"id\":\"b\"}]").rows())
                .extracting(View::id)
                .containsExactly("a", "b");
        assertThat(page("{\"data\":[{\"id\":\"a\"}]}").rows())
                .extracting(View::id)
                .containsExactly("a");
    }

    @Test
    void null_and_empty_elements_are_skipped_but_count_for_the_step() {
        Page<View> page = page("[null,{\"id\":\"a\"},{}]");

        assertThat(page.rows()).hasSize(1);
        assertThat(page.received()).isEqualTo(3);
        assertThat(page.dropped()).isEqualTo(2);
        assertThat(page.poison()).isEmpty();
    }

    @Test
    void a_row_without_an_id_is_counted_and_does_not_block_the_others() {
        Page<View> page = page("[{\"percentage\":3},{\"id\":null},7,{\"id\":\"a\"}]");

        assertThat(page.rows()).hasSize(1);
        assertThat(page.poison()).hasSize(3);
    }

    @Test
    void a_row_is_kept_as_it_came_and_told_with_readable_dates() {
        View view =
                page("[{\"id\":\"a\",\"new\":{\"x\":[1]},\"started\":\"Sat, 1 Jan 2022 05:12:32 UTC +00:00\",\"b\":1.50}]")
                        .rows()
                        .getFirst();

        assertThat(view.fields().toString())
                .isEqualTo(
                        "{\"id\":\"a\",\"new\":{\"x\":[1]},\"started\":\"Sat, 1 Jan 2022 05:12:32 UTC +00:00\",\"b\":1.50}");
        assertThat(view.withReadableDates().toString())
                .isEqualTo("{\"id\":\"a\",\"new\":{\"x\":[1]},\"started\":\"2022-01-01T05:12:32Z\",\"b\":1.50}");
    }

    @Test
    void a_row_whose_dates_are_readable_costs_no_copy() {
        View view = page("[{\"id\":\"a\",\"created_at\":\"2022-01-01T05:12:33.120Z\"}]")
                .rows()
                .getFirst();

        assertThat(view.withReadableDates()).isSameAs(view.fields());
    }

    @Test
    void what_is_of_another_type_is_read_where_its_sense_is_clear() {
        Interaction row = new RowParser<>(Interaction::new).single("""
                        {"id":"a","time":"100","finish":105.0,"value":7,"correct":"TRUE","answers":[1,"two",null,{}],
                         "variables":{"a":1,"b":true,"c":null,"d":{"e":[2]}},"style":{"x":1},"parent_value":false,
                         "export_count":1e400}""".getBytes(UTF_8));

        assertThat(row.time()).contains(100);
        assertThat(row.finish()).contains(105);
        assertThat(row.value()).contains("7");
        assertThat(row.correct()).contains(true);
        assertThat(row.answers()).containsExactly("1", "two");
        assertThat(row.variables())
                .containsExactly(Map.entry("a", "1"), Map.entry("b", "true"), Map.entry("d", "{\"e\":[2]}"));
        assertThat(row.style()).isEmpty();
        assertThat(row.parentValue()).contains("false");
        assertThat(row.exportCount()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "true,true",
        "false,false",
        "1,true",
        "0,false",
        "'\"1\"',true",
        "'\"False\"',false",
        "2,",
        "'\"yes\"',",
        "[],"
    })
    void a_truth_may_be_a_text_or_a_number(String json, Boolean expected) {
        Interaction row =
                new RowParser<>(Interaction::new).single(("{\"id\":\"a\",\"correct\":" + json + "}").getBytes(UTF_8));

        assertThat(row.correct()).isEqualTo(Optional.ofNullable(expected));
    }

    @Test
    void a_single_answer_is_a_list_of_one() {
        Interaction row =
                new RowParser<>(Interaction::new).single("{\"id\":\"a\",\"answers\":\"only\"}".getBytes(UTF_8));

        assertThat(row.answers()).containsExactly("only");
    }

    @Test
    void entries_may_be_addresses_or_objects() {
        assertThat(entries("[{\"email\":\"a@b.c\",\"created_at\":\"x\"},\"d@e.f\",null,7,[]]")
                        .orElseThrow())
                .extracting(ObjectNode::toString)
                .containsExactly("{\"email\":\"a@b.c\",\"created_at\":\"x\"}", "{\"email\":\"d@e.f\"}");
    }

    @Test
    void no_word_about_entries_is_not_that_there_are_none() {
        assertThat(entries("[]")).contains(List.of());
        assertThat(entries("null")).isEmpty();
        assertThat(entries("3")).isEmpty();
        assertThat(new RowParser<>(AccessList::new)
                        .single("{\"id\":\"a\"}".getBytes(UTF_8))
                        .entries())
                .isEmpty();
    }

    private static Optional<List<ObjectNode>> entries(String json) {
        return new RowParser<>(AccessList::new)
                .single(("{\"id\":\"a\",\"entries\":" + json + "}").getBytes(UTF_8))
                .entries();
    }

    @Test
    void every_field_may_be_null_missing_or_of_another_type() {
        View view = page("[{\"id\":7,\"percentage\":\"95\",\"started\":null,\"url\":{\"a\":1},\"city\":5}]")
                .rows()
                .getFirst();

        assertThat(view.id()).isEqualTo("7");
        assertThat(view.percentage()).contains(95);
        assertThat(view.started()).isEmpty();
        assertThat(view.url()).isEmpty();
        assertThat(view.city()).contains("5");
        assertThat(view.fields().path("url").toString()).isEqualTo("{\"a\":1}");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"id\":\"a\"}",
                "{\"data\":{\"id\":\"a\"}}",
                "{\"data\":{\"id\":\"a\"},\"status\":\"ok\"}",
                "{\"view\":{\"id\":\"a\"}}",
                "{\"data\":{\"view\":{\"id\":\"a\"}}}",
                "[{\"id\":\"a\"}]",
                "{\"data\":[{\"id\":\"a\"}]}"
            })
    void a_single_object_may_be_wrapped(String json) {
        assertThat(views.single(json.getBytes(UTF_8)).id()).isEqualTo("a");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "7",
                "null",
                "[]",
                "{}",
                "{\"error\":\"no\"}",
                "{\"error\":{\"code\":7}}",
                "{\"id\":\"\"}",
                "{\"id\":{}}",
                "[{\"id\":\"a\"},{\"id\":\"b\"}]",
                "{\"a\":{\"id\":\"a\"},\"b\":{\"id\":\"b\"}}"
            })
    void what_holds_no_one_object_with_an_id_is_refused(String json) {
        assertThatThrownBy(() -> views.single(json.getBytes(UTF_8))).isInstanceOf(UncheckedIOException.class);
    }

    @Test
    void truncated_json_is_refused() {
        assertThatThrownBy(() -> page("[{\"id\":\"a\"}")).isInstanceOf(UncheckedIOException.class);
        assertThatThrownBy(() -> page("{\"error\":\"no\"}")).isInstanceOf(UncheckedIOException.class);
    }

    private Page<View> page(String json) {
        return views.page(json.getBytes(UTF_8), Optional.empty());
    }

    @Test
    void a_number_is_the_same_as_number_and_as_text() {
        for (String number : new String[] {"95", "95.0", "95.5", "0.99", "-3", "2147483647", "1.2e2"}) {
            int whole = new BigDecimal(number).intValue();
            View view = page("[{\"id\":7,\"watched\":" + number + ",\"elapsed\":\" " + number + "\"}]")
                    .rows()
                    .getFirst();
            assertThat(view.watched()).as(number).contains(whole);
            assertThat(view.elapsed()).as(number).contains(whole);
        }
        View none = page("[{\"id\":7,\"watched\":2147483648,\"elapsed\":\"2147483648\"}]")
                .rows()
                .getFirst();
        assertThat(none.watched()).isEmpty();
        assertThat(none.elapsed()).isEmpty();
    }
}
