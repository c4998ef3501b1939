package dev.tidemark.event.catalogue;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.networknt.schema.Error;
import com.networknt.schema.InputFormat;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import dev.tidemark.event.EventType;
import dev.tidemark.platform.Json;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class EventCatalogueTest {
    private final EventCatalogue catalogue = new EventCatalogue("https://tidemark.example.com");

    @ParameterizedTest
    @EnumSource
    void an_example_fits_its_schema(EventType type) {
        assertThat(errors(type, Json.readObject(catalogue.example(type)))).isEmpty();
    }

    @ParameterizedTest
    @EnumSource
    void an_example_of_another_type_does_not_fit(EventType type) {
        EventType other = EventType.values()[(type.ordinal() + 1) % EventType.values().length];
        assertThat(errors(type, Json.readObject(catalogue.example(other)))).isNotEmpty();
    }

    @ParameterizedTest
    @EnumSource
    void the_schema_is_2020_12_and_named_by_the_events(EventType type) {
        ObjectNode schema = catalogue.schema(type);
        ObjectNode example = Json.readObject(catalogue.example(type));
        assertThat(schema.path("$schema").asText()).isEqualTo("https://json-schema.org/draft/2020-12/schema");
        assertThat(schema.path("$id").asText())
                .isEqualTo(example.path("dataschema").asText());
    }

    @Test
    void what_only_a_type_tells_is_required() {
        ObjectNode document = Json.readObject(catalogue.example(EventType.VIEW_COMPLETED));
        document.withObject("/data").remove("threshold");
        assertThat(errors(EventType.VIEW_COMPLETED, document))
                .anyMatch(error -> error.getMessage().contains("threshold"));
    }

    @Test
    void a_field_of_another_type_is_found() {
        ObjectNode document = Json.readObject(catalogue.example(EventType.VIEW_STARTED));
        document.withObject("/data/view").put("percentage", "a lot");
        assertThat(errors(EventType.VIEW_STARTED, document))
                .anyMatch(error -> error.getInstanceLocation().toString().contains("percentage"));
    }

    @Test
    void a_change_names_both_values() {
        ObjectNode document = Json.readObject(catalogue.example(EventType.VIEW_PROGRESSED));
        document.withObject("/data/change/percentage").remove("from");
        assertThat(errors(EventType.VIEW_PROGRESSED, document)).isNotEmpty();
    }

    @Test
    void fields_that_nobody_knows_yet_and_nulls_are_let_through() {
        ObjectNode document = Json.readObject(catalogue.example(EventType.VIEW_STARTED));
        document.withObject("/data/view")
                .put("mood", "curious")
                .putNull("percentage")
                .putNull("started");
        assertThat(errors(EventType.VIEW_STARTED, document)).isEmpty();
    }

    @ParameterizedTest
    @EnumSource
    void whatever_an_event_tells_is_required(EventType type) {
        ObjectNode example = Json.readObject(catalogue.example(type));
        for (Map.Entry<String, JsonNode> member : example.path("data").properties()) {
            ObjectNode document = example.deepCopy();
            document.withObject("/data").remove(member.getKey());
            assertThat(errors(type, document)).as("without %s", member.getKey()).isNotEmpty();
        }
    }

    @ParameterizedTest
    @EnumSource
    void a_subject_of_another_stream_does_not_fit(EventType type) {
        ObjectNode document = Json.readObject(catalogue.example(type));
        document.put("subject", "elsewhere/" + document.path("subject").asText());
        assertThat(errors(type, document)).isNotEmpty();
    }

    @Test
    void a_viewer_may_be_identified_in_a_view_an_interaction_or_the_viewer_itself() {
        for (EventType seenIn :
                List.of(EventType.VIEW_UPDATED, EventType.RESPONSE_SUBMITTED, EventType.VIEWER_UPDATED)) {
            assertThat(errors(EventType.VIEWER_IDENTIFIED, identified(seenIn)))
                    .as("%s", seenIn)
                    .isEmpty();
        }
        assertThat(errors(EventType.VIEWER_IDENTIFIED, identified(EventType.VIDEO_UPDATED)))
                .isNotEmpty();
    }

    private ObjectNode identified(EventType seenIn) {
        ObjectNode document = Json.readObject(catalogue.example(EventType.VIEWER_IDENTIFIED));
        JsonNode identified = document.path("data").path("identified");
        ObjectNode data =
                (ObjectNode) Json.readObject(catalogue.example(seenIn)).path("data");
        document.set("data", data.set("identified", identified));
        return document;
    }

    @Test
    void what_mindstamp_leaves_out_may_be_missing() {
        ObjectNode quiz = Json.readObject(catalogue.example(EventType.QUIZ_SCORED));
        quiz.withObject("/data/score").putNull("percentage");
        assertThat(errors(EventType.QUIZ_SCORED, quiz)).isEmpty();
        ObjectNode group = Json.readObject(catalogue.example(EventType.GROUP_VIDEO_ADDED));
        group.withObject("/data").putObject("group").put("id", 7);
        group.withObject("/data").putObject("video").put("id", "v1");
        assertThat(errors(EventType.GROUP_VIDEO_ADDED, group)).isEmpty();
        ObjectNode series = Json.readObject(catalogue.example(EventType.SERIES_COMPLETED));
        series.withObject("/data/series").putNull("name");
        assertThat(errors(EventType.SERIES_COMPLETED, series)).isEmpty();
    }

    private List<Error> errors(EventType type, ObjectNode document) {
        return SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12)
                .getSchema(new String(Json.write(catalogue.schema(type)), UTF_8), InputFormat.JSON)
                .validate(
                        new String(Json.write(document), UTF_8),
                        InputFormat.JSON,
                        context -> context.executionConfig(config -> config.formatAssertionsEnabled(true)));
    }
}
