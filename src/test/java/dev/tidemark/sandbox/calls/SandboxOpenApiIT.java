package dev.tidemark.sandbox.calls;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.tidemark.platform.Json;
import dev.tidemark.testing.TestClock;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeMap;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The document says of each call what is known and what is invented. */
@QuarkusTest
class SandboxOpenApiIT {
    /** Written from mindstamp-api.md §2; row 26 prints the path of row 32, hence 42 of 43. */
    private static final List<String> CALLS = List.of(
            "GET views",
            "GET views/summary",
            "GET views/summary/month",
            "GET views/summary/week",
            "GET views/{id}",
            "GET views/{id}/interactions",
            "GET interactions",
            "GET interactions/{id}",
            "GET interactions/{id}/responses",
            "GET videos",
            "GET videos/{id}",
            "GET videos/{id}/views",
            "GET videos/{id}/interactions",
            "GET viewers",
            "GET viewers/{id}",
            "GET viewers/{id}/views",
            "GET viewers/{id}/interactions",
            "GET user/me",
            "GET groups",
            "GET groups/{id}",
            "GET groups/{id}/videos",
            "GET groups/{id}/views",
            "GET groups/{id}/interactions",
            "POST groups/create",
            "POST groups/{id}/addVideo",
            "GET series",
            "GET series/{id}",
            "GET series/{id}/videos",
            "POST series/create",
            "POST series/{id}/addVideo",
            "POST series/{id}/invite",
            "GET series/{id}/views",
            "GET series/{id}/interactions",
            "GET plink",
            "GET plink/{id}",
            "PATCH plink/{id}",
            "POST plink",
            "GET accessLists",
            "GET accessLists/{id}",
            "POST accessLists/create",
            "POST accessLists/{id}/add",
            "DELETE accessLists/{id}/delete");

    private static final Set<String> UNKNOWN_OBJECTS = Set.of(
            "MindstampUser",
            "MindstampSummary",
            "MindstampGroup",
            "MindstampSeries",
            "MindstampPLink",
            "MindstampAccessList",
            "MindstampError");

    @Inject
    TestClock clock;

    private JsonNode document = Json.object();
    private TreeMap<String, JsonNode> calls = new TreeMap<>();

    @BeforeEach
    void read_the_document() {
        // The calls of a minute are counted, those of other tests too.
        clock.advance(Duration.ofMinutes(2));
        document = Json.read(given().get("/q/openapi?format=json").asByteArray());
        calls = calls();
    }

    @Test
    void the_42_calls_are_there_and_no_other() {
        assertThat(CALLS).hasSize(42);
        assertThat(calls.keySet()).containsExactlyInAnyOrderElementsOf(CALLS);
    }

    @Test
    void each_call_has_a_tag_a_summary_a_token_and_a_schema() {
        calls.forEach((name, call) -> {
            assertThat(call.at("/tags/0").asText()).as(name).isEqualTo("Mindstamp sandbox");
            assertThat(call.path("summary").asText()).as(name).isNotEmpty();
            assertThat(call.at("/security/0").has("sandbox-token")).as(name).isTrue();
            assertThat(call.path("responses").has("401")).as(name).isTrue();
            assertThat(object(call)).as(name).startsWith("Mindstamp");
            assertThat(document.at("/components/schemas/" + object(call)).isObject())
                    .as(name)
                    .isTrue();
        });
        assertThat(document.at("/components/securitySchemes/sandbox-token/scheme")
                        .asText())
                .isEqualTo("bearer");
    }

    @Test
    void what_is_not_publicly_known_is_marked_as_invented() {
        calls.forEach((name, call) -> {
            boolean unknown =
                    UNKNOWN_OBJECTS.contains(object(call)) || call.has("requestBody") || name.endsWith("/responses");
            assertThat(invented(call)).as(name).isEqualTo(unknown);
            call.path("responses").properties().forEach(response -> {
                if (response.getKey().startsWith("4") || response.getKey().startsWith("5")) {
                    assertThat(invented(response.getValue())).as(name).isTrue();
                }
            });
        });
        document.at("/components/schemas").properties().stream()
                .filter(schema -> schema.getKey().startsWith("Mindstamp"))
                .forEach(schema -> assertThat(invented(schema.getValue()))
                        .as(schema.getKey())
                        .isEqualTo(UNKNOWN_OBJECTS.contains(schema.getKey())
                                || schema.getKey().endsWith("Form")));
    }

    @Test
    void every_write_says_what_it_takes() {
        calls.forEach((name, call) -> assertThat(call.at("/requestBody/content/application~1json/schema/$ref")
                        .asText()
                        .endsWith("Form"))
                .as(name)
                .isEqualTo(!name.startsWith("GET")));
    }

    @Test
    void the_schemas_have_exactly_the_fields_that_are_answered() {
        for (List<String> row : List.of(
                List.of("MindstampVideo", "videos"),
                List.of("MindstampGroup", "groups"),
                List.of("MindstampSeries", "series"),
                List.of("MindstampPLink", "plink"),
                List.of("MindstampAccessList", "accessLists"))) {
            assertThat(fields(answer(row.get(1)).get(0))).as(row.getFirst()).isEqualTo(told(row.getFirst()));
        }
        assertThat(fields(answer("user/me"))).isEqualTo(told("MindstampUser"));
        assertThat(fields(answer("views/summary"))).isEqualTo(told("MindstampSummary"));
    }

    private static JsonNode answer(String path) {
        return Json.read(given().header("Authorization", "Bearer sandbox-token")
                .get("/sandbox/api/v1/" + path)
                .asByteArray());
    }

    private List<String> told(String schema) {
        return fields(document.at("/components/schemas/" + schema + "/properties"));
    }

    private static List<String> fields(JsonNode object) {
        List<String> names = new ArrayList<>();
        object.fieldNames().forEachRemaining(names::add);
        return names;
    }

    private static boolean invented(JsonNode described) {
        return described.path("x-invented").asBoolean()
                && described.path("description").asText().contains("Invented");
    }

    /** The name of the schema answered, alone or in a list. */
    private static String object(JsonNode call) {
        JsonNode schema = call.path("responses").path("200").at("/content/application~1json/schema");
        if (schema.isMissingNode()) {
            schema = call.path("responses").path("201").at("/content/application~1json/schema");
        }
        String reference = schema.has("items")
                ? schema.at("/items/$ref").asText()
                : schema.path("$ref").asText();
        return reference.substring(reference.lastIndexOf('/') + 1);
    }

    private TreeMap<String, JsonNode> calls() {
        TreeMap<String, JsonNode> found = new TreeMap<>();
        String base = "/sandbox/api/v1/";
        document.path("paths").properties().stream()
                .filter(path -> path.getKey().startsWith(base))
                .forEach(path -> path.getValue().properties().stream()
                        .filter(operation -> operation.getValue().has("responses"))
                        .forEach(operation -> found.put(
                                operation.getKey().toUpperCase(Locale.ROOT) + " "
                                        + path.getKey().substring(base.length()),
                                operation.getValue())));
        return found;
    }
}
