package dev.tidemark.api.video;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.equalTo;

import dev.tidemark.event.EventType;
import dev.tidemark.platform.Json;
import dev.tidemark.poll.StubbedPolling;
import dev.tidemark.testing.StubbedViews;
import io.restassured.http.ContentType;
import io.restassured.response.ValidatableResponse;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Settings of single videos, on every database. */
abstract class VideoSettingsContract extends StubbedPolling {
    private final String settings = path + "/videos/" + StubbedViews.VIDEO + "/settings";

    VideoSettingsContract() {
        super(Duration.ofSeconds(10));
    }

    @BeforeEach
    void views_are_there() {
        views.history(5, views.now().minus(Duration.ofDays(1)), 60);
    }

    @Test
    void settings_come_and_go() {
        given().get(settings).then().statusCode(404).body("detail", containsString("completed at 90 %"));
        put("{\"completed_at\": 80, \"milestones\": [10, 50]}")
                .statusCode(200)
                .body("completed_at", equalTo(80))
                .body("milestones", contains(10, 50));
        put("{\"completed_at\": 100, \"milestones\": []}").statusCode(200);
        given().get(settings)
                .then()
                .statusCode(200)
                .body("completed_at", equalTo(100))
                .body("milestones", empty());
        given().delete(settings).then().statusCode(204);
        given().delete(settings).then().statusCode(404);
        given().get(settings).then().statusCode(404);
    }

    @Test
    void they_hold_within_fifteen_seconds() {
        learn();
        put("{\"completed_at\": 80, \"milestones\": [10, 80]}").statusCode(200);
        clock.advance(Duration.ofSeconds(15));
        views.add("new", views.now(), 85);
        rounds(2);
        assertThat(of("new"))
                .containsExactly("ViewStarted", "ViewProgressed 10", "ViewProgressed 80", "ViewCompleted 80");

        given().delete(settings).then().statusCode(204);
        clock.advance(Duration.ofSeconds(15));
        views.add("newer", views.now(), 85);
        rounds(2);
        assertThat(of("newer"))
                .containsExactly("ViewStarted", "ViewProgressed 25", "ViewProgressed 50", "ViewProgressed 75");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{\"completed_at\": 0, \"milestones\": []}          | completed_at",
                "{\"completed_at\": 101, \"milestones\": []}        | completed_at",
                "{\"completed_at\": \"x\", \"milestones\": []}      | completed_at",
                "{\"milestones\": []}                               | completed_at",
                "{\"completed_at\": 80}                             | milestones",
                "{\"completed_at\": 80, \"milestones\": [10, 10]}   | milestones[1]",
                "{\"completed_at\": 80, \"milestones\": [50, 10]}   | milestones[1]",
                "{\"completed_at\": 80, \"milestones\": [10, 81]}   | milestones[1]",
                "{\"completed_at\": 80, \"milestones\": [0]}        | milestones[0]",
                "{\"completed_at\": 80, \"milestones\": [null]}     | milestones[0]",
                "{\"completed_at\": 80, \"milestones\": [], \"x\": 1} | x",
            })
    void what_cannot_be_used_is_named(String body, String field) {
        put(body).statusCode(422).contentType("application/problem+json").body("errors.field", contains(field));
    }

    @Test
    void all_mistakes_are_told_at_once() {
        put("{\"completed_at\": 0, \"milestones\": [101, -1]}")
                .statusCode(422)
                .body("errors.field", contains("completed_at", "milestones[0]", "milestones[1]"));
        put("").statusCode(400);
        given().get("/api/v1/accounts/nobody/videos/x/settings").then().statusCode(404);
        given().get(path + "/videos/" + "x".repeat(201) + "/settings").then().statusCode(422);
    }

    private ValidatableResponse put(String body) {
        return given().contentType(ContentType.JSON).body(body).put(settings).then();
    }

    /** Short names with their percentage. */
    private List<String> of(String view) {
        return told().stream()
                .filter(event -> event.subject().equals("views/" + view))
                .map(event -> {
                    String name = event.type().shortName();
                    return event.type() == EventType.VIEW_PROGRESSED
                            ? name + " " + Json.read(event.data()).path("milestone")
                            : event.type() == EventType.VIEW_COMPLETED
                                    ? name + " " + Json.read(event.data()).path("threshold")
                                    : name;
                })
                .toList();
    }
}
