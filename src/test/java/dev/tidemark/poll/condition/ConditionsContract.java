package dev.tidemark.poll.condition;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.tidemark.platform.Json;
import dev.tidemark.platform.Sql;
import dev.tidemark.poll.StubbedPolling;
import dev.tidemark.poll.lease.PollRight;
import dev.tidemark.testing.MindstampStub;
import io.quarkus.narayana.jta.QuarkusTransaction;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What operators are told of a source: once when it begins, once when it is over; on every database. */
abstract class ConditionsContract extends StubbedPolling {
    private static final List<String> OTHERS =
            List.of("interactions", "viewers", "videos", "groups", "series", "plink", "accessLists");

    @Inject
    PollRight right;

    @Inject
    Sql sql;

    ConditionsContract() {
        super(Duration.ofSeconds(10));
    }

    @BeforeEach
    void all_is_well() {
        work();
        views.history(5, views.now().minus(Duration.ofDays(1)), 60);
        rounds(10);
        assertThat(conditions()).isEmpty();
    }

    @Test
    void one_call_that_is_turned_away_is_not_worth_a_word() {
        answer(503, "5");
        rounds(2);
        work();
        rounds(10);
        assertThat(conditions()).isEmpty();
        assertThat(stored()).isEmpty();
    }

    @Test
    void a_source_that_turns_calls_away_is_told_once_and_when_it_is_over() {
        answer(503, "5");
        rounds(12);
        assertThat(conditions()).containsExactly("SourceThrottled");
        JsonNode event = documents().getLast();
        assertThat(event.path("subject").asText()).isEqualTo("accounts/" + id);
        assertThat(event.path("partitionkey").asText()).isEqualTo(id);
        assertThat(event.at("/data/reason").asText()).contains("503");
        assertThat(event.at("/data/advice").asText()).isNotEmpty();
        assertThat(event.at("/data/account").asText()).isEqualTo(id);

        work();
        rounds(30);
        assertThat(conditions()).containsExactly("SourceThrottled", "SourceRecovered");
        assertThat(stored()).isEmpty();
    }

    @Test
    void a_long_wait_is_told_at_once() {
        answer(429, "120");
        rounds(1);
        assertThat(conditions()).containsExactly("SourceThrottled");
    }

    @Test
    void what_was_told_is_not_told_again_by_who_goes_on() {
        answer(503, "5");
        rounds(12);
        right.revoke(id);
        rounds(12);
        assertThat(conditions()).containsExactly("SourceThrottled");
        right.revoke(id);
        work();
        rounds(30);
        assertThat(conditions()).containsExactly("SourceThrottled", "SourceRecovered");

        answer(503, "5");
        rounds(12);
        assertThat(conditions()).containsExactly("SourceThrottled", "SourceRecovered", "SourceThrottled");
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
        assertThat(conditions()).containsExactly("SourceThrottled");
    }

    @Test
    void a_refused_token_is_told_once_and_when_it_is_accepted_again() {
        mindstamp.knows("another");
        rounds(3);
        clock.advance(Duration.ofMinutes(16));
        rounds(3);
        assertThat(conditions()).containsExactly("SourceUnauthorized");

        mindstamp.knows(MindstampStub.TOKEN);
        clock.advance(Duration.ofMinutes(16));
        rounds(5);
        assertThat(conditions()).containsExactly("SourceUnauthorized", "SourceRecovered");
    }

    @Test
    void news_that_nobody_looks_at_lag() {
        mindstamp.on("views", MindstampStub.json(422, "{}"));
        rounds(10);
        assertThat(conditions()).isEmpty();
        rounds(60);
        assertThat(conditions()).containsExactly("SourceLagging");
        right.revoke(id);
        rounds(10);
        assertThat(conditions()).containsExactly("SourceLagging");

        work();
        clock.advance(Duration.ofMinutes(5));
        rounds(10);
        assertThat(conditions()).containsExactly("SourceLagging", "SourceRecovered");
    }

    @Test
    void a_paused_account_does_not_lag() {
        given().post(path + "/pause");
        clock.advance(Duration.ofHours(1));
        rounds(3);
        given().post(path + "/resume");
        rounds(3);
        assertThat(conditions()).isEmpty();
    }

    @Test
    void fields_never_seen_before_are_told_at_most_once_a_day() {
        views.add("new", views.now(), 10).put("brand_new", 1);
        rounds(5);
        assertThat(conditions()).containsExactly("SourceSchemaChanged");
        assertThat(documents().getLast().at("/data/reason").asText()).contains("views", "brand_new");
        assertThat(documents().getLast().at("/data/stream").asText()).isEqualTo("views");

        views.add("newer", views.now(), 10).put("brand_newer", 1);
        rounds(5);
        right.revoke(id);
        rounds(5);
        assertThat(conditions()).containsExactly("SourceSchemaChanged");

        clock.advance(Duration.ofHours(25));
        rounds(5);
        assertThat(conditions()).containsExactly("SourceSchemaChanged", "SourceSchemaChanged");
        assertThat(documents().getLast().at("/data/reason").asText())
                .contains("brand_newer")
                .doesNotContain("brand_new,");
        clock.advance(Duration.ofHours(25));
        rounds(5);
        assertThat(conditions()).hasSize(2);
    }

    @Test
    void the_first_row_that_cannot_be_read_is_told() {
        views.add("new", views.now(), 10).putObject("id");
        rounds(5);
        assertThat(conditions()).containsExactly("SourceSchemaChanged");
        assertThat(documents().getLast().at("/data/reason").asText()).contains("cannot be read");
        clock.advance(Duration.ofHours(25));
        right.revoke(id);
        rounds(5);
        assertThat(conditions()).hasSize(1);
    }

    private void work() {
        views.serve();
        OTHERS.forEach(other -> mindstamp.on(other, MindstampStub.json(200, "[]")));
    }

    private void answer(int status, String retryAfter) {
        MindstampStub.Answer answer = MindstampStub.with(status, Map.of("Retry-After", retryAfter), "");
        mindstamp.on("views", answer);
        OTHERS.forEach(other -> mindstamp.on(other, answer));
    }

    private List<String> conditions() {
        return documents().stream()
                .map(event -> event.path("type").asText().replace("dev.tidemark.", ""))
                .toList();
    }

    private List<JsonNode> documents() {
        return told().stream()
                .filter(event -> event.type().isOperational())
                .map(event -> Json.read(event.document()))
                .toList();
    }

    private List<String> stored() {
        return QuarkusTransaction.requiringNew()
                .call(() -> sql.query(
                        "select kind from source_condition where account_id = ?", row -> row.getString(1), id));
    }
}
