package dev.tidemark.console.event;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tidemark.platform.Json;
import org.junit.jupiter.api.Test;

class ChangeTest {
    @Test
    void values_are_written_as_people_read_them() {
        assertThat(Change.of(Json.read("""
                {"change": {"percentage": {"from": 60, "to": 95.50}, "tag1": {"from": null, "to": "new"},
                 "variables": {"from": {"a": "1"}, "to": {}}, "correct": {"from": false, "to": true}}}""".getBytes(UTF_8))))
                .containsExactly(
                        new Change("percentage", "60", "95.50"),
                        new Change("tag1", "", "new"),
                        new Change("variables", "{\"a\":\"1\"}", "{}"),
                        new Change("correct", "false", "true"));
    }

    @Test
    void an_event_without_a_change_has_none() {
        assertThat(Change.of(Json.read("{\"reason\": \"x\"}".getBytes(UTF_8)))).isEmpty();
    }
}
