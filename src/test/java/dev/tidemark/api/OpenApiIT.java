package dev.tidemark.api;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;

import com.fasterxml.jackson.databind.JsonNode;
import dev.tidemark.platform.Json;
import io.quarkus.test.junit.QuarkusTest;
import org.junit.jupiter.api.Test;

@QuarkusTest
class OpenApiIT {
    @Test
    void every_call_says_what_it_is_for_which_key_it_needs_and_how_it_fails() {
        JsonNode api = Json.read(given().get("/q/openapi?format=json")
                .then()
                .statusCode(200)
                .body("info.title", equalTo("Tidemark"))
                .body("components.securitySchemes.apiKey.scheme", equalTo("bearer"))
                .extract()
                .asByteArray());
        assertThat(api.at("/components/schemas/Problem/properties/detail").isMissingNode())
                .isFalse();
        api.path("paths").properties().stream()
                .filter(path -> path.getKey().startsWith("/api/v1/")
                        && !path.getKey().endsWith("/probe")
                        && !path.getKey().equals("/api/v1/session"))
                .flatMap(path -> path.getValue().properties().stream())
                .forEach(operation -> {
                    JsonNode told = operation.getValue();
                    assertThat(told.path("summary").asText()).as("%s", told).isNotEmpty();
                    assertThat(told.at("/security/0").has("apiKey"))
                            .as("%s", told)
                            .isTrue();
                    assertThat(told.at("/responses/default/content/application~1problem+json/schema/$ref")
                                    .asText())
                            .as("%s", told)
                            .endsWith("/Problem");
                });
        assertThat(api.at("/paths/~1api~1v1~1events/get/parameters").findValuesAsText("name"))
                .containsExactlyInAnyOrder("type", "account", "subject", "from", "to", "filter", "after", "limit");
    }

    @Test
    void health_is_standard() {
        given().get("/q/health/ready").then().statusCode(200).body("status", equalTo("UP"));
        given().get("/q/health/live").then().statusCode(200);
    }
}
