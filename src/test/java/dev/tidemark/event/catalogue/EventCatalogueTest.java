package dev.tidemark.event.catalogue;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import com.networknt.schema.Error;
import com.networknt.schema.InputFormat;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import dev.tidemark.event.EventType;
import dev.tidemark.platform.Json;
import java.util.List;
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

    private List<Error> errors(EventType type, ObjectNode document) {
        return SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12)
                .getSchema(new String(Json.write(catalogue.schema(type)), UTF_8), InputFormat.JSON)
                .validate(
                        new String(Json.write(document), UTF_8),
                        InputFormat.JSON,
                        context -> context.executionConfig(config -> config.formatAssertionsEnabled(true)));
    }
}
