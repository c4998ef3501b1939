package dev.tidemark.api;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.endsWith;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.hasSize;

import dev.tidemark.event.EventType;
import dev.tidemark.event.catalogue.EventCatalogue;
import dev.tidemark.outbox.OutboxConfig;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

@QuarkusTest
class EventTypeResourceIT {
    @Inject
    OutboxConfig config;

    @Test
    void the_catalogue_lists_every_type() {
        given().get("/api/v1/event-types")
                .then()
                .statusCode(200)
                .body(
                        "items.name",
                        equalTo(Arrays.stream(EventType.values())
                                .map(EventType::shortName)
                                .toList()));
    }

    @Test
    void the_catalogue_has_pages() {
        String next = given().get("/api/v1/event-types?limit=1")
                .then()
                .body("items", hasSize(1))
                .extract()
                .path("next");
        given().get("/api/v1/event-types?limit=1&after=" + next).then().body("items.name", contains("ViewProgressed"));
        given().get("/api/v1/event-types?after=x").then().statusCode(400).body("errors.field", hasItem("after"));
    }

    @Test
    void a_type_says_what_it_means_and_where_its_schema_is() {
        given().get("/api/v1/event-types/ViewCompleted")
                .then()
                .statusCode(200)
                .body("type", equalTo("dev.tidemark.ViewCompleted"))
                .body("family", equalTo("views"))
                .body("schema", endsWith("/api/v1/event-types/ViewCompleted/schema"));
    }

    @Test
    void schema_and_example_are_those_of_the_catalogue() {
        given().get("/api/v1/event-types/ViewCompleted/schema")
                .then()
                .statusCode(200)
                .contentType("application/schema+json")
                .body("title", equalTo("ViewCompleted"));
        byte[] example = given().get("/api/v1/event-types/ViewCompleted/example")
                .then()
                .statusCode(200)
                .contentType("application/json")
                .extract()
                .asByteArray();
        assertThat(example).isEqualTo(new EventCatalogue(config.publicUrl()).example(EventType.VIEW_COMPLETED));
    }

    @Test
    void an_unknown_type_is_a_problem() {
        for (String path : new String[] {"", "/schema", "/example"}) {
            given().get("/api/v1/event-types/ViewFinished" + path)
                    .then()
                    .statusCode(404)
                    .contentType("application/problem+json")
                    .body("detail", containsString("ViewFinished"));
        }
    }
}
