package dev.tidemark.outbox.tail;

import static dev.tidemark.event.EventType.INTERACTION_CLICKED;
import static dev.tidemark.event.EventType.VIEW_COMPLETED;
import static dev.tidemark.event.EventType.VIEW_STARTED;
import static io.restassured.RestAssured.given;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;

import dev.tidemark.api.LoggedEvents;
import dev.tidemark.event.EventType;
import dev.tidemark.outbox.StoredEvent;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.QuarkusTestProfile;
import io.quarkus.test.junit.TestProfile;
import jakarta.inject.Inject;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@QuarkusTest
@TestProfile(EventStreamIT.QuickHeartbeat.class)
@Timeout(60)
class EventStreamIT {
    public static class QuickHeartbeat implements QuarkusTestProfile {
        @Override
        public Map<String, String> getConfigOverrides() {
            return Map.of("tidemark.api.stream.heartbeat", "200ms");
        }
    }

    @TestHTTPResource("/api/v1/events/stream")
    String uri;

    @Inject
    LoggedEvents log;

    @Inject
    EventTail tail;

    @Test
    void without_an_id_it_starts_at_now() throws Exception {
        log.append("now", VIEW_STARTED);
        try (SseClient client = listen("account=now", Optional.empty())) {
            StoredEvent event = log.append("now", VIEW_COMPLETED).getFirst();
            assertThat(client.next(1))
                    .containsExactly(
                            new SseClient.Message(event.id(), "ViewCompleted", new String(event.document(), UTF_8)));
        }
    }

    @Test
    void it_is_told_not_to_be_kept_or_buffered() throws Exception {
        try (SseClient client = listen("", Optional.empty())) {
            assertThat(client.response().statusCode()).isEqualTo(200);
            assertThat(client.response().headers().map())
                    .containsEntry("cache-control", List.of("no-store"))
                    .containsEntry("x-accel-buffering", List.of("no"));
            assertThat(client.response().headers().firstValue("content-type").orElseThrow())
                    .startsWith("text/event-stream");
        }
    }

    @Test
    void it_resumes_after_the_last_event_with_nothing_missed_and_nothing_twice() throws Exception {
        List<String> appended = Collections.synchronizedList(new ArrayList<>());
        List<String> received = new ArrayList<>();
        Thread writer = Thread.ofVirtual().unstarted(() -> {
            for (int i = 0; i < 60; i++) {
                log.append("resume", VIEW_STARTED, INTERACTION_CLICKED, VIEW_COMPLETED).stream()
                        .filter(event -> event.type() != INTERACTION_CLICKED)
                        .forEach(event -> appended.add(event.id()));
            }
        });
        Optional<String> last = Optional.empty();
        while (received.size() < 120) {
            try (SseClient client = listen("account=resume&type=ViewStarted,ViewCompleted", last)) {
                if (last.isEmpty()) {
                    writer.start();
                }
                client.next(15).forEach(message -> received.add(message.id()));
                last = Optional.of(received.getLast());
            }
        }
        writer.join();
        assertThat(received).containsExactlyElementsOf(appended);
    }

    @Test
    void what_came_while_nobody_listened_is_told_by_the_parameter_too() throws Exception {
        String first = log.append("away", VIEW_STARTED).getFirst().id();
        List<StoredEvent> missed = log.append("away", many(250));
        try (SseClient client = listen("account=away&lastEventId=" + first, Optional.empty())) {
            assertThat(client.next(250))
                    .extracting(SseClient.Message::id)
                    .containsExactlyElementsOf(
                            missed.stream().map(StoredEvent::id).toList());
        }
    }

    @Test
    void a_condition_leaves_out_what_does_not_fulfil_it() throws Exception {
        try (SseClient client =
                listen("account=cel-stream&filter=data.view.percentage%20%3E%3D%2095", Optional.empty())) {
            List<StoredEvent> logged =
                    log.append("cel-stream", VIEW_STARTED, VIEW_COMPLETED, VIEW_STARTED, VIEW_COMPLETED);
            assertThat(client.next(2))
                    .extracting(SseClient.Message::id)
                    .containsExactly(logged.get(1).id(), logged.get(3).id());
        }
    }

    @Test
    void silence_is_broken_by_a_comment() throws Exception {
        try (SseClient client = listen("account=silence", Optional.empty())) {
            client.awaitComment("still here");
        }
    }

    @Test
    void a_client_that_left_is_noticed() throws Exception {
        Awaitility.await().until(() -> tail.listening() == 0);
        SseClient client = listen("account=left", Optional.empty());
        Awaitility.await().until(() -> tail.listening() == 1);
        client.close();
        Awaitility.await().until(() -> tail.listening() == 0);
    }

    @Test
    void an_unknown_id_says_what_to_do() {
        given().accept("text/event-stream")
                .header("Last-Event-ID", "evt_unknown")
                .get("/api/v1/events/stream")
                .then()
                .statusCode(400)
                .contentType("application/problem+json")
                .body("errors[0].field", equalTo("Last-Event-ID"))
                .body("detail", containsString("/api/v1/events?from="));
    }

    @Test
    void a_wrong_filter_is_a_problem_and_no_stream() {
        given().accept("text/event-stream")
                .get("/api/v1/events/stream?type=ViewFinished")
                .then()
                .statusCode(400)
                .contentType("application/problem+json");
    }

    private SseClient listen(String query, Optional<String> lastEventId) throws IOException, InterruptedException {
        SseClient client = SseClient.connect(uri + "?" + query, lastEventId);
        client.awaitComment("listening");
        return client;
    }

    private static EventType[] many(int count) {
        return Collections.nCopies(count, VIEW_STARTED).toArray(EventType[]::new);
    }
}
