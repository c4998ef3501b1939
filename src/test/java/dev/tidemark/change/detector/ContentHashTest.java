package dev.tidemark.change.detector;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tidemark.platform.Json;
import java.util.List;
import org.junit.jupiter.api.Test;

class ContentHashTest {
    private final ContentHash hash = new ContentHash(List.of("percentage", "variables", "tag1", "tag2"));

    @Test
    void the_order_of_members_and_the_writing_of_numbers_do_not_matter() {
        assertThat(of("{\"variables\":{\"b\":\"2\",\"a\":\"1\"},\"percentage\":1.0}"))
                .isEqualTo(of("{\"percentage\":1,\"variables\":{\"a\":\"1\",\"b\":\"2\"}}"));
    }

    @Test
    void a_missing_field_is_a_null_one() {
        assertThat(of("{\"percentage\":1,\"tag1\":null}")).isEqualTo(of("{\"percentage\":1}"));
    }

    @Test
    void a_value_that_moves_to_another_field_is_a_change() {
        assertThat(of("{\"tag1\":\"x\"}")).isNotEqualTo(of("{\"tag2\":\"x\"}"));
    }

    @Test
    void a_number_of_a_billion_digits_costs_nothing() {
        assertThat(of("{\"percentage\":1e999999999}")).isNotEqualTo(of("{\"percentage\":1e999999998}"));
    }

    @Test
    void an_id_kept_today_is_kept_for_ever() {
        assertThat(of("{\"percentage\":95,\"variables\":{\"fullscreen\":\"1\"}}"))
                .isEqualTo("f36j2jajx3gtjfj33890ebpdkaz4jv4r");
    }

    private String of(String json) {
        return hash.of(Json.readObject(json.getBytes(UTF_8)));
    }
}
