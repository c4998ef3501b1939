package dev.tidemark.sandbox;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.tidemark.platform.Json;
import dev.tidemark.platform.Problem;
import jakarta.ws.rs.core.Response;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class SandboxControlTest {
    private final HandClock clock = new HandClock(Instant.parse("2026-01-02T03:04:05Z"));
    private final SandboxConfig config = TestConfig.withHistory(0);
    private final Sandbox sandbox = new Sandbox(config, clock);
    private final Inbox inbox = new Inbox(config, clock);
    private final SandboxControl control = new SandboxControl(sandbox, inbox);

    @Test
    void the_state_counts_rows_and_calls() {
        for (int i = 0; i < 103; i++) {
            sandbox.admit();
        }
        clock.turn(Duration.ofMinutes(10));
        JsonNode state = body(control.state());
        assertThat(state.propertyStream().map(java.util.Map.Entry::getKey))
                .containsExactly(
                        "scenario",
                        "seed",
                        "speed",
                        "arrivals",
                        "views",
                        "interactions",
                        "viewers",
                        "watching",
                        "calls",
                        "refused",
                        "unauthorized",
                        "list_shape",
                        "null_rows",
                        "order",
                        "over_limit",
                        "videos_and_viewers",
                        "past_end",
                        "throttling",
                        "calls_per_minute",
                        "calls_per_hour",
                        "date_text",
                        "absent_fields",
                        "interaction_rows",
                        "running_views",
                        "identification",
                        "resume",
                        "resume_share",
                        "videos_by",
                        "deletion",
                        "deletions_per_hour",
                        "error_share",
                        "timeout_share",
                        "timeout_seconds",
                        "truncated_share",
                        "slow_share",
                        "slow_ms",
                        "slowness",
                        "stale_share",
                        "stale_seconds",
                        "short_page_share",
                        "late_share",
                        "late_seconds",
                        "date_skew_seconds",
                        "created_skew_seconds",
                        "dealt",
                        "values");
        assertThat(state.get("scenario").textValue()).isEqualTo("steady");
        assertThat(state.get("views").intValue()).isBetween(30, 90);
        assertThat(state.get("watching").intValue()).isPositive();
        assertThat(state.get("calls").intValue()).isEqualTo(100);
        assertThat(state.get("refused").intValue()).isEqualTo(3);
    }

    @Test
    void a_higher_speed_counts_from_now_on() {
        clock.turn(Duration.ofSeconds(100));
        int before = body(control.state()).get("views").intValue();
        assertThat(put("{\"speed\": 100}").get("speed").doubleValue()).isEqualTo(100);
        assertThat(body(control.state()).get("views").intValue()).isEqualTo(before);
        clock.turn(Duration.ofSeconds(10));
        assertThat(body(control.state()).get("views").intValue()).isBetween(before + 60, before + 160);
    }

    @Test
    void without_arrivals_watching_comes_to_nothing() {
        clock.turn(Duration.ofMinutes(5));
        put("{\"arrivals\": false}");
        clock.turn(Duration.ofHours(1));
        JsonNode state = body(control.state());
        assertThat(state.get("arrivals").booleanValue()).isFalse();
        assertThat(state.get("watching").intValue()).isZero();
    }

    @Test
    void a_reset_starts_at_nothing_and_stops_after_so_many_viewers() {
        clock.turn(Duration.ofMinutes(5));
        sandbox.admit();
        inbox.receive(new SignatureCheck.Headers("msg", "", ""), new Inbox.Labels(null, null), new byte[0]);
        Response answer = control.reset(bytes("{\"seed\": 42, \"speed\": 10, \"viewers\": 12}"));
        assertThat(new String((byte[]) answer.getEntity(), UTF_8))
                .startsWith(
                        "{\"scenario\":\"steady\",\"seed\":42,\"speed\":10.0,\"arrivals\":true,\"views\":0,"
                                + "\"interactions\":0,\"viewers\":0,\"watching\":0,\"calls\":0,\"refused\":0,\"unauthorized\":0,");
        assertThat(body(control.ledger(null, null, null, null)).toString()).isEqualTo("{\"items\":[],\"next\":null}");
        assertThat(inbox.list().get("items")).isEmpty();
        clock.turn(Duration.ofHours(1));
        JsonNode later = body(control.state());
        assertThat(later.get("views").intValue()).isEqualTo(12);
        assertThat(later.get("arrivals").booleanValue()).isFalse();
    }

    @Test
    void a_reset_to_no_viewers_stays_empty() {
        control.reset(bytes("{\"seed\": 1, \"viewers\": 0}"));
        put("{\"arrivals\": true}");
        clock.turn(Duration.ofHours(1));
        assertThat(body(control.state()).get("views").intValue()).isZero();
    }

    @Test
    void the_ledger_is_read_in_pages_to_its_end() {
        clock.turn(Duration.ofMinutes(3));
        long after = 0;
        long expected = 1;
        JsonNode page;
        do {
            page = body(control.ledger(String.valueOf(after), "50", null, null));
            for (JsonNode fact : page.get("items")) {
                assertThat(fact.get("seq").longValue()).isEqualTo(expected++);
            }
            after = page.get("next").longValue();
        } while (!page.get("next").isNull());
        assertThat(expected).isGreaterThan(100);
        assertThat(body(control.ledger(String.valueOf(expected), null, null, null))
                        .get("items"))
                .isEmpty();
        assertThat(page.get("items").get(0).propertyStream().map(java.util.Map.Entry::getKey))
                .containsExactly(
                        "seq",
                        "at",
                        "fact",
                        "view",
                        "interaction",
                        "percentage",
                        "parent_type",
                        "type_of",
                        "value",
                        "subject");
    }

    @Test
    void what_is_wrong_is_named() {
        assertNames(control.change(bytes("{\"pace\": 3}")), "pace");
        assertNames(control.change(bytes("{\"seed\": 3}")), "seed");
        assertNames(control.change(bytes("{\"speed\": 0.001}")), "speed");
        assertNames(control.change(bytes("{\"speed\": \"fast\"}")), "speed");
        assertNames(control.change(bytes("{\"speed\": null}")), "speed");
        assertNames(control.change(bytes("{\"arrivals\": 1}")), "arrivals");
        assertNames(control.change(bytes("[]")), "body");
        assertNames(control.change(bytes("{")), "body");
        assertNames(control.change(bytes("")), "body");
        assertNames(control.reset(bytes("{}")), "seed");
        assertNames(control.reset(bytes("{\"seed\": 1.5}")), "seed");
        assertNames(control.reset(bytes("{\"seed\": 1, \"viewers\": -1}")), "viewers");
        assertNames(control.ledger("x", null, null, null), "after");
        assertNames(control.ledger(null, "10001", null, null), "limit");
    }

    @Test
    void switched_off_nothing_below_sandbox_exists() {
        assertThat(SandboxGate.refusal("/sandbox/control").orElseThrow().getStatus())
                .isEqualTo(404);
        assertThat(SandboxGate.refusal("sandbox/api/v1/views")).isPresent();
        assertThat(SandboxGate.refusal("/sandbox")).isPresent();
        assertThat(SandboxGate.refusal("/sandboxes")).isEmpty();
        assertThat(SandboxGate.refusal("/api/v1/events")).isEmpty();
    }

    private JsonNode put(String json) {
        return body(control.change(bytes(json)));
    }

    private static void assertNames(Response answer, String field) {
        assertThat(answer.getStatus()).isEqualTo(422);
        assertThat(answer.getMediaType()).hasToString(Problem.MEDIA_TYPE);
        assertThat(body(answer).get("errors").get(0).get("field").textValue()).isEqualTo(field);
    }

    private static byte[] bytes(String json) {
        return json.getBytes(UTF_8);
    }

    private static JsonNode body(Response answer) {
        return Json.read((byte[]) answer.getEntity());
    }
}
