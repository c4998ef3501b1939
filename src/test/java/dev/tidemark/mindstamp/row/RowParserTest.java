package dev.tidemark.mindstamp.row;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.UncheckedIOException;
import org.junit.jupiter.api.Test;

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
        assertThat(page.unreadable()).isZero();
    }

    @Test
    void a_row_without_an_id_is_counted_and_does_not_block_the_others() {
        Page<View> page = page("[{\"percentage\":3},{\"id\":null},7,{\"id\":\"a\"}]");

        assertThat(page.rows()).hasSize(1);
        assertThat(page.unreadable()).isEqualTo(3);
    }

    @Test
    void unknown_fields_are_kept_and_dates_become_iso() {
        View view = page("[{\"id\":\"a\",\"new\":{\"x\":[1]},\"started\":\"Sat, 1 Jan 2022 05:12:32 UTC +00:00\"}]")
                .rows()
                .getFirst();

        assertThat(view.fields().toString())
                .isEqualTo("{\"id\":\"a\",\"new\":{\"x\":[1]},\"started\":\"2022-01-01T05:12:32Z\"}");
    }

    @Test
    void every_field_may_be_null_missing_or_of_another_type() {
        View view = page("[{\"id\":7,\"percentage\":\"95\",\"started\":null,\"finished\":\"soon\"}]")
                .rows()
                .getFirst();

        assertThat(view.id()).isEqualTo("7");
        assertThat(view.percentage()).contains(95);
        assertThat(view.started()).isEmpty();
        assertThat(view.finished()).isEmpty();
        assertThat(view.fields().path("finished").asText()).isEqualTo("soon");
    }

    @Test
    void a_single_object_may_be_wrapped() {
        assertThat(views.single("{\"data\":{\"id\":\"a\"}}".getBytes(UTF_8)).id())
                .isEqualTo("a");
    }

    @Test
    void truncated_json_is_refused() {
        assertThatThrownBy(() -> page("[{\"id\":\"a\"}")).isInstanceOf(UncheckedIOException.class);
        assertThatThrownBy(() -> page("{\"error\":\"no\"}")).isInstanceOf(UncheckedIOException.class);
    }

    private Page<View> page(String json) {
        return views.page(json.getBytes(UTF_8));
    }
}
