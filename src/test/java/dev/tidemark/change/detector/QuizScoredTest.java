package dev.tidemark.change.detector;

import static dev.tidemark.change.detector.Told.names;
import static dev.tidemark.change.detector.Views.view;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tidemark.change.Observation.FirstWalk;
import dev.tidemark.event.ChangeEvent;
import dev.tidemark.mindstamp.row.View;
import dev.tidemark.platform.Json;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The score of an ended view: of its answers, or what Mindstamp itself says. */
class QuizScoredTest {
    private final Scene<View> scene = new Scene<>(Detectors.VIEWS);

    @Test
    void right_and_wrong_answers_are_counted_when_the_view_ends() {
        scene.answered("v1", answers("true", "false", "true", "null", "true"));

        List<ChangeEvent> events = end(view(95, scene.now()));

        assertThat(names(events)).containsExactly("ViewEnded true", "QuizScored 3+1/5=75");
        assertThat(events.getLast().subject()).isEqualTo("views/v1");
        assertThat(events.getLast().partitionKey()).isEqualTo("v1");
    }

    @Test
    void clicks_are_no_answers() {
        ObjectNode click = Json.object().put("parent_type", "button").put("correct", true);
        scene.answered("v1", List.of(Json.write(click)));

        assertThat(names(end(view(95, scene.now())))).containsExactly("ViewEnded true");
    }

    @ParameterizedTest
    @CsvSource({"2, 1, 67", "1, 2, 33", "1, 1, 50", "0, 3, 0", "1, 0, 100"})
    void the_share_is_rounded(int right, int wrong, int share) {
        String[] all = Stream.concat(
                        Stream.generate(() -> "true").limit(right),
                        Stream.generate(() -> "false").limit(wrong))
                .toArray(String[]::new);
        scene.answered("v1", answers(all));

        assertThat(names(end(view(95, scene.now()))).getLast()).endsWith("=" + share);
    }

    @Test
    void what_mindstamp_says_counts_where_no_answer_is_known() {
        assertThat(names(end(Views.with(view(95, scene.now()), "correctness", "50"))))
                .containsExactly("ViewEnded true", "QuizScored 0+0/0=50");
    }

    @Test
    void answers_count_more_than_what_mindstamp_says() {
        scene.answered("v1", answers("true"));

        assertThat(names(end(Views.with(view(95, scene.now()), "correctness", "50"))))
                .endsWith("QuizScored 1+0/1=100");
    }

    @ParameterizedTest
    @CsvSource({"-1", "101", "good"})
    void a_share_that_is_none_says_nothing(String correctness) {
        assertThat(names(end(Views.with(view(95, scene.now()), "correctness", correctness))))
                .containsExactly("ViewEnded true");
    }

    @Test
    void answers_that_are_neither_right_nor_wrong_are_no_quiz() {
        scene.answered("v1", answers("null", "null"));

        assertThat(names(end(view(95, scene.now())))).containsExactly("ViewEnded true");
    }

    @Test
    void a_view_that_ends_again_is_scored_again_under_another_id() {
        scene.answered("v1", answers("true"));
        ChangeEvent first = end(view(95, scene.now())).getLast();

        ChangeEvent second = end(view(97, scene.now())).getLast();

        assertThat(names(List.of(first, second))).containsOnly("QuizScored 1+0/1=100");
        assertThat(second.id()).isNotEqualTo(first.id());
    }

    @Test
    void history_that_is_told_is_scored_too() {
        View old = view("v1", 95, Scene.CUTOFF.minus(Duration.ofDays(3)), Scene.CUTOFF.minus(Duration.ofDays(3)));
        scene.answered("v1", answers("false"));

        assertThat(names(scene.learning(FirstWalk.EMIT).see(old))).endsWith("ViewEnded true", "QuizScored 0+1/1=0");
    }

    private List<ChangeEvent> end(View view) {
        scene.see(view);
        scene.later(Duration.ofMinutes(15));
        return scene.see(view);
    }

    private static List<byte[]> answers(String... correct) {
        return Stream.of(correct)
                .map(is -> Json.object()
                        .put("parent_type", "question")
                        .<ObjectNode>set("correct", Json.read(is.getBytes(UTF_8))))
                .map(Json::write)
                .toList();
    }
}
