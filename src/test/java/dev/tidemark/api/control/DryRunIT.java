package dev.tidemark.api.control;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.everyItem;
import static org.hamcrest.Matchers.notNullValue;

import dev.tidemark.account.AccountStore;
import dev.tidemark.change.StreamName;
import dev.tidemark.outbox.EventFilter;
import dev.tidemark.outbox.EventStore;
import dev.tidemark.outbox.StoredEvent;
import dev.tidemark.platform.Sql;
import dev.tidemark.poll.PollTick;
import dev.tidemark.poll.store.StreamStore;
import dev.tidemark.testing.MindstampStub;
import dev.tidemark.testing.StubbedViews;
import dev.tidemark.testing.TestClock;
import io.quarkus.narayana.jta.QuarkusTransaction;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.http.ContentType;
import io.restassured.response.ValidatableResponse;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@QuarkusTest
class DryRunIT {
    @Inject
    AccountStore accounts;

    @Inject
    StreamStore streams;

    @Inject
    EventStore events;

    @Inject
    PollTick poll;

    @Inject
    Sql sql;

    @Inject
    TestClock clock;

    private final MindstampStub mindstamp = new MindstampStub();
    private final StubbedViews views = new StubbedViews(mindstamp, () -> clock.instant());
    private final String id = "dry-" + UUID.randomUUID().toString().substring(0, 8);

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
        EventFilter ours =
                new EventFilter(Set.of(), Optional.of(id), Optional.empty(), Optional.empty(), Optional.empty());
        assertThat(events.after(0, ours, 100)).extracting(StoredEvent::id).containsExactlyElementsOf(shown);
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
        given().get("/api/v1/accounts/" + id + "/streams").then().statusCode(200);
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
        given().post("/api/v1/accounts/" + id + "/pause");
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
                .post("/api/v1/accounts/" + id + "/dry-run")
                .then();
    }

    private String stored() {
        return streams.ofAccount(id).get(StreamName.VIEWS)
                + QuarkusTransaction.requiringNew()
                        .call(() -> sql.query(
                                        "select row_id, hash, seen_at from row_state where account_id = ? order by row_id",
                                        row -> row.getString(1) + row.getString(2) + row.getString(3),
                                        id)
                                .toString());
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
            clock.advance(Duration.ofSeconds(20));
            poll.runOnce();
        }
    }
}
