package dev.tidemark.console.event;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.tidemark.platform.Json;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class MomentTest {
    private static final Instant NOON = Instant.parse("2026-01-01T12:00:00Z");

    @Test
    void the_change_lies_between_the_last_look_before_it_and_the_first_after() {
        List<Moment> moments = Moment.of(
                NOON.plusSeconds(20),
                data("{'observed': {'unchanged_at': '2026-01-01T12:00:00Z', 'changed_at': '2026-01-01T12:00:30Z'}}"),
                Optional.of(NOON.plusSeconds(31)),
                Optional.of(NOON.plusSeconds(33)));

        assertThat(moments)
                .extracting(Moment::name)
                .containsExactly("Last seen as it was", "Changed", "Change seen", "On Kafka", "First delivered");
        assertThat(moments).extracting(Moment::within).containsExactly(false, true, true, false, false);
        assertThat(moments.getFirst().after()).isEmpty();
        assertThat(moments.get(2).after()).contains(Duration.ofSeconds(10));
        assertThat(moments.get(4).after()).contains(Duration.ofSeconds(2));
    }

    @Test
    void a_row_that_was_never_seen_before_has_no_window() {
        List<Moment> moments = Moment.of(
                NOON,
                data("{'observed': {'unchanged_at': null, 'changed_at': '2026-01-01T12:00:30Z'}}"),
                Optional.empty(),
                Optional.empty());

        assertThat(moments).extracting(Moment::name).containsExactly("Changed", "Change seen");
        assertThat(moments).noneMatch(Moment::within);
    }

    @Test
    void a_source_whose_clock_is_behind_is_shown_as_it_is_and_outside_the_window() {
        List<Moment> moments = Moment.of(
                NOON.minusSeconds(5),
                data("{'observed': {'unchanged_at': '2026-01-01T12:00:00Z', 'changed_at': '2026-01-01T12:00:30Z'}}"),
                Optional.empty(),
                Optional.empty());

        assertThat(moments).extracting(Moment::name).containsExactly("Changed", "Last seen as it was", "Change seen");
        assertThat(moments).extracting(Moment::within).containsExactly(false, false, true);
    }

    @Test
    void an_event_of_the_service_itself_happened_and_was_noted() {
        assertThat(Moment.of(NOON, data("{'detected_at': '2026-01-01T12:00:01Z'}"), Optional.empty(), Optional.empty()))
                .extracting(Moment::name)
                .containsExactly("Happened", "Noted");
    }

    private static JsonNode data(String json) {
        return Json.read(json.replace('\'', '"').getBytes(UTF_8));
    }
}
