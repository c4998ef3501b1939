package dev.tidemark.callback.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tidemark.callback.replay.Replay;
import dev.tidemark.callback.replay.Replay.Obstacle;
import dev.tidemark.callback.replay.Replay.Range;
import dev.tidemark.callback.replay.Replay.State;
import dev.tidemark.callback.replay.Replay.Status;
import dev.tidemark.callback.subscription.Drafts;
import dev.tidemark.callback.subscription.SubscriptionDraft.Choice;
import dev.tidemark.callback.terms.Ordering;
import dev.tidemark.outbox.StoredEvent;
import io.quarkus.narayana.jta.QuarkusTransaction;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

/** Replays are counted exactly before they begin, however long the log is. */
abstract class ReplayCountContract extends ReplayScene {
    /** Events whose times are noted together. */
    private static final long STRETCH = 1000;

    @Test
    void a_range_is_of_the_time_of_the_change_and_its_end_is_outside() {
        Instant first = clock.instant();
        List<StoredEvent> events = new ArrayList<>(append("a"));
        clock.advance(Duration.ofHours(1));
        events.addAll(append("b"));
        clock.advance(Duration.ofHours(1));
        events.addAll(append("c"));
        subscriptions.create(draft("crm"));
        Instant second = first.plus(Duration.ofHours(1));
        assertThat(replayed(new Range(
                        Optional.of(second), Optional.of(second.plusSeconds(3600)), Set.of(), Status.MISSING)))
                .containsExactlyElementsOf(ids(events, 1));
        assertThat(replayed(new Range(Optional.empty(), Optional.of(second), Set.of(), Status.MISSING)))
                .containsExactlyElementsOf(ids(events, 0));
    }

    @Test
    void ten_thousand_are_counted_exactly_and_sent_once_a_few_at_a_time() {
        fill(10_500);
        subscriptions.create(Drafts.with(
                paced("none", 50, "PT0S"), new Choice(List.of(), List.of(), Optional.of("data.view.name != ''"))));
        assertThat(counted(ever(Status.ALL))).isEqualTo(10_500);
        Replay replay = replays.start("crm", ever(Status.ALL)).orElseThrow();
        assertThat(replay.planned()).isEqualTo(10_500);
        for (int round = 0; find(replay).state() == State.RUNNING; round++) {
            assertThat(round).as("rounds").isLessThan(100);
            worker.runOnce();
            assertThat(due()).isBetween(1L, 500L);
            assertThat(worker.runOnce()).as("no room").isLessThan(500);
            dispatcher.runOnce();
        }
        assertThat(find(replay).made()).isEqualTo(10_500);
        assertThat(received("/crm")).hasSize(10_500).doesNotHaveDuplicates();
        assertThat(counted(ever(Status.MISSING))).isZero();
    }

    @Test
    void a_step_that_ends_with_the_last_chosen_one_is_not_the_end_of_the_log() {
        fill(100);
        append("unwanted", "unwanted too");
        subscriptions.create(Drafts.with(
                paced("none", 10, "PT0S"),
                new Choice(List.of(), List.of(), Optional.of("!data.view.id.startsWith('unwanted')"))));
        Replay replay = replays.start("crm", ever(Status.ALL)).orElseThrow();
        assertThat(replay.planned()).isEqualTo(100);
        assertThat(worker.runOnce()).as("all there is room for").isEqualTo(100);
        finish(replay);
        assertThat(find(replay).made()).isEqualTo(100);
        assertThat(find(replay).skipped()).isZero();
    }

    @Test
    void a_replay_of_which_nothing_is_left_is_done() {
        fill(10);
        subscriptions.create(paced("none", 10, "PT0S"));
        Replay replay = replays.start("crm", ever(Status.ALL)).orElseThrow();
        update("update event set expunged_at = ?", clock.instant());
        finish(replay);
        assertThat(find(replay).made()).isZero();
        assertThat(find(replay).skipped()).isEqualTo(10);
        assertThat(received("/crm")).isEmpty();
    }

    @Test
    void a_long_log_is_counted_bit_by_bit_while_the_caller_goes_on() {
        List<StoredEvent> events = new ArrayList<>(append("first"));
        update("update event_log set last_sequence = last_sequence + 1000000");
        events.addAll(append("last"));
        subscriptions.create(paced("none", 10, "PT0S"));

        Replay older = replays.count("crm", ever(Status.ALL)).orElseThrow();
        assertThat(older.state()).isEqualTo(State.COUNTING);
        assertThat(older.planned()).isEqualTo(1);
        Replay count = replays.count("crm", ever(Status.ALL)).orElseThrow();
        assertThat(find(older).state()).as("a newer one takes its place").isEqualTo(State.CANCELLED);
        Replay replay = replays.start("crm", ever(Status.ALL)).orElseThrow();
        assertThat(replay.state()).isEqualTo(State.COUNTING);
        assertThat(refusal()).contains(replay.id());
        for (int round = 0; find(count).goesOn(); round++) {
            assertThat(round).as("rounds").isLessThan(100);
            assertThat(received("/crm"))
                    .as("nothing is sent before it is counted")
                    .isEmpty();
            worker.runOnce();
        }
        assertThat(find(count).planned()).isEqualTo(2);
        assertThat(find(count).endedAt()).isPresent();
        finish(replay);
        assertThat(received("/crm")).containsExactlyInAnyOrderElementsOf(ids(events, 0, 1));
        assertThat(find(replay).made()).isEqualTo(2);
        assertThat(parts()).isZero();
    }

    /** A thousand parts of a thousand events lie between the two that there are: counted one by one, that takes long. */
    @Test
    void a_count_of_a_time_passes_over_the_parts_of_the_log_that_have_nothing_of_it() {
        append("first");
        Instant day = clock.instant();
        long stretch = stretchOf(last());
        String noted = "(%d, 0, timestamp with time zone '2020-01-01 00:00:00+00',"
                + " timestamp with time zone '2020-01-01 01:00:00+00')";
        update("insert into event_stretch (stretch, of_day, earliest, latest) values "
                + LongStream.range(stretch + 1, stretch + 1000)
                        .mapToObj(noted::formatted)
                        .collect(Collectors.joining(",")));
        update("update event_log set last_sequence = " + (stretch + 1000) * STRETCH);
        clock.advance(Duration.ofDays(2));
        List<StoredEvent> later = append("later");
        subscriptions.create(draft("crm"));

        Range sinceThen =
                new Range(Optional.of(day.plus(Duration.ofDays(1))), Optional.empty(), Set.of(), Status.MISSING);
        assertThat(replayed(sinceThen)).containsExactlyElementsOf(ids(later, 0));
        assertThat(counted(new Range(Optional.of(day), Optional.empty(), Set.of(), Status.ALL)))
                .as("with the part of the first")
                .isEqualTo(2);
        assertThat(replays.count("crm", ever(Status.ALL)).orElseThrow().state())
                .as("of all the log")
                .isEqualTo(State.COUNTING);
    }

    @Test
    void it_says_why_it_makes_nothing() {
        subscriptions.create(paced("key", 10, "PT0S"));
        append("old");
        sendAll();
        fill(1_001);
        Replay replay = replays.start("crm", ever(Status.ALL)).orElseThrow();
        assertThat(find(replay).obstacle()).contains(Obstacle.BACKLOG);
        update("update delivery set due_at = ? where state = 'pending'", Ordering.WAITS);
        assertThat(worker.runOnce()).isZero();
        assertThat(find(replay).obstacle()).contains(Obstacle.LINES);
        assertThat(replays.after("crm", Optional.empty(), 1))
                .first()
                .extracting(Replay::obstacle)
                .isEqualTo(Optional.of(Obstacle.LINES));
        subscriptions.disable("crm");
        assertThat(find(replay).obstacle()).contains(Obstacle.DISABLED);
        update("update delivery set state = 'delivered' where state <> 'delivered'");
        subscriptions.enable("crm");
        assertThat(find(replay).obstacle()).isEmpty();
        finish(replay);
        assertThat(find(replay).obstacle()).isEmpty();
    }

    @Test
    void a_replay_of_nothing_is_done_at_once() {
        subscriptions.create(draft("crm"));
        Replay replay = replays.start("crm", ever(Status.ALL)).orElseThrow();
        assertThat(find(replay)).isEqualTo(replay);
        assertThat(replay.state()).isEqualTo(State.DONE);
        assertThat(replay.endedAt()).contains(clock.instant());
    }

    private long due() {
        return QuarkusTransaction.requiringNew()
                .call(() -> sql.first(
                                "select count(*) from delivery where state in ('pending', 'retrying')",
                                row -> row.getLong(1))
                        .orElseThrow());
    }

    private static long stretchOf(long sequence) {
        return (sequence - 1) / STRETCH;
    }
}
