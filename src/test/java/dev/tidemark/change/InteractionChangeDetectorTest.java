package dev.tidemark.change;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tidemark.event.ChangeEvent;
import dev.tidemark.event.EventType;
import dev.tidemark.mindstamp.row.Interaction;
import dev.tidemark.platform.Json;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class InteractionChangeDetectorTest {
    private static final Instant NOW = Instant.parse("2026-01-01T05:00:00Z");
    private final InteractionChangeDetector detector = new InteractionChangeDetector();

    @Test
    void an_answer_to_a_question_is_a_response_keyed_by_its_view() {
        ChangeEvent event = first(row().put("parent_type", "question").put("type_of", "click"));

        assertThat(event.type()).isEqualTo(EventType.RESPONSE_SUBMITTED);
        assertThat(event.partitionKey()).isEqualTo("v1");
        assertThat(event.subject()).isEqualTo("interactions/i1");
        assertThat(event.time()).isEqualTo(NOW.minusSeconds(2));
    }

    @Test
    void a_free_reply_is_a_response_whatever_its_parent() {
        assertThat(first(row().put("type_of", "reply")).type()).isEqualTo(EventType.RESPONSE_SUBMITTED);
    }

    @Test
    void anything_else_a_viewer_did_is_a_click() {
        assertThat(first(row().put("parent_type", "hotspot").put("type_of", "click"))
                        .type())
                .isEqualTo(EventType.INTERACTION_CLICKED);
    }

    @Test
    void authored_content_in_the_same_list_is_no_news() {
        ObjectNode authored = row().put("parent_type", "question");
        authored.remove(List.of("view_id", "viewer_id"));

        assertThat(detect(authored).events()).isEmpty();
    }

    private ChangeEvent first(ObjectNode fields) {
        return detect(fields).events().getFirst();
    }

    private RowChange detect(ObjectNode fields) {
        return detector.detect(
                new Interaction("i1", fields),
                Optional.empty(),
                new Observation(
                        "default",
                        false,
                        NOW.minusSeconds(60),
                        Observation.FirstWalk.BASELINE,
                        new Observation.ViewRules(90, List.of(), Duration.ofMinutes(15)),
                        Optional.empty(),
                        NOW));
    }

    private static ObjectNode row() {
        return Json.object()
                .put("id", "i1")
                .put("view_id", "v1")
                .put("viewer_id", "w1")
                .put("created_at", NOW.minusSeconds(2).toString());
    }
}
