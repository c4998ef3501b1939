package dev.tidemark.api.control;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;

import com.fasterxml.jackson.databind.JsonNode;
import dev.tidemark.platform.Json;
import dev.tidemark.poll.StubbedPolling;
import dev.tidemark.poll.state.StreamState;
import dev.tidemark.testing.CapturedLog;
import io.restassured.http.ContentType;
import io.restassured.response.ValidatableResponse;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What operators may do to the polling of an account, on every database. */
abstract class ControlContract extends StubbedPolling {
    private static final int HISTORY = 150;

    @BeforeEach
    void views_are_there() {
        views.history(HISTORY, views.now().minus(Duration.ofDays(1)), 60);
    }

    @Test
    void a_paused_account_makes_no_call_but_those_passed_on() {
        rounds(2);
        given().post(path + "/pause").then().statusCode(200).body("paused", equalTo(true));
        given().post(path + "/pause").then().statusCode(200).body("paused", equalTo(true));
        int before = mindstamp.requests().size();
        rounds(5);
        assertThat(mindstamp.requests()).hasSize(before);

        given().get(path + "/mindstamp/user/me").then().statusCode(200);
        given().post(path + "/poll").then().statusCode(202).body("paused", equalTo(true));
        rounds(2);
        assertThat(mindstamp.requests()).hasSize(before + 1);

        given().post(path + "/resume").then().statusCode(200).body("paused", equalTo(false));
        given().post(path + "/resume").then().statusCode(200).body("paused", equalTo(false));
        rounds(2);
        assertThat(mindstamp.requests().size()).isGreaterThan(before + 1);
    }

    @Test
    void what_happened_during_a_pause_is_told_after_it() {
        learn();
        given().post(path + "/pause");
        views.add("new", views.now(), 30);
        rounds(3);
        assertThat(typesOf("new")).isEmpty();

        given().post(path + "/resume");
        rounds(2);
        assertThat(typesOf("new")).containsExactly("ViewStarted", "ViewProgressed");
    }

    @Test
    void a_look_is_taken_at_once() {
        learn();
        clock.advance(Duration.ofMillis(500));
        long before = mindstamp.requests("views");
        poll.runOnce();
        assertThat(mindstamp.requests("views")).isEqualTo(before);

        given().post(path + "/poll").then().statusCode(202).body("id", equalTo(id));
        poll.runOnce();
        assertThat(mindstamp.requests("views")).isGreaterThan(before);
    }

    @Test
    void a_silent_resync_learns_what_differs() {
        learn();
        views.change("v5", 80);
        resync("{\"stream\": \"views\"}").statusCode(202).body("id", equalTo(id));
        walkRound();
        assertThat(all()).isEmpty();
    }

    @Test
    void after_a_silent_resync_news_are_told_from_there() {
        learn();
        views.change("v5", 80);
        resync("{\"stream\": \"views\", \"emit\": false}").statusCode(202);
        walkRound();

        views.change("v5", 95);
        clock.advance(Duration.ofMinutes(11));
        rounds(4);
        assertThat(typesOf("v5")).containsExactly("ViewCompleted");
    }

    @Test
    void a_resync_tells_once_what_was_never_told() {
        learn();
        views.add("live", views.now(), 30);
        rounds(1);
        clock.advance(Duration.ofMinutes(16));
        rounds(1);
        views.change("live", 95);
        rounds(1);
        clock.advance(Duration.ofMinutes(16));
        rounds(2);
        List<String> told = typesOf("live");
        assertThat(told)
                .containsExactly(
                        "ViewStarted",
                        "ViewProgressed",
                        "ViewEnded",
                        "ViewReopened",
                        "ViewProgressed",
                        "ViewProgressed",
                        "ViewCompleted",
                        "ViewEnded");
        int before = all().size();

        resync("{\"stream\": \"views\", \"emit\": true}").statusCode(202);
        walkRound();

        assertThat(typesOf("live")).isEqualTo(told);
        assertThat(typesOf("v1")).containsExactly("ViewStarted", "ViewProgressed", "ViewProgressed", "ViewEnded");
        assertThat(all().subList(before, all().size()))
                .hasSize(4 * HISTORY)
                .allMatch(event -> event.at("/data/backfill").asBoolean());
        assertThat(ids()).hasSize(all().size());

        resync("{\"stream\": \"views\", \"emit\": true}").statusCode(202);
        walkRound();
        assertThat(all()).hasSize(before + 4 * HISTORY);
    }

    @Test
    void a_resync_before_the_first_look_holds_for_the_first_walk() {
        resync("{\"stream\": \"views\", \"emit\": true}").statusCode(202);
        learn();
        assertThat(typesOf("v1")).startsWith("ViewStarted");
    }

    @Test
    void a_stream_that_is_none_is_named_with_those_there_are() {
        for (String body : List.of("{\"stream\": \"vews\"}", "{}", "{\"stream\": \"group-videos\"}")) {
            resync(body)
                    .statusCode(422)
                    .contentType("application/problem+json")
                    .body("errors.field", contains("stream"))
                    .body("detail", containsString("views, interactions, viewers, videos"));
        }
        resync("{\"stream\": \"views\", \"emit\": \"maybe\"}").statusCode(422).body("errors.field", contains("emit"));
        resync("").statusCode(400);
    }

    @ParameterizedTest
    @ValueSource(strings = {"pause", "resume", "poll", "resync"})
    void an_account_that_is_none_is_not_found(String action) {
        given().contentType(ContentType.JSON)
                .body("{\"stream\": \"views\"}")
                .post("/api/v1/accounts/nobody/" + action)
                .then()
                .statusCode(404)
                .contentType("application/problem+json");
    }

    @Test
    void who_did_what_is_in_the_log() {
        try (CapturedLog log = CapturedLog.start()) {
            given().post(path + "/pause");
            given().post(path + "/resume");
            given().post(path + "/poll");
            resync("{\"stream\": \"views\"}");
            assertThat(log.text())
                    .contains(
                            "account.paused account=" + id + " key=",
                            "account.resumed account=" + id,
                            "account.look account=" + id,
                            "account.resync account=" + id);
        }
    }

    private ValidatableResponse resync(String body) {
        return given().contentType(ContentType.JSON)
                .body(body)
                .post(path + "/resync")
                .then();
    }

    /** Until the whole list was seen since now. */
    private void walkRound() {
        Instant asked = clock.instant();
        for (int i = 0; i < 20 && !isSweptSince(asked); i++) {
            rounds(1);
        }
        assertThat(isSweptSince(asked)).isTrue();
    }

    private boolean isSweptSince(Instant asked) {
        return knownViews()
                .flatMap(StreamState::sweptAt)
                .filter(at -> at.isAfter(asked))
                .isPresent();
    }

    private List<JsonNode> all() {
        return told().stream().map(event -> Json.read(event.document())).toList();
    }

    private Set<String> ids() {
        return all().stream().map(event -> event.path("id").asText()).collect(Collectors.toSet());
    }

    private List<String> typesOf(String view) {
        return all().stream()
                .filter(event -> event.path("subject").asText().equals("views/" + view))
                .map(event -> event.path("type").asText().replace("dev.tidemark.", ""))
                .toList();
    }
}
