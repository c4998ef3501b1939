package dev.tidemark.sandbox.calls;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.tidemark.platform.Json;
import dev.tidemark.sandbox.HandClock;
import dev.tidemark.sandbox.Sandbox;
import dev.tidemark.sandbox.TestConfig;
import jakarta.ws.rs.core.Response;
import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.StreamSupport;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class ViewCallsTest {
    private static final String TOKEN = "Bearer sandbox-token";

    private final HandClock clock = new HandClock(Instant.parse("2026-01-02T03:04:05Z"));
    private final Desk desk = new Desk(new Sandbox(TestConfig.withHistory(250), clock), clock);
    private final ViewCalls api = new ViewCalls(desk);
    private final UserCalls user = new UserCalls(desk);
    private final InteractionCalls events = new InteractionCalls(desk);

    @Test
    void a_missing_token_is_401() {
        assertThat(api.views(null, null, null).getStatus()).isEqualTo(401);
        assertThat(user.me("sandbox-token").getStatus()).isEqualTo(401);
    }

    @Test
    void a_wrong_token_is_401_and_costs_the_right_one_nothing() {
        for (int i = 0; i < 200; i++) {
            Response answer = api.views("Bearer sandbox-tokem", null, null);
            assertThat(answer.getStatus()).isEqualTo(401);
            assertThat(body(answer)).isEqualTo(body("{\"error\":\"not authorized\"}"));
        }
        assertThat(user.me(TOKEN).getStatus()).isEqualTo(200);
    }

    @Test
    void an_unknown_id_is_404() {
        assertThat(api.view(TOKEN, "nobody").getStatus()).isEqualTo(404);
        assertThat(api.interactions(TOKEN, "nobody", null, null).getStatus()).isEqualTo(404);
    }

    @Test
    void a_page_has_25_rows_unless_asked_and_never_more_than_100() {
        assertThat(views(null, null)).hasSize(25);
        assertThat(views("7", null)).hasSize(7);
        assertThat(views("0", null)).isEmpty();
        assertThat(views("1000", null)).hasSize(100);
        assertThat(views("99999999999999999999", "200")).hasSize(50);
    }

    @Test
    void past_the_end_is_an_empty_array() {
        assertThat(views(null, "250")).isEmpty();
        assertThat(views(null, "99999999999999999999")).isEmpty();
    }

    @Test
    void a_limit_or_offset_that_is_no_whole_number_is_422() {
        for (String bad : List.of("-1", "ten", "1.5", "", " 1", "+1", "١")) {
            assertThat(api.views(TOKEN, bad, null).getStatus()).as(bad).isEqualTo(422);
            assertThat(events.interactions(TOKEN, null, bad).getStatus())
                    .as(bad)
                    .isEqualTo(422);
        }
    }

    @Test
    void pages_cover_all_rows_once_newest_first() {
        Set<String> ids = new HashSet<>();
        String last = "9999";
        for (int offset = 0; offset < 250; offset += 40) {
            for (JsonNode view : views("40", String.valueOf(offset))) {
                assertThat(ids.add(view.get("id").textValue())).isTrue();
                assertThat(view.get("created_at").textValue()).isLessThanOrEqualTo(last);
                last = view.get("created_at").textValue();
            }
        }
        assertThat(ids).hasSize(250);
    }

    @Test
    void a_view_and_its_interactions_are_found_by_id() {
        JsonNode view = StreamSupport.stream(views("100", null).spliterator(), false)
                .filter(each -> each.get("interaction_count").intValue() > 1)
                .findFirst()
                .orElseThrow();
        String id = view.get("id").textValue();
        assertThat(body(api.view(TOKEN, id))).isEqualTo(view);
        assertThat(body(api.interactions(TOKEN, id, null, null)))
                .hasSize(view.get("interaction_count").intValue())
                .allMatch(row -> row.get("view_id").textValue().equals(id));
        assertThat(body(api.interactions(TOKEN, id, "1", "1"))).hasSize(1);
    }

    @Test
    void summaries_count_what_the_rows_say() {
        JsonNode all = body(api.summary(TOKEN));
        long watched = 0;
        int completed = 0;
        for (int offset = 0; offset < 250; offset += 100) {
            for (JsonNode view : views("100", String.valueOf(offset))) {
                watched += view.get("watched").intValue();
                completed += view.get("percentage").intValue() >= 90 ? 1 : 0;
            }
        }
        assertThat(all.toString())
                .isEqualTo("{\"views\":250,\"watched\":" + watched + ",\"completed\":" + completed + "}");
    }

    @Test
    void the_month_is_the_calendars_and_the_week_the_past_seven_days() {
        assertThat(body(api.month(TOKEN)).get("views").longValue()).isEqualTo(createdSince("2026-01-01T00:00:00.000Z"));
        assertThat(body(api.week(TOKEN)).get("views").longValue()).isEqualTo(createdSince("2025-12-26T03:04:05.000Z"));
        assertThat(createdSince("2026-01-01T00:00:00.000Z")).isBetween(1L, 8L);
    }

    private long createdSince(String time) {
        return StreamSupport.stream(views("100", null).spliterator(), false)
                .filter(view -> view.get("created_at").textValue().compareTo(time) >= 0)
                .count();
    }

    @Test
    void the_hundred_and_first_call_of_a_minute_is_503_without_retry_after() {
        for (int i = 0; i < 100; i++) {
            assertThat(user.me(TOKEN).getStatus()).isEqualTo(200);
        }
        Response refused = user.me(TOKEN);
        assertThat(refused.getStatus()).isEqualTo(503);
        assertThat(refused.getHeaders()).doesNotContainKey("Retry-After");
        clock.turn(Duration.ofMinutes(1));
        assertThat(user.me(TOKEN).getStatus()).isEqualTo(200);
    }

    @Test
    void the_date_of_an_answer_is_the_clocks() {
        assertThat(user.me(TOKEN).getHeaderString("Date")).isEqualTo("Fri, 02 Jan 2026 03:04:05 GMT");
        assertThat(user.me(null).getHeaderString("Date")).isEqualTo("Fri, 02 Jan 2026 03:04:05 GMT");
    }

    @Test
    void an_emoji_goes_out_as_utf8() {
        String flag = views("1", null).get(0).get("flag").textValue();
        byte[] answer = (byte[]) api.views(TOKEN, "1", null).getEntity();
        assertThat(new String(answer, UTF_8)).contains("\"flag\":\"" + flag + "\"");
    }

    @Test
    void each_call_shows_the_account_as_of_now() {
        String before = views("1", null).get(0).get("id").textValue();
        clock.turn(Duration.ofSeconds(2));
        assertThat(views("1", null).get(0).get("id").textValue()).isNotEqualTo(before);
    }

    private JsonNode views(@Nullable String limit, @Nullable String offset) {
        return body(api.views(TOKEN, limit, offset));
    }

    private static JsonNode body(Response answer) {
        return Json.read((byte[]) answer.getEntity());
    }

    private static JsonNode body(String json) {
        return Json.read(json.getBytes(UTF_8));
    }
}
