package dev.tidemark.sandbox;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import dev.tidemark.platform.Json;
import dev.tidemark.platform.Problem;
import dev.tidemark.sandbox.quirk.Dial;
import dev.tidemark.sandbox.quirk.Quirks;
import jakarta.ws.rs.core.Response;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
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
                        "world",
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
                        "{\"scenario\":\"steady\",\"seed\":42,\"world\":2,\"speed\":10.0,\"arrivals\":true,\"views\":0,"
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
                .startsWith(
                        "seq",
                        "at",
                        "fact",
                        "view",
                        "viewer",
                        "interaction",
                        "percentage",
                        "parent_type",
                        "type_of",
                        "value")
                .endsWith("subject");
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
    void a_reset_goes_back_to_what_is_configured() {
        SandboxConfig set = TestConfig.with(Map.of("scenario", "messy", "order", "oldest", "error-share", "0.25"));
        SandboxControl messy = new SandboxControl(new Sandbox(set, clock), new Inbox(set, clock));
        assertThat(body(messy.state()).get("order").textValue()).isEqualTo("oldest");
        assertThat(body(messy.state()).get("resume").textValue()).isEqualTo("reopened");
        messy.change(bytes("{\"error_share\": 0, \"resume\": \"new-view\"}"));
        assertThat(body(messy.state()).get("error_share").doubleValue()).isZero();
        JsonNode reset = body(messy.reset(bytes("{\"seed\": 3, \"scenario\": \"quiet\", \"late_share\": 0.5}")));
        assertThat(reset.get("scenario").textValue()).isEqualTo("quiet");
        assertThat(reset.get("order").textValue()).isEqualTo("oldest");
        assertThat(reset.get("error_share").doubleValue()).isEqualTo(0.25);
        assertThat(reset.get("resume").textValue()).isEqualTo("new-view");
        assertThat(reset.get("late_share").doubleValue()).isEqualTo(0.5);
        assertThat(body(messy.reset(bytes("{\"seed\": 3}"))).get("scenario").textValue())
                .isEqualTo("messy");
    }

    @Test
    void every_dial_is_configurable_under_its_own_name() {
        for (Dial<?> dial : Quirks.DIALS) {
            String value = dial.choices().isEmpty() ? "1" : dial.choices().getLast();
            SandboxConfig set = TestConfig.with(Map.of(dial.name().replace('_', '-'), value));
            JsonNode now = body(new SandboxControl(new Sandbox(set, clock), inbox).state())
                    .get(dial.name());
            assertThat(dial.several() ? now.get(0).asText() : now.asText())
                    .as(dial.name())
                    .isIn(value, "1.0");
        }
    }

    @Test
    void a_wrong_setting_stops_the_start_and_is_named() {
        Map<String, String> wrong = Map.of(
                "null-rows", "2",
                "error-share", "-0.1",
                "calls-per-minute", "0",
                "stale-seconds", "61",
                "order", "sideways",
                "absent-fields", "id");
        wrong.forEach((name, value) -> assertThatThrownBy(() -> TestConfig.with(Map.of(name, value)))
                .hasMessageContaining("tidemark.sandbox." + name));
    }

    @Test
    void all_dials_are_turned_or_none() {
        assertNames(control.change(bytes("{\"order\": \"oldest\", \"null_rows\": 1.5}")), "null_rows");
        assertNames(control.change(bytes("{\"order\": null}")), "order");
        assertNames(control.change(bytes("{\"absent_fields\": \"watched\"}")), "absent_fields");
        assertNames(control.change(bytes("{\"calls_per_minute\": 0}")), "calls_per_minute");
        assertThat(body(control.state()).get("order").textValue()).isEqualTo("newest");
        JsonNode changed = put("{\"absent_fields\": [\"watched\", \"updated_at\"], \"null_rows\": 0.5}");
        assertThat(changed.get("absent_fields")).hasToString("[\"updated_at\",\"watched\"]");
        assertThat(put("{}").get("null_rows").doubleValue()).isEqualTo(0.5);
    }

    @Test
    void the_true_rows_come_by_id_in_pages_whatever_is_shown() {
        clock.turn(Duration.ofMinutes(10));
        put("{\"null_rows\": 0.5, \"error_share\": 1, \"absent_fields\": [\"watched\"]}");
        Set<String> ids = new TreeSet<>();
        String after = null;
        JsonNode page;
        do {
            page = body(control.rows("views", after, "7"));
            page.get("items").forEach(row -> {
                assertThat(row.has("watched")).isTrue();
                assertThat(ids.add(row.get("id").textValue())).isTrue();
            });
            after = page.get("next").textValue();
        } while (after != null);
        assertThat(ids).hasSize(body(control.state()).get("views").intValue());
        assertThat(control.rows("chairs", null, null).getStatus()).isEqualTo(404);
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
