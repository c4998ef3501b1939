package dev.tidemark.api.video;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.equalTo;

import dev.tidemark.account.AccountStore;
import dev.tidemark.change.StreamName;
import dev.tidemark.event.EventType;
import dev.tidemark.outbox.EventFilter;
import dev.tidemark.outbox.EventStore;
import dev.tidemark.platform.Json;
import dev.tidemark.poll.PollTick;
import dev.tidemark.poll.store.StreamStore;
import dev.tidemark.testing.MindstampStub;
import dev.tidemark.testing.StubbedViews;
import dev.tidemark.testing.TestClock;
import io.restassured.http.ContentType;
import io.restassured.response.ValidatableResponse;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Settings of single videos, on every database. */
abstract class VideoSettingsContract {
    @Inject
    AccountStore accounts;

    @Inject
    StreamStore streams;

    @Inject
    EventStore events;

    @Inject
    PollTick poll;

    @Inject
    TestClock clock;

    private final MindstampStub mindstamp = new MindstampStub();
    private final StubbedViews views = new StubbedViews(mindstamp, () -> clock.instant());
    private final String id = "video-" + UUID.randomUUID().toString().substring(0, 8);
    private final String path = "/api/v1/accounts/" + id + "/videos/" + StubbedViews.VIDEO + "/settings";

    @BeforeEach
    void watch() {
        views.history(5, views.now().minus(Duration.ofDays(1)), 60);
        accounts.put(id, id, mindstamp.url(), MindstampStub.TOKEN);
    }

    @AfterEach
    void remove() {
        mindstamp.close();
        given().delete("/api/v1/accounts/" + id + "?confirm=" + id);
        clock.advance(Duration.ofHours(2));
    }

    @Test
    void settings_come_and_go() {
        given().get(path).then().statusCode(404).body("detail", containsString("completed at 90 %"));
        put("{\"completed_at\": 80, \"milestones\": [10, 50]}")
                .statusCode(200)
                .body("completed_at", equalTo(80))
                .body("milestones", contains(10, 50));
        put("{\"completed_at\": 100, \"milestones\": []}").statusCode(200);
        given().get(path)
                .then()
                .statusCode(200)
                .body("completed_at", equalTo(100))
                .body("milestones", empty());
        given().delete(path).then().statusCode(204);
        given().delete(path).then().statusCode(404);
        given().get(path).then().statusCode(404);
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

        given().delete(path).then().statusCode(204);
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
        given().get("/api/v1/accounts/" + id + "/videos/" + "x".repeat(201) + "/settings")
                .then()
                .statusCode(422);
    }

    private ValidatableResponse put(String body) {
        return given().contentType(ContentType.JSON).body(body).put(path).then();
    }

    /** Short names with their percentage. */
    private List<String> of(String view) {
        EventFilter ours = new EventFilter(
                Set.of(), Optional.of(id), Optional.of("views/" + view), Optional.empty(), Optional.empty());
        return events.after(0, ours, 100).stream()
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

    private void learn() {
        for (int i = 0; i < 20 && isLearning(); i++) {
            rounds(1);
        }
        assertThat(isLearning()).isFalse();
    }

    private boolean isLearning() {
        return !streams.ofAccount(id).containsKey(StreamName.VIEWS)
                || streams.ofAccount(id).get(StreamName.VIEWS).isLearning();
    }

    private void rounds(int count) {
        for (int i = 0; i < count; i++) {
            clock.advance(Duration.ofSeconds(10));
            poll.runOnce();
        }
    }
}
