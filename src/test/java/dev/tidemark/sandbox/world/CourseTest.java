package dev.tidemark.sandbox.world;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.tidemark.platform.Json;
import dev.tidemark.sandbox.authored.Video;
import dev.tidemark.sandbox.row.Row;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;

class CourseTest {
    private static final Instant START = Instant.parse("2022-01-01T05:12:32.120Z");

    private final World world = new World(new World.Plan(1, START, Scenario.COURSE, 1, true, World.MOST_VIEWS, 0));
    private final List<String> lessons = world.sharing().series().rows().getFirst().videos().stream()
            .map(Video::id)
            .toList();

    @Test
    void five_short_lessons_end_in_a_graded_quiz() {
        List<Video> videos = world.sharing().series().rows().getFirst().videos();
        assertThat(videos).hasSize(5).allMatch(video -> video.duration() <= 120);
        assertThat(videos).allSatisfy(video -> {
            assertThat(video.graded()).isTrue();
            assertThat(video.items().getLast().correct()).isNotNull();
            assertThat(video.items().getLast().finish()).isLessThanOrEqualTo(video.duration());
        });
        assertThat(world.sharing().groups().rows()).hasSize(2);
    }

    @Test
    void learners_take_the_lessons_in_order_and_one_at_a_time() {
        for (List<JsonNode> taken : perLearner().values()) {
            int lesson = 0;
            for (int i = 0; i < taken.size(); i++) {
                if (i > 0 && taken.get(i - 1).get("percentage").intValue() >= 90) {
                    lesson++;
                }
                assertThat(taken.get(i).get("video_id").textValue()).isEqualTo(lessons.get(lesson));
            }
        }
    }

    @Test
    void some_finish_some_give_up_and_some_repeat() {
        Map<String, List<JsonNode>> learners = perLearner();
        long finished = learners.values().stream()
                .filter(taken -> taken.getLast().get("video_id").textValue().equals(lessons.getLast())
                        && taken.getLast().get("percentage").intValue() >= 90)
                .count();
        long first =
                learners.values().stream().filter(taken -> taken.size() == 1).count();
        assertThat(finished).isBetween(learners.size() / 20L, learners.size() / 2L);
        assertThat(first).isBetween(learners.size() / 20L, learners.size() / 2L);
        assertThat(learners.values().stream().filter(taken -> taken.size() > lessons.size()))
                .isNotEmpty();
    }

    @Test
    void a_learner_is_known_belongs_to_one_group_and_was_invited_before() {
        Map<String, List<JsonNode>> learners = perLearner();
        Map<String, String> invited = new HashMap<>();
        for (JsonNode fact : world.ledger(0, Integer.MAX_VALUE).get("items")) {
            if (fact.get("fact").textValue().equals("series-invited")) {
                invited.put(
                        fact.get("detail").get("email").textValue(),
                        fact.get("at").textValue());
            }
        }
        Set<String> groups = new HashSet<>();
        for (List<JsonNode> taken : learners.values()) {
            JsonNode first = taken.getFirst();
            assertThat(taken)
                    .allMatch(view -> view.get("group_id").equals(first.get("group_id"))
                            && view.get("viewer_email").equals(first.get("viewer_email")));
            groups.add(first.get("group_id").textValue());
            assertThat(invited.get(first.get("viewer_email").textValue()))
                    .isLessThanOrEqualTo(first.get("created_at").textValue());
        }
        assertThat(groups).hasSize(2);
        assertThat(invited).hasSize(learners.size() + 11);
    }

    @Test
    void who_is_invited_by_a_call_comes_as_well() {
        world.advanceTo(START.plusSeconds(10));
        String series = world.sharing().series().rows().getFirst().id();
        world.sharing()
                .invite(series, Json.object().put("email", "late@acme.example").put("name", "Late Comer"), world.now());
        world.advanceTo(START.plusSeconds(3_600));
        assertThat(views())
                .anyMatch(view -> view.get("viewer_email").asText().equals("late@acme.example")
                        && view.get("viewer_name").asText().equals("Late Comer"));
    }

    @Test
    void the_same_seed_tells_the_same_story_however_often_it_is_asked() {
        World often = new World(new World.Plan(1, START, Scenario.COURSE, 1, true, World.MOST_VIEWS, 0));
        for (int second = 0; second < 3_600; second += 7) {
            often.advanceTo(START.plusSeconds(second));
        }
        often.advanceTo(START.plusSeconds(3_600));
        world.advanceTo(START.plusSeconds(3_600));
        assertThat(often.ledger(0, Integer.MAX_VALUE)).isEqualTo(world.ledger(0, Integer.MAX_VALUE));
        assertThat(Newest.first(often.views())).isEqualTo(Newest.first(world.views()));
    }

    /** Their views in order, after a day and with everybody gone. */
    private Map<String, List<JsonNode>> perLearner() {
        world.advanceTo(START.plusSeconds(12 * 3_600));
        world.arrivals(false);
        world.advanceTo(START.plusSeconds(14 * 3_600));
        Map<String, List<JsonNode>> taken = new LinkedHashMap<>();
        for (JsonNode view : views().reversed()) {
            taken.computeIfAbsent(view.get("viewer_id").textValue(), _ -> new ArrayList<>())
                    .add(view);
        }
        assertThat(taken).hasSizeGreaterThan(500);
        return taken;
    }

    private List<JsonNode> views() {
        List<? extends Row> rows = world.views();
        return StreamSupport.stream(Newest.first(rows).spliterator(), false).toList();
    }
}
