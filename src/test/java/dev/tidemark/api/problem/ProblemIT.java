package dev.tidemark.api.problem;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.allOf;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.not;

import dev.tidemark.testing.CapturedLog;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.ValidatableResponse;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@QuarkusTest
class ProblemIT {
    @Test
    void malformed_json_says_where() {
        problem(400, "{\"name\": \"x\",\n \"types\": [}")
                .body("detail", allOf(containsString("line 2"), containsString("column 12"), containsString("']'")))
                .body("detail", not(containsString("Source")));
    }

    @Test
    void json_that_ends_too_early_says_where() {
        problem(400, "{\"name\": ").body("detail", allOf(containsString("line 1"), not(containsString("Source"))));
    }

    @Test
    void something_after_the_json_is_refused() {
        problem(400, "{\"name\": \"x\", \"enabled\": true} {").body("detail", containsString("more follows"));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "{\"types\": [{}]} | types[0] | must be a string",
                "{\"types\": \"ViewCompleted\"} | types | must be an array",
                "{\"rate\": {\"perSecond\": \"fast\"}} | rate.perSecond | 'fast' is not a whole number",
                "{\"rate\": {\"perSecond\": null}} | rate.perSecond | must be a whole number",
                "{\"rate\": 5} | rate | must be an object",
                "{\"rate\": {\"perSecond\": 1, \"perMinute\": 5}} | rate.perMinute | unknown member; known are perSecond",
                "{\"ordering\": \"random\"} | ordering | 'random' is not one of NONE, KEY",
                "{\"from\": \"yesterday\"} | from | 'yesterday' is not a time such as 2026-01-01T05:15:24Z",
                "{\"timeout\": \"long\"} | timeout | 'long' is not a duration such as PT15S",
                "{\"enabled\": \"maybe\"} | enabled | 'maybe' is not true or false",
                "{\"picky\": {\"value\": \"bad\"}} | picky | must not be bad",
                "[] | body | must be an object"
            })
    void json_of_another_shape_names_the_field(String body, String field, String detail) {
        problem(422, body)
                .body("errors[0].field", equalTo(field))
                .body("errors[0].detail", equalTo(detail))
                .body("detail", not(containsString("dev.tidemark")));
    }

    @Test
    void a_broken_constraint_names_the_field() {
        problem(422, "{\"name\": \" \", \"enabled\": true}").body("errors[0].field", equalTo("name"));
        given().get("/api/v1/probe?n=6")
                .then()
                .statusCode(422)
                .contentType("application/problem+json")
                .body("errors[0].field", equalTo("n"));
    }

    @Test
    void times_go_out_as_text() {
        given().contentType("application/json")
                .body("{\"name\": \"x\", \"from\": \"2026-01-01T05:15:24Z\", \"timeout\": \"PT15S\","
                        + " \"enabled\": true}")
                .post("/api/v1/probe")
                .then()
                .statusCode(200)
                .body("from", equalTo("2026-01-01T05:15:24Z"))
                .body("timeout", equalTo("PT15S"));
    }

    @Test
    void an_unknown_route_is_a_problem_even_for_a_browser() {
        given().accept("text/html")
                .get("/api/v1/nothing")
                .then()
                .statusCode(404)
                .contentType("application/problem+json")
                .body("detail", containsString("/api/v1/nothing"));
    }

    @Test
    void other_standard_failures_are_problems() {
        given().delete("/api/v1/events")
                .then()
                .statusCode(405)
                .contentType("application/problem+json")
                .body("detail", containsString("DELETE /api/v1/events"));
        given().accept("text/html")
                .get("/api/v1/events")
                .then()
                .statusCode(406)
                .contentType("application/problem+json");
        given().contentType("text/plain")
                .body("hello")
                .post("/api/v1/probe")
                .then()
                .statusCode(415)
                .contentType("application/problem+json")
                .body("detail", containsString("text/plain"));
    }

    @Test
    void a_body_too_large_is_a_problem() {
        given().contentType("application/json")
                .body("{\"name\": \"" + "x".repeat(1_100_000) + "\"}")
                .post("/api/v1/probe")
                .then()
                .statusCode(413)
                .contentType("application/problem+json")
                .body("detail", containsString("larger"));
    }

    @Test
    void what_breaks_here_shows_only_an_incident_that_the_log_has_too() {
        try (CapturedLog log = CapturedLog.start()) {
            String detail = given().get("/api/v1/probe?n=0")
                    .then()
                    .statusCode(500)
                    .contentType("application/problem+json")
                    .body("detail", not(containsString("hunter2")))
                    .extract()
                    .path("detail");
            String incident = detail.replaceAll(".*(inc_\\w+).*", "$1");
            assertThat(incident).startsWith("inc_");
            assertThat(log.text()).contains("incident=" + incident, "IllegalStateException");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"/api/v1/events?subject=%00", "/api/v1/subscriptions/%00", "/api/v1/accounts/a%00b"})
    void a_nul_in_the_address_is_refused(String address) {
        given().urlEncodingEnabled(false)
                .get(address)
                .then()
                .statusCode(400)
                .contentType("application/problem+json")
                .body("detail", containsString("NUL"));
    }

    @Test
    void the_sandbox_answers_in_its_own_words() {
        given().get("/sandbox/api/v1/views").then().statusCode(401).body("error", equalTo("not authorized"));
        given().get("/sandbox/nothing").then().statusCode(404).body(equalTo(""));
    }

    private static ValidatableResponse problem(int status, String body) {
        return given().contentType("application/json")
                .body(body)
                .post("/api/v1/probe")
                .then()
                .statusCode(status)
                .contentType("application/problem+json")
                .body("status", equalTo(status));
    }
}
