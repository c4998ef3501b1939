package dev.tidemark.poll.state;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tidemark.change.Fact;
import dev.tidemark.change.Questions;
import dev.tidemark.change.Related;
import dev.tidemark.change.SeriesVideos;
import dev.tidemark.change.StreamName;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** What the detection of a page is told of other rows, and of what was learned once and for all. */
abstract class RelatedRowsContract extends MissingRowsContract {
    private final RowStates.Of series = new RowStates.Of(account, StreamName.SERIES);
    private final RowStates.Of seriesVideos = new RowStates.Of(account, StreamName.SERIES_VIDEOS);

    @Test
    void who_asks_nothing_is_told_nothing() {
        createSeries();
        learn(account, completed("viewer", "video"));

        assertThat(related(Questions.NONE)).isEqualTo(Related.NONE);
    }

    @Test
    void of_the_facts_asked_for_those_that_were_learned_are_known() {
        Fact identified = new Fact(Fact.Kind.IDENTIFIED, "viewer", "email:a@example.com");
        Fact viewed = new Fact(Fact.Kind.PLINK_VIEWED, "link", "");
        learn(account, identified, completed("viewer", "video"));
        learn(account, viewed, identified, new Fact(Fact.Kind.IDENTIFIED, "viewer", "custom_id:not asked for"));

        Fact otherDetail = new Fact(Fact.Kind.IDENTIFIED, "viewer", "email:b@example.com");
        Fact otherSubject = new Fact(Fact.Kind.IDENTIFIED, "link", "email:a@example.com");
        Fact otherKind = new Fact(Fact.Kind.MEMBERS_LEARNED, "link", "");
        Related related = related(
                new Questions(Set.of(), Set.of(identified, viewed, otherDetail, otherSubject, otherKind), Set.of()));

        assertThat(related).isEqualTo(new Related(Map.of(), Set.of(identified, viewed), Map.of(), List.of()));
    }

    @Test
    void the_answers_of_a_view_are_its_interactions_that_are_not_gone() {
        create(interactions, owned("a", "v1", "{\"a\":1}"), owned("b", "v1", "{\"b\":1}"));
        create(interactions, owned("c", "v1", "{}"), owned("d", "v2", "{\"d\":1}"), owned("e", "v3", "{}"));
        create(views, owned("f", "v2", "{\"f\":1}"));
        change(interactions, owned("c", "v1", "{}").gone(NOW));

        Map<String, List<byte[]>> answers = related(new Questions(Set.of("v1", "v2", "v4"), Set.of(), Set.of()))
                .answers();

        assertThat(answers).containsOnlyKeys("v1", "v2");
        assertThat(texts(answers.get("v1"))).containsExactlyInAnyOrder("{\"a\":1}", "{\"b\":1}");
        assertThat(texts(answers.get("v2"))).containsExactly("{\"d\":1}");
    }

    @Test
    void of_the_viewers_asked_for_all_that_they_completed_is_known() {
        learn(account, completed("one", "1"), completed("one", "2"), completed("other", "series/9"));
        learn(account, completed("not asked for", "1"));
        learn(account, new Fact(Fact.Kind.IDENTIFIED, "one", "custom_id:3"));

        Related related = related(new Questions(Set.of(), Set.of(), Set.of("one", "other", "nobody")));

        assertThat(related)
                .isEqualTo(new Related(
                        Map.of(), Set.of(), Map.of("one", Set.of("1", "2"), "other", Set.of("series/9")), List.of()));
    }

    @Test
    void who_asks_for_completions_is_told_all_series_with_the_videos_that_are_in_them() {
        createSeries();

        List<SeriesVideos> told =
                related(new Questions(Set.of(), Set.of(), Set.of("viewer"))).series();

        assertThat(told)
                .containsExactlyInAnyOrder(
                        new SeriesVideos("s1", Optional.of("First"), Set.of("1", "2")),
                        new SeriesVideos("s2", Optional.empty(), Set.of("1")),
                        new SeriesVideos("s3", Optional.empty(), Set.of("1")));
        assertThat(related(new Questions(Set.of("v1"), Set.of(), Set.of())).series())
                .isEmpty();
    }

    @Test
    void accounts_do_not_share_what_is_told_of_other_rows() {
        createSeries();
        create(interactions, owned("a", "v1", "{}"));
        learn(account, completed("viewer", "1"));
        Questions all = new Questions(Set.of("v1"), Set.of(completed("viewer", "1")), Set.of("viewer"));

        assertThat(related(all).series()).hasSize(3);
        assertThat(rows().related(account + "-other", all)).isEqualTo(Related.NONE);
        // What another account knows is learned all the same.
        learn(account + "-other", completed("viewer", "1"));
        assertThat(rows().related(account + "-other", all).knownFacts()).containsExactly(completed("viewer", "1"));
    }

    /** One with a name, one with a name that is none, one not known itself, one whose only video is gone. */
    private void createSeries() {
        create(series, owned("s1", "", "{\"name\":\"First\"}"), owned("s2", "", "{\"name\":2}"));
        create(series, owned("s4", "", "{\"name\":\"Empty\"}"));
        create(seriesVideos, owned("s1/1", "s1", "{}"), owned("s1/2", "s1", "{}"), owned("s1/3", "s1", "{}"));
        create(seriesVideos, owned("s2/1", "s2", "{}"), owned("s3/1", "s3", "{}"), owned("s4/1", "s4", "{}"));
        change(
                seriesVideos,
                owned("s1/3", "s1", "{}").gone(NOW),
                owned("s4/1", "s4", "{}").gone(NOW));
    }

    private static Fact completed(String viewer, String video) {
        return new Fact(Fact.Kind.COMPLETED, viewer, video);
    }

    private void learn(String of, Fact... facts) {
        write(() -> rows().learn(of, List.of(facts)));
    }

    private Related related(Questions questions) {
        return rows().related(account, questions);
    }

    private static List<String> texts(List<byte[]> fields) {
        return fields.stream()
                .map(bytes -> new String(bytes, StandardCharsets.UTF_8))
                .toList();
    }
}
