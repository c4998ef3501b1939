package dev.tidemark.callback.format.slack;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Collections;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;

class BlocksTest {
    @Test
    void there_are_never_more_than_fifty() {
        Blocks blocks = new Blocks();
        IntStream.range(0, 60).forEach(i -> blocks.section("section " + i));
        assertThat(blocks.json()).hasSize(50);
    }

    @Test
    void all_together_never_grow_too_long_and_what_is_short_still_fits() {
        Blocks blocks = new Blocks();
        IntStream.range(0, 10).forEach(_ -> blocks.section("x".repeat(2900)));
        blocks.context("when");
        assertThat(blocks.json()).hasSize(5);
        assertThat(blocks.json().get(4).path("type").asText()).isEqualTo("context");
    }

    @Test
    void fields_are_ten_at_most_and_none_are_no_block() {
        assertThat(new Blocks()
                        .fields(Collections.nCopies(12, "field"))
                        .json()
                        .get(0)
                        .path("fields"))
                .hasSize(10);
        assertThat(new Blocks().fields(List.of()).json()).isEmpty();
    }

    @Test
    void lines_fill_sections_and_none_is_lost() {
        List<String> lines =
                IntStream.range(0, 10).mapToObj(i -> i + "x".repeat(998)).toList();
        List<String> sections = StreamSupport.stream(
                        new Blocks().lines(lines).json().spliterator(), false)
                .map(block -> block.path("text").path("text").asText())
                .toList();
        assertThat(sections).hasSize(4).allMatch(text -> text.length() <= 3000);
        assertThat(String.join("\n", sections)).isEqualTo(String.join("\n", lines));
        assertThat(new Blocks().lines(List.of()).json()).isEmpty();
    }

    @Test
    void a_line_as_long_as_a_section_stands_alone() {
        JsonNode blocks = new Blocks().lines(List.of("x".repeat(3000), "y")).json();
        assertThat(blocks).hasSize(2);
        assertThat(blocks.get(1).path("text").path("text").asText()).isEqualTo("y");
    }
}
