package dev.tidemark.change.detector;

import static dev.tidemark.change.detector.Scene.CUTOFF;
import static dev.tidemark.change.detector.Told.facts;
import static dev.tidemark.change.detector.Told.names;
import static dev.tidemark.change.detector.Views.view;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tidemark.change.ChangeSet;
import dev.tidemark.change.Fact;
import dev.tidemark.change.Observation.FirstWalk;
import dev.tidemark.event.ChangeEvent;
import dev.tidemark.mindstamp.row.Interaction;
import dev.tidemark.mindstamp.row.View;
import dev.tidemark.mindstamp.row.Viewer;
import dev.tidemark.platform.Json;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** That a viewer is known by an e-mail or a custom id is told once, in whichever row it is seen first. */
class ViewerIdentifiedTest {
    private static final String ADA = "ViewerIdentified email=ada@example.com";
    private static final Fact IS_ADA = new Fact(Fact.Kind.IDENTIFIED, "w1", "email:ada@example.com");

    private final Scene<View> scene = new Scene<>(Detectors.VIEWS);

    @Test
    void a_new_view_of_a_viewer_with_a_name_identifies_her() {
        List<ChangeEvent> events = scene.see(by("w1", "viewer_email", "ada@example.com"));

        assertThat(names(events)).containsExactly("ViewStarted", ADA);
        assertThat(events.getLast().subject()).isEqualTo("viewers/w1");
        assertThat(events.getLast().partitionKey()).isEqualTo("w1");
        assertThat(facts(events.getLast()).name()).isEqualTo("view");
        assertThat(scene.facts()).containsExactly(IS_ADA);
    }

    @Test
    void a_viewer_who_gives_her_address_while_she_watches_is_identified_then() {
        scene.see(Views.with(view(10, scene.now()), "viewer_id", "w1"));
        scene.later(10);

        assertThat(names(scene.see(by("w1", "viewer_email", "ada@example.com"))))
                .containsExactly("ViewUpdated", ADA);
    }

    @Test
    void an_e_mail_and_a_custom_id_identify_each_for_itself() {
        View both = Views.with(by("w1", "viewer_email", "ada@example.com"), "viewer_custom_id", "17");

        List<ChangeEvent> events = scene.see(both);

        assertThat(names(events)).containsExactly("ViewStarted", ADA, "ViewerIdentified custom_id=17");
        assertThat(events).extracting(ChangeEvent::id).doesNotHaveDuplicates();
    }

    @Test
    void what_another_stream_told_is_not_told_again() {
        scene.knowing(IS_ADA);

        assertThat(names(scene.see(by("w1", "viewer_email", "ada@example.com"))))
                .containsExactly("ViewStarted");
    }

    @Test
    void another_value_of_the_same_viewer_is_told() {
        scene.knowing(IS_ADA);

        assertThat(names(scene.see(by("w1", "viewer_email", "ada@example.org"))))
                .hasSize(2);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "  "})
    void an_empty_value_identifies_nobody(String value) {
        assertThat(names(scene.see(by("w1", "viewer_email", value)))).containsExactly("ViewStarted");
    }

    @Test
    void nobody_is_identified_without_a_viewer_id() {
        assertThat(names(scene.see(Views.with(view(0, scene.now()), "viewer_email", "ada@example.com"))))
                .containsExactly("ViewStarted");
    }

    @Test
    void two_rows_of_a_page_identify_her_once() {
        View older = by("v1", "w1", "viewer_email", "ada@example.com");
        View newer = by("v2", "w1", "viewer_email", "ada@example.com");

        ChangeSet changes = scene.page(newer, older);

        assertThat(names(changes.events())).containsExactly("ViewStarted", ADA, "ViewStarted");
        assertThat(changes.facts()).containsExactly(IS_ADA);
    }

    @Test
    void history_teaches_silently_also_within_a_page() {
        View old = new View(
                "v0",
                by("w1", "viewer_email", "ada@example.com")
                        .fields()
                        .deepCopy()
                        .put("id", "v0")
                        .put("created_at", CUTOFF.minusSeconds(60).toString()));

        ChangeSet changes = scene.learning(FirstWalk.BASELINE).page(by("w1", "viewer_email", "ada@example.com"), old);

        assertThat(names(changes.events())).containsExactly("ViewStarted");
        assertThat(changes.facts()).containsExactly(IS_ADA);
    }

    @Test
    void what_the_row_itself_told_before_is_no_news_even_if_no_fact_was_kept() {
        View known = by("w1", "viewer_email", "ada@example.com");
        scene.see(known);
        scene.facts().clear();

        List<ChangeEvent> events = scene.later(10).see(Views.with(later(known), "tag1", "x"));

        assertThat(names(events)).containsExactly("ViewUpdated");
        assertThat(scene.facts()).containsExactly(IS_ADA);
    }

    @Test
    void nor_is_it_in_an_interaction_or_the_viewer() {
        ObjectNode row = Json.object()
                .put("id", "w1")
                .put("view_id", "v1")
                .put("viewer_id", "w1")
                .put("viewer_email", "ada@example.com")
                .put("email", "ada@example.com")
                .put("created_at", scene.now().toString());
        Scene<Interaction> interactions = new Scene<>(Detectors.INTERACTIONS);
        interactions.see(new Interaction("w1", row));
        interactions.facts().clear();
        Scene<Viewer> viewers = new Scene<>(Detectors.VIEWERS);
        viewers.see(new Viewer("w1", row));
        viewers.facts().clear();
        ObjectNode changed = row.deepCopy().put("name", "Ada").put("video_title", "Other");

        assertThat(interactions.later(10).see(new Interaction("w1", changed))).isEmpty();
        assertThat(names(viewers.later(10).see(new Viewer("w1", changed)))).containsExactly("ViewerUpdated");
    }

    @Test
    void a_view_an_interaction_and_the_viewer_give_the_same_id() {
        ChangeEvent inView =
                scene.see(by("w1", "viewer_email", "ada@example.com")).getLast();
        Interaction answer = new Interaction(
                "i1",
                Json.object()
                        .put("id", "i1")
                        .put("view_id", "v1")
                        .put("viewer_id", "w1")
                        .put("viewer_email", "ada@example.com")
                        .put("created_at", scene.now().toString()));
        Viewer viewer = new Viewer(
                "w1",
                Json.object()
                        .put("id", "w1")
                        .put("email", "ada@example.com")
                        .put("created_at", scene.now().toString()));

        List<ChangeEvent> inAnswer = new Scene<>(Detectors.INTERACTIONS).see(answer);
        List<ChangeEvent> inViewer = new Scene<>(Detectors.VIEWERS).see(viewer);

        assertThat(names(inAnswer)).containsExactly("InteractionClicked", ADA);
        assertThat(names(inViewer)).containsExactly("ViewerCreated", ADA);
        assertThat(List.of(inAnswer.getLast().id(), inViewer.getLast().id())).containsOnly(inView.id());
        assertThat(facts(inViewer.getLast()).viewer()).isNull();
    }

    @Test
    void a_viewer_who_gains_an_address_is_updated_and_identified() {
        Scene<Viewer> viewers = new Scene<>(Detectors.VIEWERS);
        viewers.see(new Viewer(
                "w1",
                Json.object().put("id", "w1").put("created_at", scene.now().toString())));
        Viewer known = new Viewer(
                "w1",
                Json.object()
                        .put("id", "w1")
                        .put("custom_id", "17")
                        .put("created_at", scene.now().toString()));

        assertThat(names(viewers.later(10).see(known)))
                .containsExactly("ViewerUpdated", "ViewerIdentified custom_id=17");
    }

    @Test
    void only_rows_that_may_tell_ask_for_what_is_known() {
        View known = by("w1", "viewer_email", "ada@example.com");
        assertThat(asks(known)).isTrue();
        scene.see(known);
        scene.later(10);
        assertThat(asks(known)).isFalse();
        assertThat(asks(Views.with(later(known), "tag1", "x"))).isTrue();
    }

    private boolean asks(View view) {
        ChangeSet.Draft<View> draft =
                ChangeSet.draft(Detectors.VIEWS, List.of(view), scene.states(), scene.observation());
        return !draft.questions().facts().isEmpty();
    }

    private View by(String viewer, String field, String value) {
        return by("v1", viewer, field, value);
    }

    private View by(String id, String viewer, String field, String value) {
        View view = view(id, 10, CUTOFF.plusSeconds(id.hashCode() % 100), scene.now());
        return Views.with(Views.with(view, "viewer_id", viewer), field, value);
    }

    private View later(View view) {
        return Views.with(view, "updated_at", scene.now().plusSeconds(10).toString());
    }
}
