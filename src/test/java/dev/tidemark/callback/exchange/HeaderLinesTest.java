package dev.tidemark.callback.exchange;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class HeaderLinesTest {
    @Test
    void what_was_written_is_read_and_what_came_twice_is_joined() {
        String lines = HeaderLines.received(List.of(
                Map.entry("X-Trace", "a: b"),
                Map.entry("Empty", ""),
                Map.entry("x-trace", "c"),
                Map.entry("Via", "1")));
        assertThat(HeaderLines.read(lines)).isEqualTo(Map.of("X-Trace", "a: b, c", "Empty", "", "Via", "1"));
        assertThat(HeaderLines.read("")).isEmpty();
    }

    @Test
    void hidden_values_are_not_written() {
        assertThat(HeaderLines.sent(
                        List.of(Map.entry("authorization", "Bearer abc"), Map.entry("X-Tenant", "acme")),
                        "authorization"::equals))
                .isEqualTo("authorization: ***\nX-Tenant: acme");
    }

    @Test
    void a_value_makes_no_line_of_its_own_and_no_text_that_no_database_takes() {
        String lines = HeaderLines.received(
                List.of(Map.entry("a", "1\r\nauthorization: x"), Map.entry("b\n", "\u0000\u0085\ud800é\t|")));
        assertThat(lines).isEqualTo("a: 1??authorization: x\nb?: ???é?|");
    }

    @Test
    void the_first_50_and_4_kib_are_kept() {
        assertThat(HeaderLines.read(HeaderLines.received(IntStream.range(0, 60)
                        .mapToObj(i -> Map.entry("h" + i, "v"))
                        .toList())))
                .hasSize(50)
                .containsKey("h49");
        assertThat(HeaderLines.received(
                        List.of(Map.entry("a", "x"), Map.entry("b", "y".repeat(9000)), Map.entry("c", "z"))))
                .hasSize(4096)
                .startsWith("a: x\nb: yyy")
                .doesNotContain("z");
        assertThat(HeaderLines.sent(List.of(Map.entry("b", "y".repeat(9000))), _ -> false))
                .hasSize(8000);
    }
}
