package dev.tidemark.platform;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.UncheckedIOException;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class JsonTest {
    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"n\":10.0}",
                "{\"n\":1E-8}",
                "{\"n\":1E+999999999}",
                "{\"n\":12345678901234567890}",
                "{\"flag\":\"🇺🇸\"}"
            })
    void what_is_read_is_written_the_same(String json) {
        assertThat(new String(Json.write(Json.read(json.getBytes(UTF_8))), UTF_8))
                .isEqualTo(json);
    }

    @ParameterizedTest
    @ValueSource(strings = {"{\"n\":1E99999999999}", "[1", "{\"a\" 1}", "nul"})
    void what_is_no_json_or_no_number_is_refused(String json) {
        assertThatThrownBy(() -> Json.read(json.getBytes(UTF_8))).isInstanceOf(UncheckedIOException.class);
    }
}
