package dev.tidemark.poll.plan;

import static dev.tidemark.change.StreamName.ACCESS_LISTS;
import static dev.tidemark.change.StreamName.GROUPS;
import static dev.tidemark.change.StreamName.INTERACTIONS;
import static dev.tidemark.change.StreamName.PLINKS;
import static dev.tidemark.change.StreamName.SERIES;
import static dev.tidemark.change.StreamName.VIDEOS;
import static dev.tidemark.change.StreamName.VIEWERS;
import static dev.tidemark.change.StreamName.VIEWS;
import static dev.tidemark.poll.plan.Outlook.NOW;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.withinPercentage;

import dev.tidemark.change.StreamName;
import dev.tidemark.poll.list.Certificate;
import java.time.Duration;
import java.time.Instant;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** How the calls of a simulated hour are shared, each made as soon as the pace allows it. */
class PlannedHourTest {
    private static final int BUSY = 1000;
    private static final int IDLE = (int) Pace.IDLE_PER_HOUR;

    private final PollPlanner planner = new PollPlanner(Duration.ofMillis(1));
    private final Map<StreamName, Integer> heads = new EnumMap<>(StreamName.class);
    private final Map<StreamName, Integer> rounds = new EnumMap<>(StreamName.class);

    @Test
    void a_stream_with_a_hundred_times_the_news_gets_ten_times_the_calls() {
        hour(BUSY, Outlook.of(VIDEOS).tempo(10_000), Outlook.of(GROUPS).tempo(100));

        assertThat((double) heads.get(VIDEOS) / heads.get(GROUPS)).isCloseTo(10, withinPercentage(15));
    }

    @Test
    void a_stream_with_the_same_news_gets_the_same_calls() {
        hour(BUSY, Outlook.of(VIDEOS).tempo(100), Outlook.of(GROUPS).tempo(100));

        assertThat(heads.get(VIDEOS)).isCloseTo(heads.get(GROUPS), withinPercentage(2));
    }

    @Test
    void a_stream_without_news_is_looked_at_all_the_same() {
        hour(BUSY, Outlook.of(VIEWS).tempo(1000), Outlook.of(GROUPS).tempo(0));

        assertThat(heads.get(GROUPS)).isPositive();
    }

    @Test
    void views_are_worth_more_than_other_streams_with_as_many_news() {
        hour(
                BUSY,
                Outlook.of(VIEWS).tempo(50),
                Outlook.of(INTERACTIONS).tempo(50),
                Outlook.of(VIEWERS).tempo(50));

        assertThat((double) heads.get(VIEWS) / heads.get(INTERACTIONS)).isCloseTo(2, withinPercentage(20));
        assertThat((double) heads.get(VIEWS) / heads.get(VIEWERS)).isCloseTo(5, withinPercentage(20));
    }

    @Test
    void a_list_with_pages_four_times_as_long_is_read_half_as_often() {
        Certificate longPages = Certificate.none(NOW).with(List.of(), 400, NOW);

        hour(
                BUSY,
                Outlook.of(VIDEOS).listed(longPages),
                Outlook.of(GROUPS),
                Outlook.of(SERIES),
                Outlook.of(PLINKS),
                Outlook.of(ACCESS_LISTS));

        assertThat((double) heads.get(GROUPS) / heads.get(VIDEOS)).isCloseTo(2, withinPercentage(20));
    }

    @Test
    void an_idle_account_asks_mostly_for_its_views() {
        hour(
                IDLE,
                Outlook.of(VIEWS).tempo(0),
                Outlook.of(INTERACTIONS).tempo(1000),
                Outlook.of(VIEWERS).tempo(1000),
                Outlook.of(VIDEOS).tempo(1000));

        assertThat(heads.get(VIEWS)).isGreaterThan(IDLE * 3 / 4);
        assertThat(heads).containsKeys(INTERACTIONS, VIEWERS, VIDEOS);
    }

    @Test
    void the_round_goes_on_beside_the_news() {
        hour(BUSY, Outlook.of(VIEWS).tempo(1000).round(NOW));

        assertThat(rounds.get(VIEWS)).isBetween(BUSY / 10, BUSY / 4);
    }

    @Test
    void the_round_of_an_idle_account_goes_on_beside_news_of_several_pages_that_bring_none() {
        hour(IDLE, Outlook.of(VIEWS).headRuns(NOW).round(NOW));

        assertThat(rounds.get(VIEWS)).isGreaterThan(IDLE / 10);
    }

    @Test
    void calls_that_one_kind_does_not_use_are_the_others() {
        hour(BUSY, Outlook.of(VIEWS).tempo(1000).dueAt(NOW.plus(Duration.ofDays(1))), Outlook.of(GROUPS));

        assertThat(heads).containsExactly(Map.entry(GROUPS, BUSY));
    }

    private void hour(int calls, Outlook... outlooks) {
        Stream.of(outlooks).forEach(outlook -> outlook.head(NOW));
        for (int call = 1; call <= calls; call++) {
            Instant now = NOW.plus(Duration.ofHours(1).multipliedBy(call).dividedBy(calls));
            List<Prospect> prospects =
                    Stream.of(outlooks).map(Outlook::prospect).toList();
            planner.next(prospects, calls, Set.of(), now).ifPresent(ask -> made(ask, outlooks, now));
        }
    }

    private void made(Ask ask, Outlook[] outlooks, Instant now) {
        Outlook asked = Stream.of(outlooks)
                .filter(outlook -> outlook.stream() == ask.stream())
                .findFirst()
                .orElseThrow();
        if (ask instanceof Ask.Head) {
            heads.merge(ask.stream(), 1, Integer::sum);
            asked.head(now);
        } else {
            rounds.merge(ask.stream(), 1, Integer::sum);
            asked.round(now);
        }
    }
}
