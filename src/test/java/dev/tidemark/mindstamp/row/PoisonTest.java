package dev.tidemark.mindstamp.row;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tidemark.mindstamp.page.Page;
import dev.tidemark.mindstamp.page.Poison;
import dev.tidemark.mindstamp.page.PoisonedException;
import dev.tidemark.platform.Json;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Optional;
import java.util.function.BiFunction;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Rows that cannot be processed: each between two good ones, which it must not spoil. */
class PoisonTest {
    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '~', textBlock = """
            "percentage":{"now":5}             | percentage is an object, not a number
            "percentage":[5]                   | percentage is a list, not a number
            "percentage":"95 %"                | percentage is "95 %", not a number
            "percentage":true                  | percentage is true, not a number
            "percentage":-1                    | percentage is -1, which is not within 0 and 1000
            "percentage":1000.5                | percentage is 1000.5, which is not within 0 and 1000
            "percentage":"2e3"                 | percentage is "2e3", which is not within 0 and 1000
            "percentage":1e400                 | percentage is 1E+400, which is not within 0 and 1000
            "elapsed":"soon"                   | elapsed is "soon", not a number
            "elapsed":""                       | elapsed is "", not a number
            "interaction_count":{}             | interaction_count is an object, not a number
            "participation":[]                 | participation is a list, not a number
            "correctness":"half"               | correctness is "half", not a number
            "watched":"1_000"                  | watched is "1_000", not a number
            "created_at":"yesterday"           | created_at is "yesterday", which is no date that can be read
            "updated_at":1641013952            | updated_at is 1641013952, which is no date that can be read
            "updated_at":"2022-02-30T05:12:32Z" | updated_at is "2022-02-30T05:12:32Z", which is no date that can be read
            "started":["Sat"]                  | started is a list, which is no date that can be read
            "finished":""                      | finished is "", which is no date that can be read
            "created_at":"a\\u0000b"           | created_at is "a\\u0000b", which is no date that can be read
            "variables":[]                     | variables is a list, not an object
            "variables":"{}"                   | variables is "{}", not an object
            "variables":0                      | variables is 0, not an object
            """)
    void a_field_that_would_be_misread(String member, String reason) {
        Poison poison = poison("{\"id\":\"x-1\"," + member + "}");

        assertThat(poison.reason()).isEqualTo(reason);
        assertThat(poison.rowId()).contains("x-1");
        assertThat(poison.raw()).asString(UTF_8).isEqualTo("{\"id\":\"x-1\"," + member + "}");
        assertThat(poison.cut()).isFalse();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "\"percentage\":0",
                "\"percentage\":\"1000\"",
                "\"percentage\":1e2",
                "\"percentage\":\" 95.0 \"",
                "\"percentage\":null",
                "\"elapsed\":-3",
                "\"elapsed\":1e400",
                "\"elapsed\":\"12345678901234567890\"",
                "\"started\":null",
                "\"started\":\"Sat,  1 Jan 2022 05:12:32 UTC +00:00\"",
                "\"finished\":\"Sat, 01 Jan 2022 05:12:32.000000000 UTC +05:30\"",
                "\"created_at\":\"2022-01-01 05:12:32 UTC\"",
                "\"variables\":null",
                "\"variables\":{\"a\":{\"b\":[1]}}",
                "\"screen_width\":\"\"",
                "\"tag1\":{\"percentage\":[]}",
                "\"viewer_name\":\"\\u0000\"",
                "\"city\":[1,2]",
                "\"time\":\"not of a view\"",
                "\"duration\":{}"
            })
    void what_mindstamp_may_send_is_no_poison(String member) {
        assertThat(page(View::new, "{\"id\":\"x-1\"," + member + "}").poison()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '~', textBlock = """
            7                          | it is 7, not an object
            "text"                     | it is "text", not an object
            []                         | it is a list, not an object
            false                      | it is false, not an object
            {"percentage":5}           | id is missing
            {"id":null}                | id is missing
            {"id":{"x":1}}             | id is an object, not a text
            {"id":true}                | id is true, not a text
            {"id":"  "}                | id is empty, longer than 200 characters, or has characters that no id has: "  "
            {"id":"a\\u0000"}          | id is empty, longer than 200 characters, or has characters that no id has: "a\\u0000"
            {"id":"\\ud83c"}           | id is empty, longer than 200 characters, or has characters that no id has: "?"
            nope                       | its JSON cannot be read: Unrecognized token 'nope': was expecting (JSON String, Number, Array, Object or token 'null', 'true' or 'false')
            """)
    void what_has_no_usable_id(String element, String reason) {
        Poison poison = poison(element);

        // Half a character cannot be written.
        assertThat(new String(poison.reason().getBytes(UTF_8), UTF_8)).isEqualTo(reason);
        assertThat(poison.rowId()).isEmpty();
        assertThat(poison.raw()).asString(UTF_8).isEqualTo(element);
    }

    @Test
    void each_kind_of_row_is_checked_for_the_fields_it_is_known_to_have() {
        assertThat(poison(Interaction::new, "{\"id\":\"x\",\"time\":\"x\"}").reason())
                .startsWith("time");
        assertThat(poison(Interaction::new, "{\"id\":\"x\",\"finish\":{}}").reason())
                .startsWith("finish");
        assertThat(poison(Interaction::new, "{\"id\":\"x\",\"variables\":1}").reason())
                .startsWith("variables");
        assertThat(poison(Video::new, "{\"id\":\"x\",\"duration\":\"1:30\"}").reason())
                .startsWith("duration");
        List<BiFunction<String, ObjectNode, ? extends Row>> others =
                List.of(Viewer::new, Group::new, Series::new, Plink::new, AccessList::new);
        for (BiFunction<String, ObjectNode, ? extends Row> kind : others) {
            assertThat(poison(kind, "{\"id\":\"x\",\"created_at\":\"x\"}").reason())
                    .startsWith("created_at");
            // Figures of a series may well be called so; nothing is known about them.
            assertThat(page(kind, "{\"id\":\"x\",\"started\":12,\"duration\":\"2 weeks\"}")
                            .poison())
                    .isEmpty();
        }
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '~', textBlock = """
            {"id":"x-1","city":"a\\qb"}        | near city: Unrecognized character escape
            {"id":"x-1","city":NaN}            | near city: Non-standard token 'NaN'
            {"id":"x-1","tag1":1e99999999999}  | near tag1:
            {"id":"x-1","city":01}             | near city: Invalid numeric value
            {"id":"x-1","city":[1},"a":{2]}    | near city: Unexpected close marker '}'
            """)
    void a_row_that_is_not_json(String row, String reason) {
        Poison poison = poison(row);

        assertThat(poison.reason()).startsWith("its JSON cannot be read: " + reason);
        assertThat(poison.raw()).asString(UTF_8).isEqualTo(row);
    }

    @Test
    void a_row_of_bytes_that_are_no_text() {
        byte[] body = "[{\"id\":\"a\"},{\"id\":\"x-1\",\"city\":\"?\u0001\"},{\"id\":\"b\"}]".getBytes(UTF_8);
        body[new String(body, UTF_8).indexOf('?')] = (byte) 0xFF;

        Page<View> page = new RowParser<>(View::new).page(body, Optional.empty());

        assertThat(page.rows()).extracting(View::id).containsExactly("a", "b");
        assertThat(page.poison()).singleElement().satisfies(poison -> {
            assertThat(poison.rowId()).contains("x-1");
            assertThat(poison.reason()).contains("near city", "Invalid UTF-8");
        });
    }

    @Test
    void a_row_of_five_megabytes_names_what_is_so_large_and_keeps_its_beginning() {
        String row = "{\"before\":1,\"note\":\"" + "ü".repeat(2_500_000) + "\",\"id\":\"x-1\"}";

        Poison poison = poison(row);

        assertThat(poison.reason()).isEqualTo("it is larger than 1024 KiB (4882 KiB); most of it is note");
        assertThat(poison.rowId()).contains("x-1");
        assertThat(poison.cut()).isTrue();
        // Even bytes are the second halves of the letters here: none is cut in two.
        assertThat(poison.raw()).hasSizeBetween(Poison.MOST_RAW - 1, Poison.MOST_RAW);
        assertThat(new String(poison.raw(), UTF_8))
                .isEqualTo(row.substring(0, new String(poison.raw(), UTF_8).length()));
    }

    @Test
    void a_row_at_the_limit_is_none() {
        String row = "{\"id\":\"x-1\",\"note\":\"" + "n".repeat(RowParser.LARGEST_ROW) + "\"}";

        assertThat(page(View::new, row.substring(0, 30) + row.substring(row.length() - RowParser.LARGEST_ROW + 30))
                        .poison())
                .isEmpty();
        assertThat(poison(row.substring(0, 30) + row.substring(row.length() - RowParser.LARGEST_ROW + 29))
                        .reason())
                .startsWith("it is larger than 1024 KiB");
    }

    @Test
    void an_answer_of_nothing_but_bad_rows_keeps_some_of_them() {
        Page<View> page = new RowParser<>(View::new).page(ones(5_000), Optional.empty());

        assertThat(page.poison()).hasSize(1000);
        assertThat(page.received()).isEqualTo(5_000);
        assertThat(page.dropped()).isEqualTo(4_000);
    }

    @Test
    void more_rows_than_any_list_has_are_no_list() {
        assertThatThrownBy(() -> new RowParser<>(View::new).page(ones(RowParser.MOST_ROWS + 1), Optional.empty()))
                .isInstanceOf(UncheckedIOException.class)
                .hasMessageContaining("more than 500000 elements");
    }

    @Test
    void a_row_nested_without_end() {
        String row = "{\"variables\":{\"a\":" + "[".repeat(100_000) + "]".repeat(100_000) + "},\"id\":\"x-1\"}";

        Poison poison = poison(row);

        assertThat(poison.reason()).contains("near variables: Document nesting depth (501) exceeds");
        assertThat(poison.rowId()).contains("x-1");
        assertThat(poison.cut()).isTrue();
    }

    @Test
    void a_number_without_end() {
        Poison poison = poison("{\"id\":\"x-1\",\"elapsed\":" + "9".repeat(100_000) + "}");

        assertThat(poison.reason()).contains("near elapsed: Number value length (100000) exceeds");
        assertThat(poison.rowId()).contains("x-1");
    }

    @Test
    void what_is_let_through_can_be_read_again_inside_a_document_of_ours() {
        String deep = "[".repeat(499) + "]".repeat(499);
        String number = "9".repeat(480) + "e123456789";
        View view = page(View::new, "{\"id\":\"x-1\",\"tag1\":" + deep + ",\"tag2\":" + number + "}")
                .rows()
                .get(1);
        ObjectNode document = Json.object();
        document.putObject("data").putObject("view").setAll(view.fields());

        assertThat(Json.read(Json.write(document))).isEqualTo(document);
    }

    @Test
    void a_row_alone_is_poison_too() {
        RowParser<View> views = new RowParser<>(View::new);

        assertThatThrownBy(() -> views.single("{\"data\":{\"id\":\"x-1\",\"percentage\":[]}}".getBytes(UTF_8)))
                .isInstanceOfSatisfying(PoisonedException.class, poisoned -> {
                    assertThat(poisoned.poison().rowId()).contains("x-1");
                    assertThat(poisoned.poison().reason()).isEqualTo("percentage is a list, not a number");
                    assertThat(poisoned.poison().raw()).asString(UTF_8).isEqualTo("{\"id\":\"x-1\",\"percentage\":[]}");
                });
        assertThatThrownBy(() -> views.single("{\"id\":\"x-1\",\"city\":\"\\q\"}".getBytes(UTF_8)))
                .isInstanceOf(PoisonedException.class);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "[{\"id\":\"a\"},{\"id\":\"b\"}",
                "[{\"id\":\"a\"}}",
                "[{\"id\":\"a\"} {\"id\":\"b\"}]",
                "[{\"id\":\"a\"},]",
                "[{\"id\":\"a},{\"id\":\"b\"}]",
                "{\"data\":[{\"id\":\"a\"}]",
                "{\"data\":{\"id\":\"a\"}}",
                "{\"data\" [{\"id\":\"a\"}]}",
                "<html>",
                "\"[]\""
            })
    void a_list_whose_elements_cannot_be_told_apart_is_unreadable(String body) {
        assertThatThrownBy(() -> new RowParser<>(View::new).page(body.getBytes(UTF_8), Optional.empty()))
                .isInstanceOf(UncheckedIOException.class);
    }

    @Test
    void brackets_and_quotes_in_texts_end_nothing() {
        String odd = "]},{\\\"id\\\":\\\"z\\\"},[\\\\";
        Page<View> page = page(View::new, " {\"id\" : \"x-1\" , \"" + odd + "\":\"" + odd + "\"}\n");

        assertThat(page.poison()).isEmpty();
        assertThat(page.rows()).extracting(View::id).containsExactly("a", "x-1", "b");
    }

    @Test
    void a_byte_order_mark_and_what_stands_beside_the_list_do_not_matter() {
        byte[] body = "\ufeff{\"next\":[[1]],\"d\\u0061ta\":[{\"id\":\"a\"}],\"total\":\"]\"} ".getBytes(UTF_8);

        assertThat(new RowParser<>(View::new).page(body, Optional.empty()).rows())
                .hasSize(1);
    }

    private static Poison poison(String element) {
        return poison(View::new, element);
    }

    private static Poison poison(BiFunction<String, ObjectNode, ? extends Row> kind, String element) {
        Page<? extends Row> page = page(kind, element);
        assertThat(page.poison())
                .as(element.length() < 200 ? element : "a long row")
                .hasSize(1);
        return page.poison().getFirst();
    }

    private static byte[] ones(int count) {
        return ("[1" + ",1".repeat(count - 1) + "]").getBytes(UTF_8);
    }

    /** The element between two good ones, which must both be there. */
    private static <R extends Row> Page<R> page(BiFunction<String, ObjectNode, R> kind, String element) {
        byte[] body = ("[{\"id\":\"a\"}," + element + ",{\"id\":\"b\"}]").getBytes(UTF_8);
        Page<R> page = new RowParser<>(kind).page(body, Optional.empty());
        assertThat(page.rows()).extracting(Row::id).startsWith("a").endsWith("b");
        assertThat(page.received()).isEqualTo(3);
        assertThat(page.rows().size() + page.poison().size()).isEqualTo(3);
        return page;
    }
}
