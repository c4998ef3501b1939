package dev.tidemark.console.account;

import static dev.tidemark.poll.progress.Streams.BEGAN;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import dev.tidemark.poll.condition.OpenConditions;
import dev.tidemark.poll.list.ListOrder;
import dev.tidemark.poll.progress.RoundProgress;
import dev.tidemark.poll.progress.RoundProgress.About;
import dev.tidemark.poll.progress.RoundProgress.Basis;
import dev.tidemark.poll.progress.RoundProgress.Left;
import dev.tidemark.poll.progress.RoundProgress.Unknown;
import dev.tidemark.poll.progress.RoundProgress.Why;
import dev.tidemark.poll.progress.StreamProgress;
import dev.tidemark.poll.progress.Streams;
import dev.tidemark.poll.state.Completeness;
import dev.tidemark.poll.state.RowStates;
import dev.tidemark.poll.state.StreamState;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** What the account pages say in words. */
class WordsTest {
    private static final Left TEN_MINUTES = new About(Duration.ofMinutes(10), 40, Basis.PACE);

    private static StreamProgress progress(StreamState state, Optional<RoundProgress> round, int poison) {
        return new StreamProgress(
                state, new RowStates.Counts(5, 1, 0), BEGAN, Optional.empty(), poison, Map.of(), round);
    }

    private static StreamProgress at(StreamState state) {
        return progress(state, Optional.empty(), 0);
    }

    private static StreamProgress under(StreamState state, Optional<Long> total, Left left) {
        return progress(state, Optional.of(new RoundProgress(state.isLearning(), BEGAN, 12, 1_155, total, left)), 0);
    }

    @ParameterizedTest
    @CsvSource({
        "PT0S, less than a minute",
        "PT60S, less than a minute",
        "PT61S, about 2 min",
        "PT59M, about 59 min",
        "PT1H, about 1 h",
        "PT61M, about 1 h 15 min",
        "PT2H50M, about 3 h",
        "PT23H59M, about 24 h",
        "PT30H, about 1 d",
        "PT60H, about 3 d"
    })
    void a_time_left_is_no_finer_than_an_estimate(Duration time, String words) {
        assertThat(Spoken.about(time)).isEqualTo(words);
    }

    static Stream<Arguments> certificates() {
        return Stream.of(
                arguments(Streams.fresh(), "not known yet: being found out from its pages"),
                arguments(Streams.learning(1), "newest first; one page agreed"),
                arguments(
                        Streams.learning(1)
                                .certified(Streams.learning(1).certificate().comesWhole()),
                        "comes whole, with every call"),
                arguments(Streams.unordered(1), "in another order each time: read round and round; one page agreed"));
    }

    @ParameterizedTest
    @MethodSource("certificates")
    void the_certificate_is_said_in_words(StreamState state, String words) {
        assertThat(new StreamLine(at(state)).order()).isEqualTo(words);
    }

    @Test
    void what_was_found_otherwise_is_said_without_names_of_ours() {
        assertThat(new StreamLine(at(Streams.learning(1))).note())
                .contains("a page was in another order than \"what changed last comes first\"");
        assertThat(new StreamLine(at(Streams.unordered(1))).note())
                .contains("the list comes in another order each time");
        assertThat(new StreamLine(at(Streams.fresh())).note()).isEmpty();
    }

    @Test
    void every_order_has_words_of_its_own() {
        assertThat(Stream.of(ListOrder.values()).map(StreamLine::said)).doesNotHaveDuplicates();
    }

    @ParameterizedTest
    @CsvSource(
            nullValues = "-",
            value = {
                "5, 5, as many as Mindstamp counts",
                "1240, 5, '1,235 fewer than Mindstamp counts'",
                "2, 5, 3 more than Mindstamp counts"
            })
    void a_gap_is_said_on_either_side(long counted, long known, String words) {
        Completeness twice =
                new Completeness(Optional.of(BEGAN), counted, known, counted - known, Optional.of(1L), true);

        assertThat(new StreamLine(at(Streams.live(0).compared(twice))).completeness())
                .isEqualTo(words);
        assertThat(new StreamLine(at(Streams.live(0))).completeness()).isEmpty();
    }

    static Stream<Arguments> rounds() {
        Optional<Long> total = Optional.of(12_000L);
        Optional<Long> none = Optional.empty();
        return Stream.of(
                arguments(
                        under(Streams.learning(12), total, TEN_MINUTES),
                        9,
                        "first walk: about 10 min left",
                        "1,155 of about 12,000 rows; by its pace so far"),
                arguments(
                        under(Streams.live(12), total, new About(Duration.ofHours(2), 900, Basis.BUDGET)),
                        9,
                        "walk: about 2 h left",
                        "1,155 of about 12,000 rows; by what the call budget allows"),
                arguments(
                        under(Streams.learning(12), none, new Unknown(Why.NO_TOTAL)),
                        null,
                        "first walk: time left unknown",
                        "12 pages read; Mindstamp does not say how many there are"),
                arguments(
                        under(Streams.unordered(12), none, new Unknown(Why.NO_ORDER)),
                        null,
                        "first walk: time left unknown",
                        "12 pages read; in no order, so walked until nothing new comes"),
                arguments(
                        under(Streams.live(12), total, new Unknown(Why.NO_PACE)),
                        9,
                        "walk: time left unknown",
                        "1,155 of about 12,000 rows; no page of it came lately"),
                arguments(
                        under(Streams.live(12), total, new Unknown(Why.STANDS)),
                        9,
                        "walk stands still",
                        "1,155 of about 12,000 rows; it is not asked now"),
                arguments(at(Streams.fresh()), null, "first walk has not begun", "it waits for its turn"),
                arguments(at(Streams.live(0)), 100, "between two walks", "every row was read"));
    }

    @ParameterizedTest
    @MethodSource("rounds")
    void the_walk_says_how_far_it_is_how_long_it_takes_and_by_what(
            StreamProgress progress, Integer percent, String left, String basis) {
        RoundLine line = RoundLine.of(progress);

        assertThat(line.percent()).isEqualTo(Optional.ofNullable(percent));
        assertThat(line.left()).isEqualTo(left);
        assertThat(line.basis()).isEqualTo(basis);
    }

    @Test
    void the_last_whole_walk_has_its_time_between_two() {
        assertThat(RoundLine.of(at(Streams.live(0))).since()).contains(BEGAN);
        assertThat(RoundLine.of(under(Streams.live(3), Optional.empty(), TEN_MINUTES))
                        .since())
                .isEmpty();
    }

    @Test
    void an_account_is_learned_when_its_slowest_list_is() {
        StreamProgress learned = at(Streams.live(0));
        StreamProgress soon = under(Streams.learning(3), Optional.of(900L), TEN_MINUTES);
        StreamProgress late =
                under(Streams.learning(3), Optional.of(900L), new About(Duration.ofHours(3), 90, Basis.BUDGET));
        StreamProgress unknown = under(Streams.learning(3), Optional.empty(), new Unknown(Why.NO_TOTAL));

        assertThat(FirstWalk.of(List.of()).sentence()).isEqualTo("Its lists are about to be read for the first time.");
        assertThat(FirstWalk.of(List.of(learned, learned)).sentence()).isEqualTo("All 2 lists are known to their end.");
        assertThat(FirstWalk.of(List.of(learned, late, soon)))
                .isEqualTo(new FirstWalk(
                        1, 3, "1 of 3 lists are known to their end; about 3 h left, by the slowest of the others."));
        assertThat(FirstWalk.of(List.of(late, late)).sentence())
                .as("a call is spent once")
                .isEqualTo("0 of 2 lists are known to their end;"
                        + " about 6 h left for all, by what the call budget allows.");
        assertThat(FirstWalk.of(List.of(learned, soon, unknown)).sentence())
                .endsWith("not known for each of them yet.");
        assertThat(FirstWalk.of(List.of(learned, at(Streams.fresh()))).sentence())
                .endsWith("not known for each of them yet.");
    }

    @Test
    void what_is_wrong_is_told_with_its_cure() {
        List<OpenConditions.Open> conditions = List.of(new OpenConditions.Open("SourceThrottled", BEGAN, "Wait."));
        StreamProgress refused = progress(Streams.live(0).failed("status 404", BEGAN), Optional.empty(), 2);

        assertThat(Ailment.of(conditions, List.of(at(Streams.live(0)), refused)))
                .containsExactly(
                        new Ailment("Mindstamp turns calls away for now.", Optional.of(BEGAN), "Wait."),
                        new Ailment("The list of views: status 404", Optional.empty(), ""),
                        new Ailment(
                                "2 rows cannot be read.",
                                Optional.empty(),
                                "Each is read as soon as it can be; below is what came."));
        assertThat(Ailment.of(List.of(), List.of(progress(Streams.live(0), Optional.empty(), 1))))
                .extracting(Ailment::what)
                .containsExactly("1 row cannot be read.");
        assertThat(Ailment.of(List.of(), List.of(at(Streams.live(0))))).isEmpty();
    }
}
