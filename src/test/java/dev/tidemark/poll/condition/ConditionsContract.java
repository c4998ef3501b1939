package dev.tidemark.poll.condition;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.tidemark.account.AccountStore;
import dev.tidemark.event.EventType;
import dev.tidemark.outbox.EventFilter;
import dev.tidemark.outbox.EventStore;
import dev.tidemark.platform.Json;
import dev.tidemark.platform.Sql;
import dev.tidemark.poll.PollTick;
import dev.tidemark.poll.lease.PollRight;
import dev.tidemark.testing.MindstampStub;
import dev.tidemark.testing.StubbedViews;
import dev.tidemark.testing.TestClock;
import io.quarkus.narayana.jta.QuarkusTransaction;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What operators are told of a source: once when it begins, once when it is over; on every database. */
abstract class ConditionsContract {
    private static final List<String> OTHERS =
            List.of("interactions", "viewers", "videos", "groups", "series", "plink", "accessLists");

    @Inject
    AccountStore accounts;

    @Inject
    EventStore events;

    @Inject
    PollRight right;

    @Inject
    PollTick poll;

    @Inject
    Sql sql;

    @Inject
    TestClock clock;

    private final MindstampStub mindstamp = new MindstampStub();
    private final String id = "condition-" + UUID.randomUUID().toString().substring(0, 8);
    private StubbedViews views;

    @BeforeEach
    void watch() {
        work();
        views.history(5, views.now().minus(Duration.ofDays(1)), 60);
        accounts.put(id, id, mindstamp.url(), MindstampStub.TOKEN);
        rounds(10);
        assertThat(told()).isEmpty();
    }

    @AfterEach
    void remove() {
        mindstamp.close();
        given().delete("/api/v1/accounts/" + id + "?confirm=" + id);
        clock.advance(Duration.ofHours(2));
    }

    @Test
    void one_call_that_is_turned_away_is_not_worth_a_word() {
        answer(503, "5");
        rounds(2);
        work();
        rounds(10);
        assertThat(told()).isEmpty();
        assertThat(stored()).isEmpty();
    }

    @Test
    void a_source_that_turns_calls_away_is_told_once_and_when_it_is_over() {
        answer(503, "5");
        rounds(12);
        assertThat(told()).containsExactly("SourceThrottled");
        JsonNode event = documents().getLast();
        assertThat(event.path("subject").asText()).isEqualTo("accounts/" + id);
        assertThat(event.path("partitionkey").asText()).isEqualTo(id);
        assertThat(event.at("/data/reason").asText()).contains("503");
        assertThat(event.at("/data/advice").asText()).isNotEmpty();
        assertThat(event.at("/data/account").asText()).isEqualTo(id);

        work();
        rounds(30);
        assertThat(told()).containsExactly("SourceThrottled", "SourceRecovered");
        assertThat(stored()).isEmpty();
    }

    @Test
    void a_long_wait_is_told_at_once() {
        answer(429, "120");
        rounds(1);
        assertThat(told()).containsExactly("SourceThrottled");
    }

    @Test
    void what_was_told_is_not_told_again_by_who_goes_on() {
        answer(503, "5");
        rounds(12);
        right.revoke(id);
        rounds(12);
        assertThat(told()).containsExactly("SourceThrottled");
        right.revoke(id);
        work();
        rounds(30);
        assertThat(told()).containsExactly("SourceThrottled", "SourceRecovered");

        answer(503, "5");
        rounds(12);
        assertThat(told()).containsExactly("SourceThrottled", "SourceRecovered", "SourceThrottled");
        assertThat(documents().stream().map(event -> event.path("id").asText()).distinct())
                .hasSize(3);
    }

    @Test
    void a_source_that_works_now_and_then_has_not_recovered() {
        answer(503, "5");
        rounds(12);
        for (int i = 0; i < 5; i++) {
            work();
            rounds(5);
            answer(503, "5");
            rounds(5);
        }
        assertThat(told()).containsExactly("SourceThrottled");
    }

    @Test
    void a_refused_token_is_told_once_and_when_it_is_accepted_again() {
        mindstamp.knows("another");
        rounds(3);
        clock.advance(Duration.ofMinutes(16));
        rounds(3);
        assertThat(told()).containsExactly("SourceUnauthorized");

        mindstamp.knows(MindstampStub.TOKEN);
        clock.advance(Duration.ofMinutes(16));
        rounds(5);
        assertThat(told()).containsExactly("SourceUnauthorized", "SourceRecovered");
    }

    @Test
    void news_that_nobody_looks_at_lag() {
        mindstamp.on("views", MindstampStub.json(422, "{}"));
        rounds(10);
        assertThat(told()).isEmpty();
        rounds(60);
        assertThat(told()).containsExactly("SourceLagging");
        right.revoke(id);
        rounds(10);
        assertThat(told()).containsExactly("SourceLagging");

        work();
        clock.advance(Duration.ofMinutes(5));
        rounds(10);
        assertThat(told()).containsExactly("SourceLagging", "SourceRecovered");
    }

    @Test
    void a_paused_account_does_not_lag() {
        given().post("/api/v1/accounts/" + id + "/pause");
        clock.advance(Duration.ofHours(1));
        rounds(3);
        given().post("/api/v1/accounts/" + id + "/resume");
        rounds(3);
        assertThat(told()).isEmpty();
    }

    @Test
    void fields_never_seen_before_are_told_at_most_once_a_day() {
        views.add("new", views.now(), 10).put("brand_new", 1);
        rounds(5);
        assertThat(told()).containsExactly("SourceSchemaChanged");
        assertThat(documents().getLast().at("/data/reason").asText()).contains("views", "brand_new");
        assertThat(documents().getLast().at("/data/stream").asText()).isEqualTo("views");

        views.add("newer", views.now(), 10).put("brand_newer", 1);
        rounds(5);
        right.revoke(id);
        rounds(5);
        assertThat(told()).containsExactly("SourceSchemaChanged");

        clock.advance(Duration.ofHours(25));
        rounds(5);
        assertThat(told()).containsExactly("SourceSchemaChanged", "SourceSchemaChanged");
        assertThat(documents().getLast().at("/data/reason").asText())
                .contains("brand_newer")
                .doesNotContain("brand_new,");
        clock.advance(Duration.ofHours(25));
        rounds(5);
        assertThat(told()).hasSize(2);
    }

    @Test
    void the_first_row_that_cannot_be_read_is_told() {
        views.add("new", views.now(), 10).putObject("id");
        rounds(5);
        assertThat(told()).containsExactly("SourceSchemaChanged");
        assertThat(documents().getLast().at("/data/reason").asText()).contains("cannot be read");
        clock.advance(Duration.ofHours(25));
        right.revoke(id);
        rounds(5);
        assertThat(told()).hasSize(1);
    }

    private void work() {
        if (views == null) {
            views = new StubbedViews(mindstamp, () -> clock.instant());
        }
        views.serve();
        OTHERS.forEach(path -> mindstamp.on(path, MindstampStub.json(200, "[]")));
    }

    private void answer(int status, String retryAfter) {
        MindstampStub.Answer answer = MindstampStub.with(status, Map.of("Retry-After", retryAfter), "");
        mindstamp.on("views", answer);
        OTHERS.forEach(path -> mindstamp.on(path, answer));
    }

    private void rounds(int count) {
        for (int i = 0; i < count; i++) {
            clock.advance(Duration.ofSeconds(10));
            poll.runOnce();
        }
    }

    private List<String> told() {
        return documents().stream()
                .map(event -> event.path("type").asText().replace("dev.tidemark.", ""))
                .toList();
    }

    private List<JsonNode> documents() {
        EventFilter ours = new EventFilter(
                Arrays.stream(EventType.values())
                        .filter(EventType::isOperational)
                        .collect(Collectors.toSet()),
                Optional.of(id),
                Optional.empty(),
                Optional.empty(),
                Optional.empty());
        return events.after(0, ours, 100).stream()
                .map(event -> Json.read(event.document()))
                .toList();
    }

    private List<String> stored() {
        return QuarkusTransaction.requiringNew()
                .call(() -> sql.query(
                        "select kind from source_condition where account_id = ?", row -> row.getString(1), id));
    }
}
