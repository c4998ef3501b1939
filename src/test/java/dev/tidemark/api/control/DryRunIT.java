package dev.tidemark.api.control;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.everyItem;
import static org.hamcrest.Matchers.notNullValue;

import dev.tidemark.outbox.StoredEvent;
import dev.tidemark.platform.Sql;
import dev.tidemark.poll.StubbedPolling;
import dev.tidemark.testing.MindstampStub;
import io.quarkus.narayana.jta.QuarkusTransaction;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.http.ContentType;
import io.restassured.response.ValidatableResponse;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@QuarkusTest
class DryRunIT extends StubbedPolling {
    @Inject
    Sql sql;

    @BeforeEach
    void views_are_there() {
        views.history(5, views.now().minus(Duration.ofDays(1)), 60);
    }

    @Test
    void a_dry_run_shows_what_the_next_poll_will_tell() {
        learn();
        views.add("new", views.now(), 30);
        String before = stored();

        List<String> shown = dryRun("{\"stream\": \"views\", \"offset\": 0}")
                .statusCode(200)
                .body("rows", equalTo(6))
                .body("poison", equalTo(0))
                .body("items.type", contains("dev.tidemark.ViewStarted", "dev.tidemark.ViewProgressed"))
                .body("items.sequence", everyItem(equalTo("0".repeat(20))))
                .extract()
                .path("items.id");
        assertThat(stored()).isEqualTo(before);

        rounds(2);
        assertThat(told()).extracting(StoredEvent::id).containsExactlyElementsOf(shown);
        dryRun("{\"stream\": \"views\"}").statusCode(200).body("items", empty());
    }

    @Test
    void before_the_first_look_history_is_silent() {
        dryRun("{\"stream\": \"views\", \"offset\": 3}")
                .statusCode(200)
                .body("rows", equalTo(2))
                .body("items", empty());
        assertThat(streams.ofAccount(id)).isEmpty();
    }

    @Test
    void rows_that_cannot_be_read_are_counted() {
        mindstamp.on("views", MindstampStub.json(200, "[{\"id\": {}}, {\"id\": \"v1\"}, \"text\"]"));
        dryRun("{\"stream\": \"views\"}")
                .statusCode(200)
                .body("rows", equalTo(1))
                .body("poison", equalTo(2));
        given().get(path + "/streams").then().statusCode(200);
    }

    @Test
    void it_spends_from_the_budget_as_a_confirmation() {
        // The database outlives an application, its clock does not: others' calls may lie in what is the future here.
        QuarkusTransaction.requiringNew().run(() -> sql.update("delete from mindstamp_call"));
        dryRun("{\"stream\": \"views\"}").statusCode(200);
        assertThat(QuarkusTransaction.requiringNew()
                        .call(() -> sql.query(
                                "select call_class from mindstamp_call where called_at >= ?",
                                row -> row.getString(1),
                                clock.instant())))
                .containsExactly("CONFIRM");
    }

    @Test
    void what_cannot_be_asked_is_named() {
        dryRun("{\"stream\": \"vews\"}").statusCode(422).body("errors.field", contains("stream"));
        dryRun("{\"stream\": \"views\", \"offset\": -1}").statusCode(422).body("errors.field", contains("offset"));
        dryRun("{\"stream\": \"views\", \"offset\": \"x\"}").statusCode(422).body("errors.field", contains("offset"));
        given().contentType(ContentType.JSON)
                .body("{\"stream\": \"views\"}")
                .post("/api/v1/accounts/nobody/dry-run")
                .then()
                .statusCode(404);
        given().post(path + "/pause");
        dryRun("{\"stream\": \"views\"}").statusCode(409).body("detail", containsString("paused"));
        assertThat(mindstamp.requests()).isEmpty();
    }

    @Test
    void what_mindstamp_says_instead_is_told() {
        mindstamp.on("views", MindstampStub.with(503, Map.of("Retry-After", "17"), ""));
        dryRun("{\"stream\": \"views\"}").statusCode(503).header("Retry-After", equalTo("17"));
        dryRun("{\"stream\": \"views\"}").statusCode(503).header("Retry-After", notNullValue());
        assertThat(mindstamp.requests("views")).isEqualTo(1);
    }

    private ValidatableResponse dryRun(String body) {
        return given().contentType(ContentType.JSON)
                .body(body)
                .post(path + "/dry-run")
                .then();
    }

    private String stored() {
        return knownViews().orElseThrow()
                + QuarkusTransaction.requiringNew()
                        .call(() -> sql.query(
                                        "select row_id, hash, seen_at from row_state where account_id = ? order by row_id",
                                        row -> row.getString(1) + row.getString(2) + row.getString(3),
                                        id)
                                .toString());
    }
}
