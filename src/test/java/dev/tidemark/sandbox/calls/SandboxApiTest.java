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

class SandboxApiTest {
    private static final String TOKEN = "Bearer sandbox-token";

    private final HandClock clock = new HandClock(Instant.parse("2026-01-02T03:04:05Z"));
    private final SandboxApi api = new SandboxApi(new Desk(new Sandbox(TestConfig.withHistory(250), clock), clock));

    @Test
    void a_missing_token_is_401() {
        assertThat(api.views(null, null, null).getStatus()).isEqualTo(401);
        assertThat(api.me("sandbox-token").getStatus()).isEqualTo(401);
    }

    @Test
    void a_wrong_token_is_401_and_costs_the_right_one_nothing() {
        for (int i = 0; i < 200; i++) {
            Response answer = api.views("Bearer sandbox-tokem", null, null);
            assertThat(answer.getStatus()).isEqualTo(401);
            assertThat(body(answer)).isEqualTo(body("{\"error\":\"not authorized\"}"));
        }
        assertThat(api.me(TOKEN).getStatus()).isEqualTo(200);
    }

    @Test
    void an_unknown_id_is_404() {
        assertThat(api.view(TOKEN, "nobody").getStatus()).isEqualTo(404);
        assertThat(api.interactionsOfView(TOKEN, "nobody", null, null).getStatus())
                .isEqualTo(404);
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
            assertThat(api.interactions(TOKEN, null, bad).getStatus()).as(bad).isEqualTo(422);
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
        assertThat(body(api.interactionsOfView(TOKEN, id, null, null)))
                .hasSize(view.get("interaction_count").intValue())
                .allMatch(row -> row.get("view_id").textValue().equals(id));
        assertThat(body(api.interactionsOfView(TOKEN, id, "1", "1"))).hasSize(1);
    }

    @Test
    void videos_and_viewers_come_all_at_once() {
        assertThat(body(api.videos(TOKEN))).hasSize(6);
        assertThat(body(api.viewers(TOKEN))).hasSizeGreaterThan(100);
    }

    @Test
    void the_hundred_and_first_call_of_a_minute_is_503_without_retry_after() {
        for (int i = 0; i < 100; i++) {
            assertThat(api.me(TOKEN).getStatus()).isEqualTo(200);
        }
        Response refused = api.me(TOKEN);
        assertThat(refused.getStatus()).isEqualTo(503);
        assertThat(refused.getHeaders()).doesNotContainKey("Retry-After");
        clock.turn(Duration.ofMinutes(1));
        assertThat(api.me(TOKEN).getStatus()).isEqualTo(200);
    }

    @Test
    void the_date_of_an_answer_is_the_clocks() {
        assertThat(api.me(TOKEN).getHeaderString("Date")).isEqualTo("Fri, 02 Jan 2026 03:04:05 GMT");
        assertThat(api.me(null).getHeaderString("Date")).isEqualTo("Fri, 02 Jan 2026 03:04:05 GMT");
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
