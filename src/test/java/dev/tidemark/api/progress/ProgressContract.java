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

import dev.tidemark.poll.StubbedPolling;
import dev.tidemark.testing.MindstampStub;
import io.restassured.response.ValidatableResponse;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** How far accounts are known, as the API shows it, on every database. */
abstract class ProgressContract extends StubbedPolling {
    private static final String VIEWS = "items.find { it.stream == 'views' }.";

    @BeforeEach
    void views_are_there() {
        views.history(5, clock.instant().minus(Duration.ofHours(10)), 60);
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
                .body(VIEWS + "poison", equalTo(0))
                .body(VIEWS + "due_at", notNullValue())
                .body(VIEWS + "problem", nullValue())
                .body("items.find { it.stream == 'viewers' }.problem", not(nullValue()))
                .body("items.find { it.stream == 'viewers' }.order", nullValue());
    }

    @Test
    void a_first_walk_says_how_many_rows_are_ahead_and_about_how_long_they_take() {
        Instant first = clock.instant().minus(Duration.ofHours(9));
        for (int i = 0; i < 10_000; i++) {
            views.add("long" + i, first.plusSeconds(3L * i), 60);
        }
        for (int i = 0; i < 20 && shown().extract().path(VIEWS + "sweep.seconds_left") == null; i++) {
            rounds(1);
        }

        shown().body(VIEWS + "phase", equalTo("learning"))
                .body(VIEWS + "sweep.rows_expected", equalTo(10_005))
                .body(VIEWS + "sweep.seconds_left", greaterThan(60))
                .body(VIEWS + "completeness", nullValue());
        given().post(path + "/pause");
        shown().body(VIEWS + "sweep.rows_expected", equalTo(10_005)).body(VIEWS + "sweep.seconds_left", nullValue());
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
    void a_row_under_way_that_waits_for_another_look_shows_since_when() {
        learn();
        Instant began = views.now();
        views.add("watched", began, 30);
        rounds(4);
        clock.advance(Duration.ofSeconds(61));
        rounds(1);
        shown().body(VIEWS + "rows.open", equalTo(1)).body(VIEWS + "active_due_since", nullValue());

        Instant looked = clock.instant();
        clock.advance(Duration.ofHours(1));
        String since = shown().body("items.find { it.stream == 'videos' }.active_due_since", nullValue())
                .extract()
                .path(VIEWS + "active_due_since");
        assertThat(Instant.parse(since)).isBetween(looked.minusSeconds(60), looked.plus(Duration.ofMinutes(15)));

        rounds(3);
        clock.advance(Duration.ofSeconds(61));
        rounds(1);
        shown().body(VIEWS + "active_due_since", nullValue());
    }

    @Test
    void calls_are_counted_by_stream_and_by_what_for() {
        learn();
        // The clock goes on without a call: what was called is stored with the round.
        clock.advance(Duration.ofSeconds(61));
        rounds(1);
        for (String stream : List.of("views", "interactions", "groups")) {
            int lists = (int) (mindstamp.requests(stream) + mindstamp.requests(stream + "/summary"));
            Map<String, Integer> calls =
                    shown().extract().path("items.find { it.stream == '" + stream + "' }.calls_last_hour");
            assertThat(calls.values().stream().mapToInt(count -> count).sum())
                    .as(stream)
                    .isEqualTo(lists);
            assertThat(calls).containsOnlyKeys("active", "backfill", "confirm", "head", "sweep");
        }
        shown().body(VIEWS + "calls_last_hour.head", greaterThan(0))
                .body(VIEWS + "calls_last_hour.backfill", greaterThan(0));

        int all = mindstamp.requests().size();
        Map<String, Integer> whole =
                given().get(path + "/calls").then().statusCode(200).extract().path("last_hour");
        assertThat(whole.values().stream().mapToInt(count -> count).sum()).isEqualTo(all);
        assertThat(whole).containsEntry("callers", 0);
    }

    @Test
    void calls_are_known_whoever_polled_and_for_an_hour() {
        learn();
        int asked = asked();
        // It is not polled here any more.
        given().post(path + "/pause");
        rounds(1);
        shown().body(VIEWS + "calls_last_hour.values().sum()", equalTo(asked));
        given().post(path + "/resume");
        rounds(1);
        shown().body(VIEWS + "calls_last_hour.values().sum()", equalTo(asked()));
        given().post(path + "/pause");
        rounds(1);
        clock.advance(Duration.ofMinutes(61));
        shown().body(VIEWS + "calls_last_hour.values().sum()", equalTo(0));
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

        given().get(path + "/poison?limit=10")
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
        given().get(path + "/poison?limit=0").then().statusCode(400);
    }

    @Test
    void an_account_that_is_none_is_not_found() {
        given().get("/api/v1/accounts/nobody/streams").then().statusCode(404);
        given().get("/api/v1/accounts/nobody/poison").then().statusCode(404);
    }

    @Test
    void the_sources_own_count_is_shown_beside_the_rows_known() {
        learn();
        rounds(3);
        shown().body(VIEWS + "completeness.counted", equalTo(5))
                .body(VIEWS + "completeness.known", equalTo(5))
                .body(VIEWS + "completeness.gap", equalTo(0))
                .body(VIEWS + "completeness.compared_at", notNullValue())
                .body("items.find { it.stream == 'viewers' }.completeness", nullValue());

        views.add("new", views.now(), 30);
        watch(Duration.ofHours(2));
        mindstamp.on("views/summary", MindstampStub.json(200, "{\"views\": 8}"));
        watch(Duration.ofHours(4));
        shown().body(VIEWS + "completeness.counted", equalTo(8)).body(VIEWS + "completeness.gap", equalTo(2));

        given().contentType("application/json").body("{\"stream\": \"views\"}").post(path + "/resync");
        rounds(6);
        shown().body(VIEWS + "completeness.gap", nullValue());
    }

    @Test
    void a_count_that_never_agreed_is_no_gap() {
        mindstamp.on("views/summary", MindstampStub.json(200, "{\"total\": 7}"));
        learn();
        watch(Duration.ofMinutes(20));
        shown().body(VIEWS + "completeness.counted", equalTo(7)).body(VIEWS + "completeness.gap", nullValue());
    }

    /** The token is good, and may not read summaries. */
    @Test
    void a_summary_that_is_refused_stops_nothing() {
        mindstamp.on("views/summary", MindstampStub.json(401, "{\"error\": \"not authorized\"}"));
        learn();
        watch(Duration.ofMinutes(20));
        assertThat(mindstamp.requests("views/summary")).isEqualTo(1);
        given().get(path).then().body("state", equalTo("active"));
        shown().body(VIEWS + "completeness", nullValue());
    }

    private int asked() {
        return (int) (mindstamp.requests("views") + mindstamp.requests("views/summary"));
    }

    private ValidatableResponse shown() {
        return given().get(path + "/streams").then().statusCode(200);
    }

    @Override
    protected void learn() {
        super.learn();
        rounds(1);
    }
}
