package dev.tidemark.sandbox.calls;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.tidemark.platform.Json;
import dev.tidemark.sandbox.HandClock;
import dev.tidemark.sandbox.Sandbox;
import dev.tidemark.sandbox.SandboxConfig;
import dev.tidemark.sandbox.TestConfig;
import dev.tidemark.sandbox.wire.Pause;
import jakarta.ws.rs.core.Response;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.stream.StreamSupport;

/** A simulated account and every call on it. */
final class Account {
    static final String TOKEN = "Bearer sandbox-token";

    final HandClock clock = new HandClock(Instant.parse("2026-01-02T03:04:05Z"));
    final Sandbox sandbox;
    final ViewCalls views;
    final InteractionCalls interactions;
    final VideoCalls videos;
    final ViewerCalls viewers;
    final GroupCalls groups;
    final SeriesCalls series;
    final PLinkCalls plinks;
    final AccessListCalls accessLists;

    Account(int history) {
        this(TestConfig.withHistory(history), _ -> {});
    }

    Account(SandboxConfig config, Pause pause) {
        sandbox = new Sandbox(config, clock);
        Desk desk = new Desk(sandbox, clock, pause);
        views = new ViewCalls(desk);
        interactions = new InteractionCalls(desk);
        videos = new VideoCalls(desk);
        viewers = new ViewerCalls(desk);
        groups = new GroupCalls(desk);
        series = new SeriesCalls(desk);
        plinks = new PLinkCalls(desk);
        accessLists = new AccessListCalls(desk);
    }

    /** A minute later, with new calls to spend. */
    void later() {
        clock.turn(Duration.ofMinutes(1));
    }

    List<JsonNode> facts() {
        return list(sandbox.look(world -> world.ledger(0, Integer.MAX_VALUE)).get("items")).stream()
                .filter(fact -> fact.has("detail"))
                .toList();
    }

    static JsonNode ok(Response answer) {
        return answered(200, answer);
    }

    static JsonNode answered(int status, Response answer) {
        JsonNode body = Json.read((byte[]) answer.getEntity());
        assertThat(answer.getStatus()).as("%s", body).isEqualTo(status);
        return body;
    }

    static void refused(Response answer, String field) {
        assertThat(answered(422, answer).get("error").textValue()).startsWith(field + ": ");
    }

    static List<JsonNode> list(JsonNode rows) {
        return StreamSupport.stream(rows.spliterator(), false).toList();
    }

    static String text(JsonNode row, String field) {
        return row.get(field).textValue();
    }

    static byte[] json(String text) {
        return text.getBytes(UTF_8);
    }
}
