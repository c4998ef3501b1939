package dev.tidemark.sandbox.world;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tidemark.sandbox.row.Row;
import dev.tidemark.sandbox.row.Times;
import dev.tidemark.sandbox.shelf.Table;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class RowsTest {
    private static final Instant START = Instant.parse("2022-01-01T05:12:32.120Z");
    private static final List<String> VIEW = List.of(
            "id",
            "owner_id",
            "video_id",
            "video_token",
            "video_title",
            "started",
            "finished",
            "elapsed",
            "watched",
            "percentage",
            "last_point",
            "furthest_point",
            "viewer_id",
            "viewer_name",
            "viewer_email",
            "viewer_phone",
            "viewer_custom_id",
            "interaction_count",
            "city",
            "region",
            "country",
            "flag",
            "url",
            "browser",
            "screen_width",
            "screen_height",
            "participation",
            "correctness",
            "plink_id",
            "tag1",
            "tag2",
            "tag3",
            "tag4",
            "tag5",
            "group_id",
            "video_owner_id",
            "export_count",
            "variables",
            "created_at",
            "updated_at");
    private static final List<String> INTERACTION = List.of(
            "id",
            "video_title",
            "type_of",
            "value",
            "time",
            "finish",
            "parent_id",
            "parent_type",
            "parent_value",
            "click_action",
            "click_value",
            "viewer_name",
            "viewer_email",
            "viewer_phone",
            "viewer_custom_id",
            "style",
            "answers",
            "correct_answer",
            "correct",
            "view_id",
            "video_id",
            "viewer_id",
            "url",
            "group_id",
            "video_owner_id",
            "export_count",
            "variables",
            "created_at",
            "updated_at");

    private final World world = new World(new World.Plan(1, START, Scenario.STEADY, 1, true, 200, 0));

    RowsTest() {
        world.advanceTo(START.plusSeconds(36_000));
    }

    @Test
    void every_row_has_every_field_in_the_documented_order() {
        for (JsonNode view : Newest.first(world.views())) {
            assertThat(fields(view)).containsExactlyElementsOf(VIEW);
        }
        for (JsonNode interaction : Newest.first(world.interactions())) {
            assertThat(fields(interaction)).containsExactlyElementsOf(INTERACTION);
        }
        assertThat(fields(Newest.first(world.viewers()).get(0)))
                .containsExactly(
                        "id", "name", "email", "phone", "owner_id", "user_id", "custom_id", "created_at", "updated_at");
    }

    @Test
    void started_and_finished_are_in_the_odd_text_without_a_padded_day() {
        assertThat(Times.odd(START)).isEqualTo("Sat, 1 Jan 2022 05:12:32 UTC +00:00");
        assertThat(Times.odd(Instant.parse("2026-09-30T23:59:59.999Z")))
                .isEqualTo("Wed, 30 Sep 2026 23:59:59 UTC +00:00");
        JsonNode first = Newest.first(world.views(), 199, 1).get(0);
        assertThat(first.get("started").textValue()).isEqualTo("Sat, 1 Jan 2022 05:12:33 UTC +00:00");
        assertThat(first.get("created_at").textValue()).isEqualTo("2022-01-01T05:12:33.120Z");
    }

    @Test
    void elapsed_is_finished_minus_started_and_exceeds_what_was_watched() {
        for (JsonNode view : Newest.first(world.views())) {
            assertThat(view.get("elapsed").intValue() + 1)
                    .isGreaterThanOrEqualTo(view.get("watched").intValue());
        }
    }

    @Test
    void screens_are_strings_and_flags_are_emoji() {
        JsonNode view = Newest.first(world.views(), 0, 1).get(0);
        assertThat(view.get("screen_width").isTextual()).isTrue();
        assertThat(view.get("flag").textValue().codePoints()).hasSize(2).allMatch(point -> point > 0xffff);
    }

    @Test
    void a_free_response_is_a_reply_and_the_rest_are_clicks() {
        Set<String> kinds = new HashSet<>();
        Set<String> styles = new HashSet<>();
        for (JsonNode row : Newest.first(world.interactions())) {
            boolean free = row.get("style").asText().equals("free");
            assertThat(row.get("type_of").textValue()).isEqualTo(free ? "reply" : "click");
            assertThat(row.get("answers").isNull())
                    .isEqualTo(free || !row.get("parent_type").textValue().equals("question"));
            assertThat(row.get("correct").isNull())
                    .isEqualTo(row.get("correct_answer").isNull());
            kinds.add(row.get("parent_type").textValue());
            styles.add(row.get("style").asText());
        }
        assertThat(kinds).containsExactlyInAnyOrder("question", "button", "hotspot", "image", "text");
        assertThat(styles).contains("multiple", "free", "rating", "poll", "likert", "number");
    }

    @Test
    void an_interaction_keeps_the_identity_of_its_moment() {
        boolean unknownThen = false;
        for (JsonNode row : Newest.first(world.interactions())) {
            ObjectNode view =
                    world.view(row.get("view_id").textValue()).orElseThrow().json();
            unknownThen |= row.get("viewer_email").isNull()
                    && !view.get("viewer_email").isNull();
        }
        assertThat(unknownThen).isTrue();
    }

    @Test
    void rows_of_one_millisecond_stand_by_id() {
        Table<Row> table = new Table<>();
        for (String id : List.of("b", "d", "a", "c")) {
            table.add(new Plain(id, START));
        }
        table.add(new Plain("a2", START.plusMillis(1)));
        assertThat(Newest.first(table.rows(), 0, 9).findValuesAsText("id")).containsExactly("a2", "a", "b", "c", "d");
        assertThat(Newest.first(table.rows(), 3, 9).findValuesAsText("id")).containsExactly("c", "d");
        assertThat(Newest.first(table.rows(), 5, 9)).isEmpty();
    }

    private record Plain(String id, Instant createdAt) implements Row {
        @Override
        public Instant updatedAt() {
            return createdAt;
        }

        @Override
        public ObjectNode json() {
            return dev.tidemark.platform.Json.object().put("id", id);
        }
    }

    private static List<String> fields(JsonNode row) {
        return row.propertyStream().map(java.util.Map.Entry::getKey).toList();
    }
}
