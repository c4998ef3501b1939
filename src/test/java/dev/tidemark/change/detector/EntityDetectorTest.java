package dev.tidemark.change.detector;

import static dev.tidemark.change.detector.Scene.CUTOFF;
import static dev.tidemark.change.detector.Told.facts;
import static dev.tidemark.change.detector.Told.names;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tidemark.change.ChangeDetector;
import dev.tidemark.change.Observation.FirstWalk;
import dev.tidemark.change.RowState.Phase;
import dev.tidemark.event.ChangeEvent;
import dev.tidemark.mindstamp.row.AccessList;
import dev.tidemark.mindstamp.row.Group;
import dev.tidemark.mindstamp.row.Plink;
import dev.tidemark.mindstamp.row.Row;
import dev.tidemark.mindstamp.row.Series;
import dev.tidemark.mindstamp.row.Video;
import dev.tidemark.mindstamp.row.Viewer;
import dev.tidemark.platform.Json;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BiFunction;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** Viewers, videos, groups, series, P-Links and access lists come, change and go. */
class EntityDetectorTest {
    static Stream<Arguments> kinds() {
        return Stream.of(
                kind(Detectors.VIEWERS, Viewer::new, "name", "viewers", "ViewerCreated,ViewerUpdated,ViewerDeleted"),
                kind(Detectors.VIDEOS, Video::new, "title", "videos", "VideoCreated,VideoUpdated,VideoDeleted"),
                kind(Detectors.GROUPS, Group::new, "anything", "groups", "GroupCreated,GroupUpdated,GroupDeleted"),
                kind(Detectors.SERIES, Series::new, "anything", "series", "SeriesCreated,SeriesUpdated,SeriesDeleted"),
                kind(Detectors.PLINKS, Plink::new, "status", "plink", "PlinkCreated,PlinkStatusChanged"),
                kind(
                        Detectors.ACCESS_LISTS,
                        AccessList::new,
                        "name",
                        "accessLists",
                        "AccessListCreated,AccessListDeleted"));
    }

    private static <R extends Row> Arguments kind(
            ChangeDetector<R> detector, BiFunction<String, ObjectNode, R> row, String field, String path, String told) {
        return Arguments.of(detector, row, field, path, told);
    }

    @ParameterizedTest
    @MethodSource("kinds")
    <R extends Row> void a_row_comes_changes_and_goes(
            ChangeDetector<R> detector, BiFunction<String, ObjectNode, R> row, String field, String path, String told) {
        Scene<R> scene = new Scene<>(detector);
        List<ChangeEvent> events = new ArrayList<>(scene.see(row.apply("x", fields(field, "a"))));
        assertThat(scene.known("x").phase()).isEqualTo(Phase.SETTLED);
        events.addAll(scene.later(10).see(row.apply("x", fields(field, "b"))));
        events.addAll(scene.later(300).gone("x"));

        assertThat(names(events)).containsExactly(told.split(","));
        assertThat(events).allSatisfy(event -> {
            assertThat(event.subject()).isEqualTo(path + "/x");
            assertThat(event.partitionKey()).isEqualTo("x");
        });
        assertThat(scene.known("x").phase()).isEqualTo(Phase.GONE);
    }

    @ParameterizedTest
    @MethodSource("kinds")
    <R extends Row> void history_is_learned_silently_and_its_changes_are_told(
            ChangeDetector<R> detector, BiFunction<String, ObjectNode, R> row, String field, String path, String told) {
        Scene<R> scene = new Scene<>(detector).learning(FirstWalk.BASELINE);
        R old = row.apply(
                "x", fields(field, "a").put("created_at", CUTOFF.minusSeconds(1).toString()));
        assertThat(scene.see(old)).isEmpty();

        R other = row.apply(
                "x", fields(field, "b").put("created_at", CUTOFF.minusSeconds(1).toString()));

        assertThat(scene.later(10).see(other)).hasSize(told.contains("Updated") || told.contains("Status") ? 1 : 0);
    }

    @Test
    void a_change_tells_what_it_was() {
        Scene<Group> scene = new Scene<>(Detectors.GROUPS);
        scene.see(new Group("x", fields("name", "a")));

        ChangeEvent event =
                scene.later(10).see(new Group("x", fields("name", "b"))).getFirst();

        assertThat(facts(event).change()).containsOnlyKeys("name");
        assertThat(facts(event).change().get("name").from().asText()).isEqualTo("a");
        assertThat(facts(event).unchangedAt()).isEqualTo(CUTOFF.plusSeconds(60));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "videos | 3",
                "videos | [1]",
                "invited | 2",
                "entries | [{}]",
                "views | 7",
                "member_count | 3",
                "last_viewed_at | '2026-01-01T05:00:00Z'",
                "updated_at | '2026-01-01T05:00:50Z'",
                "nothing | null"
            })
    void an_amount_or_date_that_moves_by_itself_is_no_change_of_a_group(String field, String value) {
        Scene<Group> scene = new Scene<>(Detectors.GROUPS);
        scene.see(new Group("x", fields("name", "a")));
        ObjectNode moved = fields("name", "a");
        moved.set(field, json(value));

        assertThat(scene.later(10).page(new Group("x", moved)).seen()).hasSize(field.equals("updated_at") ? 0 : 1);
        assertThat(scene.known("x").revision()).isEqualTo(1);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {"videos | 'all'", "position | 3", "is_private | true", "archived_at | '2026-01-01T05:00:00Z'"})
    void any_other_field_of_a_group_counts(String field, String value) {
        Scene<Group> scene = new Scene<>(Detectors.GROUPS);
        scene.see(new Group("x", fields("name", "a")));
        ObjectNode changed = fields("name", "a");
        changed.set(field, json(value));

        assertThat(names(scene.later(10).see(new Group("x", changed)))).containsExactly("GroupUpdated");
    }

    @Test
    void what_else_changes_of_a_p_link_is_stored_and_not_told() {
        Scene<Plink> scene = new Scene<>(Detectors.PLINKS);
        scene.see(new Plink("x", fields("name", "a").put("status", "active")));

        assertThat(scene.later(10).see(new Plink("x", fields("name", "b").put("status", "active"))))
                .isEmpty();
        assertThat(scene.known("x").revision()).isEqualTo(2);
    }

    @Test
    void a_later_date_alone_is_kept_for_its_place_in_the_list() {
        Scene<Group> scene = new Scene<>(Detectors.GROUPS);
        scene.see(new Group("x", fields("name", "a")));
        String date = scene.later(10).now().toString();

        assertThat(scene.see(new Group("x", fields("name", "a").put("updated_at", date))))
                .isEmpty();
        assertThat(scene.known("x").keys().updated()).startsWith("2026-01-01T05:01:10");
    }

    @Test
    void two_changes_to_the_same_form_have_two_ids() {
        Scene<Video> scene = new Scene<>(Detectors.VIDEOS);
        List<ChangeEvent> events = new ArrayList<>();
        for (String title : List.of("a", "b", "a", "b")) {
            events.addAll(scene.later(61).see(new Video("x", fields("title", title))));
        }

        assertThat(names(events)).containsExactly("VideoCreated", "VideoUpdated", "VideoUpdated", "VideoUpdated");
        assertThat(events).extracting(ChangeEvent::id).doesNotHaveDuplicates();
    }

    private static JsonNode json(String value) {
        return Json.read(value.replace('\'', '"').getBytes(UTF_8));
    }

    private static ObjectNode fields(String field, String value) {
        return Json.object()
                .put("id", "x")
                .put(field, value)
                .put("created_at", CUTOFF.plusSeconds(1).toString());
    }
}
