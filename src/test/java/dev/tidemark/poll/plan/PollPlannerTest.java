package dev.tidemark.poll.plan;

import static dev.tidemark.change.StreamName.GROUPS;
import static dev.tidemark.change.StreamName.INTERACTIONS;
import static dev.tidemark.change.StreamName.VIDEOS;
import static dev.tidemark.change.StreamName.VIEWERS;
import static dev.tidemark.change.StreamName.VIEWS;
import static dev.tidemark.poll.plan.Outlook.NOW;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tidemark.mindstamp.budget.CallClass;
import dev.tidemark.poll.list.Certificate;
import dev.tidemark.poll.list.ListOrder;
import java.time.Duration;
import java.time.Instant;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Which question is the most urgent. */
class PollPlannerTest {
    private static final double BUSY = 1000;
    private static final Duration HEAD_INTERVAL = Duration.ofSeconds(5);

    private final PollPlanner planner = new PollPlanner(HEAD_INTERVAL);

    @Test
    void nothing_is_asked_of_streams_that_want_nothing() {
        assertThat(next(Outlook.of(VIEWS), Outlook.of(VIDEOS))).isEmpty();
        assertThat(next()).isEmpty();
    }

    @Test
    void the_one_that_waits_longest_in_its_own_intervals_goes_first() {
        Outlook views = Outlook.of(VIEWS).head(ago(10));

        assertThat(next(views, Outlook.of(VIEWERS).head(ago(40)))).contains(new Ask.Head(VIEWS));
        assertThat(next(views, Outlook.of(VIEWERS).head(ago(60)))).contains(new Ask.Head(VIEWERS));
    }

    @Test
    void questions_of_other_kinds_wait_in_their_own_intervals_too() {
        Outlook views = Outlook.of(VIEWS).head(ago(10));

        assertThat(next(views.refresh(ago(50)))).contains(new Ask.Head(VIEWS));
        assertThat(next(views.refresh(ago(60)))).contains(new Ask.Refresh(VIEWS));
    }

    @Test
    void classes_that_the_budget_refuses_are_skipped() {
        Outlook views = Outlook.of(VIEWS).head(ago(100)).round(ago(10)).refresh(ago(1));

        assertThat(next(Set.of(), views)).contains(new Ask.Head(VIEWS));
        assertThat(next(Set.of(CallClass.HEAD), views)).contains(new Ask.Round(VIEWS, false));
        assertThat(next(Set.of(CallClass.HEAD, CallClass.SWEEP), views)).contains(new Ask.Refresh(VIEWS));
        assertThat(next(EnumSet.allOf(CallClass.class), views)).isEmpty();
    }

    @Test
    void the_first_round_is_spent_from_another_share_than_later_ones() {
        Outlook learned = Outlook.of(VIEWS).firstRound(ago(10));

        assertThat(next(Set.of(CallClass.SWEEP), learned)).contains(new Ask.Round(VIEWS, true));
        assertThat(next(Set.of(CallClass.BACKFILL), learned)).isEmpty();
    }

    @Test
    void nothing_is_asked_of_a_stream_before_it_is_due() {
        Outlook views = Outlook.of(VIEWS).head(ago(100)).round(ago(100)).refresh(ago(100));

        assertThat(next(views.dueAt(NOW.plusMillis(1)))).isEmpty();
        assertThat(next(views.dueAt(NOW))).isPresent();
    }

    @Test
    void the_newest_rows_are_not_looked_at_again_within_the_head_interval() {
        Instant asked = NOW.minus(HEAD_INTERVAL);

        assertThat(next(Outlook.of(VIEWS).head(asked.plusMillis(1)))).isEmpty();
        assertThat(next(Outlook.of(VIEWS).head(asked))).contains(new Ask.Head(VIEWS));
    }

    @Test
    void a_walk_of_the_newest_rows_that_has_begun_goes_on_at_once_and_before_others() {
        Outlook running = Outlook.of(VIEWS).headRuns(ago(2));

        assertThat(next(running)).contains(new Ask.Head(VIEWS));
        assertThat(next(running, Outlook.of(INTERACTIONS).head(ago(14)))).contains(new Ask.Head(VIEWS));
        assertThat(next(Outlook.of(VIEWS).head(ago(6)), Outlook.of(INTERACTIONS).head(ago(14))))
                .contains(new Ask.Head(INTERACTIONS));
    }

    @Test
    void a_round_makes_no_call_before_its_time() {
        Outlook views = Outlook.of(VIEWS).round(ago(100));

        assertThat(next(views.roundFrom(NOW.plusMillis(1)))).isEmpty();
        assertThat(next(views.roundFrom(NOW))).contains(new Ask.Round(VIEWS, false));
    }

    @Test
    void a_list_of_which_nothing_is_known_is_looked_at_before_it_is_walked_round() {
        Outlook unknown = Outlook.of(VIEWS).listed(Certificate.none(NOW)).round(Instant.EPOCH);

        assertThat(next(unknown)).isEmpty();
        assertThat(next(unknown.head(Instant.EPOCH))).contains(new Ask.Head(VIEWS));
    }

    @Test
    void a_list_without_newest_rows_has_only_its_round() {
        Outlook whole = Outlook.of(VIDEOS).head(ago(1000)).round(ago(1));
        whole.listed(whole.certificate().comesWhole());
        Outlook unordered = Outlook.of(VIDEOS).head(ago(1000)).round(ago(1));
        unordered.listed(unordered.certificate().unstable(NOW));

        assertThat(unordered.certificate().order()).isEqualTo(ListOrder.UNORDERED);
        assertThat(next(whole)).contains(new Ask.Round(VIDEOS, false));
        assertThat(next(unordered)).contains(new Ask.Round(VIDEOS, false));
    }

    @Test
    void its_round_then_has_the_calls_of_its_news_as_well() {
        Outlook whole = Outlook.of(VIDEOS).round(ago(10));
        whole.listed(whole.certificate().comesWhole());
        Outlook others = Outlook.of(GROUPS).round(ago(20));

        assertThat(next(whole, others)).contains(new Ask.Round(VIDEOS, false));
        assertThat(next(Outlook.of(VIDEOS).round(ago(10)), others)).contains(new Ask.Round(GROUPS, false));
    }

    @Test
    void what_is_wanted_from_a_time_on_is_not_asked_before_it() {
        Instant later = NOW.plusMillis(1);
        Outlook early = Outlook.of(VIEWS)
                .refresh(later)
                .confirm(later, 1)
                .answers(later)
                .members(later);

        assertThat(next(early)).isEmpty();
        assertThat(next(Outlook.of(VIEWS).refresh(NOW))).contains(new Ask.Refresh(VIEWS));
        assertThat(next(Outlook.of(VIEWS).confirm(NOW, 1))).contains(new Ask.Confirm(VIEWS));
        assertThat(next(Outlook.of(INTERACTIONS).answers(NOW))).contains(new Ask.Answers(INTERACTIONS));
        assertThat(next(Outlook.of(GROUPS).members(NOW))).contains(new Ask.Members(GROUPS));
    }

    @Test
    void members_that_are_half_read_are_read_on_soon() {
        Outlook views = Outlook.of(VIEWS).refresh(ago(100));

        assertThat(next(views, Outlook.of(GROUPS).members(ago(100)))).contains(new Ask.Refresh(VIEWS));
        assertThat(next(views, Outlook.of(GROUPS).membersRun(ago(100)))).contains(new Ask.Members(GROUPS));
    }

    @Test
    void missing_rows_are_made_sure_of_faster_when_there_are_many() {
        Outlook views = Outlook.of(VIEWS).refresh(ago(100));

        assertThat(next(views.confirm(ago(100), 1))).contains(new Ask.Refresh(VIEWS));
        assertThat(next(views.confirm(ago(100), 100))).contains(new Ask.Confirm(VIEWS));
    }

    @Test
    void ever_more_missing_rows_do_not_take_all_calls() {
        Outlook views = Outlook.of(VIEWS).head(ago(100));

        assertThat(next(views.confirm(ago(100), 1_000_000))).contains(new Ask.Head(VIEWS));
    }

    private Optional<Ask> next(Outlook... outlooks) {
        return next(Set.of(), outlooks);
    }

    private Optional<Ask> next(Set<CallClass> refused, Outlook... outlooks) {
        return planner.next(Stream.of(outlooks).map(Outlook::prospect).toList(), BUSY, refused, NOW);
    }

    private static Instant ago(int seconds) {
        return NOW.minusSeconds(seconds);
    }
}
