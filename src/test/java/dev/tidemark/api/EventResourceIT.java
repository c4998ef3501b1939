package dev.tidemark.api;

import static dev.tidemark.event.EventType.INTERACTION_CLICKED;
import static dev.tidemark.event.EventType.VIEW_COMPLETED;
import static dev.tidemark.event.EventType.VIEW_STARTED;
import static io.restassured.RestAssured.given;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.allOf;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.nullValue;

import dev.tidemark.event.EventType;
import dev.tidemark.outbox.StoredEvent;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.ValidatableResponse;
import jakarta.inject.Inject;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@QuarkusTest
class EventResourceIT {
    @Inject
    LoggedEvents log;

    @Test
    void one_event_is_the_stored_document_byte_for_byte() {
        StoredEvent event = log.append("bytes", VIEW_COMPLETED).getFirst();
        byte[] body = given().get("/api/v1/events/" + event.id())
                .then()
                .statusCode(200)
                .contentType("application/json")
                .extract()
                .asByteArray();
        assertThat(body).isEqualTo(event.document());
    }

    @Test
    void an_unknown_event_is_a_problem() {
        given().get("/api/v1/events/evt_none")
                .then()
                .statusCode(404)
                .contentType("application/problem+json")
                .body("detail", containsString("evt_none"));
    }

    @Test
    void a_list_holds_the_stored_documents_newest_first() {
        List<StoredEvent> events = log.append("newest", VIEW_STARTED, VIEW_COMPLETED);
        String body = given().get("/api/v1/events?account=newest")
                .then()
                .statusCode(200)
                .extract()
                .asString();
        assertThat(body)
                .isEqualTo("{\"items\":[" + text(events.get(1)) + "," + text(events.get(0)) + "],\"next\":null}");
    }

    @Test
    void pages_tell_every_event_once() {
        List<String> appended =
                log.append("pages", VIEW_STARTED, VIEW_STARTED, VIEW_STARTED, VIEW_STARTED, VIEW_STARTED).stream()
                        .map(StoredEvent::id)
                        .toList();
        List<String> read = new ArrayList<>();
        String next = "";
        while (next != null) {
            ValidatableResponse page = given().get("/api/v1/events?account=pages&limit=2&after=" + next)
                    .then()
                    .statusCode(200);
            read.addAll(page.extract().path("items.id"));
            next = page.extract().path("next");
        }
        assertThat(read).containsExactlyElementsOf(appended.reversed());
    }

    @Test
    void several_types_are_told_in_one_order() {
        List<String> wanted = log
                .append("mixed", VIEW_STARTED, VIEW_COMPLETED, INTERACTION_CLICKED, VIEW_STARTED, VIEW_COMPLETED)
                .stream()
                .filter(event -> event.type() != INTERACTION_CLICKED)
                .map(StoredEvent::id)
                .toList()
                .reversed();
        ValidatableResponse first = filtered("account=mixed&type=ViewCompleted,ViewStarted&limit=3")
                .body("items.id", equalTo(wanted.subList(0, 3)));
        filtered("account=mixed&type=ViewCompleted,ViewStarted&after="
                        + first.extract().<String>path("next"))
                .body("items.id", equalTo(wanted.subList(3, 4)));
    }

    @Test
    void filters_narrow_the_list() {
        List<StoredEvent> events = log.append("narrow", VIEW_STARTED, VIEW_COMPLETED, INTERACTION_CLICKED);
        filtered("account=narrow&type=ViewStarted")
                .body("items.id", contains(events.get(0).id()));
        filtered("account=narrow&type=ViewStarted,ViewCompleted").body("items", hasSize(2));
        filtered("account=narrow&type=ViewStarted&type=InteractionClicked").body("items", hasSize(2));
        filtered("subject=" + events.get(1).subject())
                .body("items.id", contains(events.get(1).id()));
        filtered("account=narrow&from=2026-01-01T05:15:24Z").body("items", hasSize(2));
        filtered("account=narrow&to=2026-01-01T05:15:24Z")
                .body("items.id", contains(events.get(0).id()));
        filtered("account=nobody").body("items", hasSize(0)).body("next", nullValue());
    }

    @ParameterizedTest
    @CsvSource({
        "type=ViewFinished, type, ViewCompleted",
        "type=ViewStarted%2CView, type, 'View'",
        "from=yesterday, from, 2026-01-01T05:15:24Z",
        "to=2026-13-01, to, 2026-13-01",
        "limit=0, limit, 200",
        "limit=201, limit, 200",
        "limit=many, limit, many",
        "after=first, after, next"
    })
    void a_wrong_parameter_is_named(String query, String parameter, String told) {
        given().get("/api/v1/events?" + query)
                .then()
                .statusCode(400)
                .contentType("application/problem+json")
                .body("errors[0].field", equalTo(parameter))
                .body("detail", allOf(containsString(parameter), containsString(told)));
    }

    @Test
    void a_condition_chooses_by_what_stands_in_the_document() {
        List<StoredEvent> events = log.append("cel", VIEW_STARTED, VIEW_COMPLETED, VIEW_COMPLETED);
        condition("cel", "data.view.percentage >= 95", "&limit=1")
                .body("items.id", contains(events.get(2).id()))
                .body("next", equalTo(Long.toString(events.get(2).sequence())));
        condition(
                        "cel",
                        "data.view.percentage >= 95",
                        "&limit=1&after=" + events.get(2).sequence())
                .body("items.id", contains(events.get(1).id()));
        condition("cel", "type == 'ViewStarted'", "")
                .body("items.id", contains(events.get(0).id()))
                .body("next", nullValue());
        condition("cel", "data.nope == 1", "").body("items", hasSize(0)).body("next", nullValue());
    }

    @Test
    void one_call_looks_at_a_bounded_number_of_events_and_says_where_to_go_on() {
        String wanted = log.append("bounded", VIEW_COMPLETED).getFirst().id();
        for (int i = 0; i < 11; i++) {
            log.append("bounded", Collections.nCopies(100, VIEW_STARTED).toArray(EventType[]::new));
        }
        String next = condition("bounded", "type == 'ViewCompleted'", "")
                .body("items", hasSize(0))
                .extract()
                .path("next");
        assertThat(next).isNotNull();
        condition("bounded", "type == 'ViewCompleted'", "&after=" + next)
                .body("items.id", contains(wanted))
                .body("next", nullValue());
    }

    @ParameterizedTest
    @ValueSource(strings = {"/api/v1/events", "/api/v1/events/stream"})
    void a_mistake_in_the_condition_is_told_with_its_position(String path) {
        given().queryParam("filter", "data.x == 1 && dat.y == 2")
                .get(path)
                .then()
                .statusCode(422)
                .contentType("application/problem+json")
                .body("errors[0].field", equalTo("filter"))
                .body("errors[0].detail", containsString("column 16: undeclared reference to 'dat'"));
    }

    private static ValidatableResponse condition(String account, String condition, String more) {
        return given().queryParam("filter", condition)
                .get("/api/v1/events?account=" + account + more)
                .then()
                .statusCode(200);
    }

    private static ValidatableResponse filtered(String query) {
        return given().get("/api/v1/events?" + query).then().statusCode(200);
    }

    private static String text(StoredEvent event) {
        return new String(event.document(), UTF_8);
    }
}
