package dev.tidemark.api.progress;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.greaterThan;
import static org.hamcrest.Matchers.hasItems;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.notNullValue;
import static org.hamcrest.Matchers.nullValue;

import dev.tidemark.account.AccountStore;
import dev.tidemark.change.StreamName;
import dev.tidemark.poll.PollTick;
import dev.tidemark.poll.store.StreamStore;
import dev.tidemark.testing.MindstampStub;
import dev.tidemark.testing.StubbedViews;
import dev.tidemark.testing.TestClock;
import io.restassured.response.ValidatableResponse;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** How far accounts are known, as the API shows it, on every database. */
abstract class ProgressContract {
    private static final String VIEWS = "items.find { it.stream == 'views' }.";

    @Inject
    AccountStore accounts;

    @Inject
    StreamStore streams;

    @Inject
    PollTick poll;

    @Inject
    TestClock clock;

    private final MindstampStub mindstamp = new MindstampStub();
    private final StubbedViews views = new StubbedViews(mindstamp, () -> clock.instant());
    private final String id = "progress-" + UUID.randomUUID().toString().substring(0, 8);

    @BeforeEach
    void watch() {
        views.history(5, clock.instant().minus(Duration.ofHours(10)), 60);
        accounts.put(id, id, mindstamp.url(), MindstampStub.TOKEN);
    }

    @AfterEach
    void remove() {
        mindstamp.close();
        given().delete("/api/v1/accounts/" + id + "?confirm=" + id);
        clock.advance(Duration.ofHours(2));
    }

    @Test
    void an_account_that_was_never_looked_at_has_no_streams() {
        shown().body("items", empty()).body("next", nullValue());
    }

    @Test
    void a_learned_stream_says_how_far_it_is_known() {
        mindstamp.on("viewers", MindstampStub.json(404, "{}"));
        learn();
        shown().body("items.stream", hasItems("views", "interactions", "viewers"))
                .body(VIEWS + "phase", equalTo("live"))
                .body(VIEWS + "order", equalTo("newest"))
                .body(VIEWS + "order_since", notNullValue())
                .body(VIEWS + "order_pages", greaterThan(0))
                .body(VIEWS + "comes_whole", equalTo(false))
                .body(VIEWS + "high_water_mark", notNullValue())
                .body(VIEWS + "rows.known", equalTo(5))
                .body(VIEWS + "rows.open", equalTo(0))
                .body(VIEWS + "rows.suspect", equalTo(0))
                .body(VIEWS + "walked_at", notNullValue())
                .body(VIEWS + "sweep.began_at", nullValue())
                .body(VIEWS + "sweep.pages", equalTo(0))
                .body(VIEWS + "sweep.position", nullValue())
                .body(VIEWS + "sweep.last_whole_at", notNullValue())
                .body(VIEWS + "freshness", greaterThan(20_000))
                .body(VIEWS + "calls_last_hour.head", greaterThan(0))
                .body(VIEWS + "calls_last_hour.backfill", greaterThan(0))
                .body(VIEWS + "calls_last_hour.callers", equalTo(0))
                .body(VIEWS + "poison", equalTo(0))
                .body(VIEWS + "due_at", notNullValue())
                .body(VIEWS + "problem", nullValue())
                .body("items.find { it.stream == 'viewers' }.problem", not(nullValue()))
                .body("items.find { it.stream == 'viewers' }.order", nullValue());
    }

    @Test
    void rows_are_counted_as_they_come_and_go() {
        learn();
        shown().body(VIEWS + "rows.known", equalTo(5));
        views.add("new", views.now(), 30);
        rounds(4);
        shown().body(VIEWS + "rows.known", equalTo(6)).body(VIEWS + "rows.open", equalTo(1));

        views.remove("v3");
        clock.advance(Duration.ofMinutes(12));
        rounds(4);
        shown().body(VIEWS + "rows.known", equalTo(6)).body(VIEWS + "rows.suspect", equalTo(1));
        clock.advance(Duration.ofMinutes(2));
        rounds(4);
        shown().body(VIEWS + "rows.known", equalTo(5)).body(VIEWS + "rows.suspect", equalTo(0));
    }

    @Test
    void counts_are_at_most_a_minute_old() {
        learn();
        shown().body(VIEWS + "rows.known", equalTo(5));
        views.add("new", views.now(), 30);
        rounds(2);
        clock.advance(Duration.ofSeconds(61));
        shown().body(VIEWS + "rows.known", equalTo(6));
    }

    @Test
    void rows_that_cannot_be_read_are_shown_as_they_came() {
        mindstamp.on(
                "views", MindstampStub.json(200, "[{\"id\": \"v1\", \"percentage\": 5}, {\"id\": {}, \"n\": 1.50}]"));
        rounds(2);
        clock.advance(Duration.ofSeconds(61));

        given().get("/api/v1/accounts/" + id + "/poison?limit=10")
                .then()
                .statusCode(200)
                .body("items.stream", contains("views"))
                .body("items[0].id", nullValue())
                .body("items[0].reason", notNullValue())
                .body("items[0].raw", equalTo("{\"id\": {}, \"n\": 1.50}"))
                .body("items[0].cut", equalTo(false))
                .body("items[0].times", greaterThan(0))
                .body("items[0].first_at", notNullValue())
                .body("next", nullValue());
        shown().body(VIEWS + "poison", equalTo(1));
        given().get("/api/v1/accounts/" + id + "/poison?limit=0").then().statusCode(400);
    }

    @Test
    void an_account_that_is_none_is_not_found() {
        given().get("/api/v1/accounts/nobody/streams").then().statusCode(404);
        given().get("/api/v1/accounts/nobody/poison").then().statusCode(404);
    }

    private ValidatableResponse shown() {
        return given().get("/api/v1/accounts/" + id + "/streams").then().statusCode(200);
    }

    private void learn() {
        for (int i = 0; i < 20 && isLearning(); i++) {
            rounds(1);
        }
        assertThat(isLearning()).isFalse();
        rounds(1);
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
