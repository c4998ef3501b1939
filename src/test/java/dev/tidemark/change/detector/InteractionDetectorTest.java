package dev.tidemark.change.detector;

import static dev.tidemark.change.detector.Scene.CUTOFF;
import static dev.tidemark.change.detector.Told.facts;
import static dev.tidemark.change.detector.Told.names;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tidemark.change.Fact;
import dev.tidemark.change.Observation.FirstWalk;
import dev.tidemark.event.ChangeEvent;
import dev.tidemark.event.EventType;
import dev.tidemark.mindstamp.row.Interaction;
import dev.tidemark.platform.Json;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class InteractionDetectorTest {
    private final Scene<Interaction> scene = new Scene<>(Detectors.INTERACTIONS);

    @Test
    void an_answer_to_a_question_is_a_response_keyed_by_its_view() {
        ChangeEvent event = see(row().put("parent_type", "question").put("type_of", "click"))
                .getFirst();

        assertThat(event.type()).isEqualTo(EventType.RESPONSE_SUBMITTED);
        assertThat(event.partitionKey()).isEqualTo("v1");
        assertThat(event.subject()).isEqualTo("interactions/i1");
        assertThat(event.time()).isEqualTo(CUTOFF.plusSeconds(30));
        assertThat(scene.known("i1").owner()).isEqualTo("v1");
    }

    @Test
    void a_free_reply_is_a_response_whatever_its_parent() {
        assertThat(names(see(row().put("type_of", "reply")))).containsExactly("ResponseSubmitted");
    }

    @ParameterizedTest
    @CsvSource({"button", "hotspot", "image", "text", "something new"})
    void anything_else_a_viewer_did_is_a_click(String parentType) {
        assertThat(names(see(row().put("parent_type", parentType).put("type_of", "click"))))
                .containsExactly("InteractionClicked");
    }

    @Test
    void authored_content_in_the_same_list_is_known_and_no_news() {
        assertThat(see(authored())).isEmpty();
        assertThat(see(authored().put("value", "other"))).isEmpty();
        assertThat(scene.known("i1").revision()).isEqualTo(2);
        assertThat(scene.gone("i1")).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"value, other", "correct, false"})
    void another_value_or_correctness_changes_the_answer(String field, String value) {
        see(question());

        List<ChangeEvent> events = see(question().put(field, value));

        assertThat(names(events)).containsExactly("ResponseChanged");
        assertThat(facts(events.getFirst()).change()).containsOnlyKeys(field);
    }

    @Test
    void an_answer_changed_twice_to_the_same_value_is_told_under_two_ids() {
        see(question().put("value", "a"));
        ChangeEvent first = see(question().put("value", "b")).getFirst();
        scene.later(61);
        see(question().put("value", "a"));
        scene.later(61);

        assertThat(see(question().put("value", "b")).getFirst().id()).isNotEqualTo(first.id());
    }

    @Test
    void what_else_changes_of_an_answer_or_a_click_is_stored_and_not_told() {
        see(question());
        assertThat(see(question().put("video_title", "Other"))).isEmpty();
        assertThat(scene.known("i1").revision()).isEqualTo(2);

        Scene<Interaction> clicks = new Scene<>(Detectors.INTERACTIONS);
        clicks.see(new Interaction("i1", row().put("parent_type", "button")));
        assertThat(clicks.see(
                        new Interaction("i1", row().put("parent_type", "button").put("value", "x"))))
                .isEmpty();
    }

    @Test
    void history_is_learned_with_who_gave_it_and_not_told() {
        ObjectNode old =
                question().put("created_at", CUTOFF.minusSeconds(60).toString()).put("viewer_email", "ada@example.com");

        assertThat(scene.learning(FirstWalk.BASELINE).see(new Interaction("i1", old)))
                .isEmpty();
        assertThat(scene.facts()).containsExactly(new Fact(Fact.Kind.IDENTIFIED, "w1", "email:ada@example.com"));
    }

    @Test
    void history_is_marked_where_it_is_told() {
        ObjectNode old = question().put("created_at", CUTOFF.minusSeconds(60).toString());

        List<ChangeEvent> events = scene.learning(FirstWalk.EMIT).see(new Interaction("i1", old));

        assertThat(names(events)).containsExactly("ResponseSubmitted");
        assertThat(facts(events.getFirst()).backfill()).isTrue();
    }

    @Test
    void an_interaction_proven_gone_is_deleted() {
        see(question());

        List<ChangeEvent> events = scene.gone("i1");

        assertThat(names(events)).containsExactly("InteractionDeleted");
        assertThat(events.getFirst().partitionKey()).isEqualTo("v1");
    }

    private List<ChangeEvent> see(ObjectNode fields) {
        return scene.see(new Interaction("i1", fields));
    }

    private static ObjectNode question() {
        return row().put("parent_type", "question").put("value", "a").put("correct", true);
    }

    private static ObjectNode authored() {
        ObjectNode authored = question();
        authored.remove(List.of("view_id", "viewer_id"));
        return authored;
    }

    private static ObjectNode row() {
        return Json.object()
                .put("id", "i1")
                .put("view_id", "v1")
                .put("viewer_id", "w1")
                .put("created_at", CUTOFF.plusSeconds(30).toString());
    }
}
