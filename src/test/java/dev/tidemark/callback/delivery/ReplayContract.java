package dev.tidemark.callback.delivery;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.tidemark.callback.history.Delivery;
import dev.tidemark.callback.history.DeliveryState;
import dev.tidemark.callback.replay.Replay;
import dev.tidemark.callback.replay.Replay.Obstacle;
import dev.tidemark.callback.replay.Replay.Range;
import dev.tidemark.callback.replay.Replay.State;
import dev.tidemark.callback.replay.Replay.Status;
import dev.tidemark.callback.replay.ReplayWorker;
import dev.tidemark.callback.replay.Replays;
import dev.tidemark.callback.subscription.Drafts;
import dev.tidemark.callback.subscription.SubscriptionDraft;
import dev.tidemark.callback.subscription.SubscriptionDraft.Choice;
import dev.tidemark.callback.subscription.SubscriptionDraft.Pacing;
import dev.tidemark.callback.terms.Ordering;
import dev.tidemark.event.EventType;
import dev.tidemark.outbox.StoredEvent;
import dev.tidemark.platform.ProblemException;
import io.quarkus.narayana.jta.QuarkusTransaction;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Past events are sent again: counted exactly, in small steps, beside live ones; on every database. */
abstract class ReplayContract extends DeliveryScene {
    /** Events whose times are noted together. */
    private static final long STRETCH = 1000;

    @Inject
    Replays replays;

    @Inject
    ReplayWorker worker;

    /** Each of its events in another state; the first two are older than the subscription. */
    private List<StoredEvent> inAllStates() {
        List<StoredEvent> events = new ArrayList<>(append("before1", "before2"));
        server.on("/crm", OddServer.status(200));
        subscriptions.create(paced("none", 10, "PT0S"));
        clock.advance(Duration.ofMinutes(1));
        events.addAll(append("delivered"));
        sendAll();
        server.on("/crm", OddServer.status(500));
        events.addAll(append("exhausted1", "exhausted2"));
        sendAll();
        server.on("/crm", OddServer.status(200));
        subscriptions.replace(paced("none", 10, "PT1H"), Optional.empty());
        events.addAll(append("pending", "held", "delivering", "retrying"));
        for (String state : List.of("held", "delivering", "retrying")) {
            update(
                    "update delivery set state = ?, claim = 'other', claimed_until = ? where event_sequence ="
                            + " (select sequence from event where subject = ?)",
                    state,
                    clock.instant().plusSeconds(3600),
                    "views/" + state);
        }
        clock.advance(Duration.ofSeconds(1));
        return events;
    }

    @Test
    void all_are_those_that_are_over_and_those_it_never_had() {
        List<StoredEvent> events = inAllStates();
        server.on("/crm", OddServer.status(200));
        assertThat(replayed(ever(Status.ALL))).containsExactlyInAnyOrderElementsOf(ids(events, 0, 1, 2, 3, 4));
        assertThat(states("delivered", "exhausted1", "exhausted2", "before1")).containsOnly(DeliveryState.DELIVERED);
        assertThat(states("pending", "held", "delivering", "retrying"))
                .containsExactly(
                        DeliveryState.PENDING, DeliveryState.HELD, DeliveryState.DELIVERING, DeliveryState.RETRYING);
    }

    @Test
    void failed_are_those_that_were_given_up() {
        List<StoredEvent> events = inAllStates();
        assertThat(replayed(ever(Status.FAILED))).containsExactlyInAnyOrderElementsOf(ids(events, 3, 4));
        assertThat(counted(ever(Status.FAILED))).isZero();
    }

    @Test
    void missing_are_also_those_that_were_cancelled_when_a_subscription_of_this_name_was_deleted() {
        subscriptions.create(draft("crm"));
        List<StoredEvent> events = append("sent", "cancelled", "cancelled too");
        update(
                "update delivery set state = 'delivered', settled_at = ? where event_sequence = ?",
                clock.instant(),
                events.getFirst().sequence());
        subscriptions.delete("crm");
        clock.advance(Duration.ofSeconds(1));
        subscriptions.create(draft("crm"));

        assertThat(replayed(ever(Status.MISSING))).containsExactlyInAnyOrderElementsOf(ids(events, 1, 2));
    }

    @Test
    void missing_are_those_it_never_had() {
        List<StoredEvent> events = inAllStates();
        assertThat(replayed(ever(Status.MISSING))).containsExactlyInAnyOrderElementsOf(ids(events, 0, 1));
        assertThat(counted(ever(Status.MISSING))).isZero();
    }

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
    void only_what_it_wants_now_is_sent() {
        List<StoredEvent> events = append("wanted", "other", "itself");
        update("update event set subject = 'subscriptions/crm' where subject = 'views/itself'");
        subscriptions.create(Drafts.with(
                draft("crm"), new Choice(List.of(), List.of(), Optional.of("data.view.id in ['wanted', 'itself']"))));
        subscriptions.create(Drafts.with(draft("sales"), new Choice(List.of(), List.of("sales"), Optional.empty())));
        subscriptions.create(Drafts.with(draft("ends"), new Choice(List.of("ViewEnded"), List.of(), Optional.empty())));
        assertThat(replays.count("sales", ever(Status.ALL)).orElseThrow().planned())
                .isZero();
        assertThat(replays.count("ends", ever(Status.ALL)).orElseThrow().planned())
                .isZero();
        assertThat(counted(new Range(Optional.empty(), Optional.empty(), Set.of(EventType.VIEW_ENDED), Status.ALL)))
                .isZero();
        assertThat(replayed(new Range(Optional.empty(), Optional.empty(), Set.of(EventType.VIEW_STARTED), Status.ALL)))
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
    void replicas_share_a_replay_and_do_no_step_twice() throws Exception {
        fill(3_000);
        subscriptions.create(paced("none", 10, "PT0S"));
        Replay replay = replays.start("crm", ever(Status.ALL)).orElseThrow();
        Callable<Integer> replica = () -> {
            int made = 0;
            for (int round = 0; round < 1000 && find(replay).state() == State.RUNNING; round++) {
                made += worker.runOnce();
                update(
                        "update delivery set state = 'delivered', settled_at = ? where state = 'pending'",
                        clock.instant().plusSeconds(1));
            }
            return made;
        };
        int made = 0;
        try (ExecutorService replicas = Executors.newFixedThreadPool(3)) {
            for (var one : replicas.invokeAll(List.of(replica, replica, replica))) {
                made += one.get();
            }
        }
        assertThat(made).isEqualTo(3_000);
        assertThat(find(replay).made()).isEqualTo(3_000);
    }

    @Test
    void a_step_that_breaks_leaves_nothing_and_is_done_again() {
        fill(250);
        subscriptions.create(paced("none", 10, "PT0S"));
        Replay replay = replays.start("crm", ever(Status.ALL)).orElseThrow();
        assertThat(worker.runOnce()).isEqualTo(100);
        sendAll();
        update("alter table replay add constraint broken check (made <= 100)");
        try {
            assertThat(worker.runOnce()).isZero();
            assertThat(all())
                    .as("nothing of the step that could not note its place")
                    .hasSize(100);
        } finally {
            update("alter table replay drop constraint broken");
        }
        clock.advance(Duration.ofSeconds(5));
        finish(replay);
        assertThat(find(replay).made()).isEqualTo(250);
        assertThat(received("/crm")).hasSize(250).doesNotHaveDuplicates();
    }

    @Test
    void live_events_go_first() {
        fill(1_000);
        subscriptions.create(paced("none", 2, "PT0S"));
        Replay replay = replays.start("crm", ever(Status.ALL)).orElseThrow();
        assertThat(worker.runOnce()).isEqualTo(20);
        List<StoredEvent> live = append("live");
        clock.advance(Duration.ofSeconds(1));
        dispatcher.runOnce();
        worker.runOnce();
        dispatcher.runOnce();
        assertThat(received("/crm").indexOf(live.getFirst().id())).isBetween(0, 20);

        append(IntStream.range(0, 30).mapToObj(i -> "backlog" + i).toArray(String[]::new));
        assertThat(worker.runOnce()).as("a backlog of live events goes first").isZero();
        sendAll();
        finish(replay);
        assertThat(find(replay).made()).isEqualTo(1_000);
    }

    @Test
    void a_rate_has_two_seconds_of_work_due_at_most() {
        fill(100);
        subscriptions.create(Drafts.with(
                draft("crm"),
                new Pacing(Optional.of(3.0), Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty())));
        replays.start("crm", ever(Status.ALL));
        assertThat(worker.runOnce()).isEqualTo(6);
        assertThat(worker.runOnce()).isZero();
    }

    @Test
    void what_is_delivered_meanwhile_is_not_sent_again() {
        subscriptions.create(paced("none", 10, "PT1H"));
        append("first", "later", "last");
        update(
                "update delivery set state = 'exhausted', settled_at = ? where event_sequence in"
                        + " (select sequence from event where subject in ('views/first', 'views/last'))",
                clock.instant());
        clock.advance(Duration.ofSeconds(1));
        Replay replay = replays.start("crm", ever(Status.ALL)).orElseThrow();
        assertThat(replay.planned()).isEqualTo(2);
        clock.advance(Duration.ofHours(2));
        sendAll();
        assertThat(received("/crm")).hasSize(1);
        finish(replay);
        assertThat(find(replay).made()).isEqualTo(2);
        assertThat(received("/crm")).hasSize(3).doesNotHaveDuplicates();
    }

    @Test
    void what_was_under_way_when_it_was_counted_is_not_sent_again_whatever_a_clock_says() {
        subscriptions.create(paced("none", 10, "PT1H"));
        append("over", "under way");
        update(
                "update delivery set state = 'delivered', settled_at = ? where event_sequence in"
                        + " (select sequence from event where subject = 'views/over')",
                clock.instant().plusSeconds(30));
        Replay replay = replays.start("crm", ever(Status.ALL)).orElseThrow();
        assertThat(replay.planned()).isEqualTo(1);
        update(
                "update delivery set state = 'delivered', settled_at = ? where state = 'pending'",
                clock.instant().minusSeconds(30));
        finish(replay);
        assertThat(find(replay).made()).isEqualTo(1);
        assertThat(received("/crm")).hasSize(1);
    }

    @Test
    void what_was_sent_or_is_no_longer_wanted_when_its_turn_comes_is_skipped() {
        server.on("/crm", OddServer.status(500));
        subscriptions.create(paced("none", 10, "PT0S"));
        List<StoredEvent> events = append("retried", "given up", "unwanted");
        sendAll();
        server.on("/crm", OddServer.status(200));
        Replay failed = replays.start("crm", ever(Status.FAILED)).orElseThrow();
        assertThat(failed.planned()).isEqualTo(3);
        update(
                "update delivery set state = 'delivered' where event_sequence = ?",
                events.getFirst().sequence());
        finish(failed);
        assertThat(find(failed).made()).isEqualTo(2);
        assertThat(find(failed).skipped()).isEqualTo(1);

        Replay all = replays.start("crm", ever(Status.ALL)).orElseThrow();
        assertThat(all.planned()).isEqualTo(3);
        subscriptions.replace(
                Drafts.with(
                        paced("none", 10, "PT0S"),
                        new Choice(List.of(), List.of(), Optional.of("data.view.id != 'unwanted'"))),
                Optional.empty());
        int before = received("/crm").size();
        finish(all);
        assertThat(received("/crm").stream().skip(before)).containsExactlyInAnyOrderElementsOf(ids(events, 0, 1));
        assertThat(find(all).made()).isEqualTo(2);
        assertThat(find(all).skipped()).isEqualTo(1);
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
    void order_by_key_holds_for_what_is_sent_again() {
        List<StoredEvent> events = append("a", "b", "a", "a");
        subscriptions.create(paced("key", 1, "PT0S", "PT5S"));
        server.on("/crm", OddServer.status(500), OddServer.status(200));
        Replay replay = replays.start("crm", ever(Status.ALL)).orElseThrow();
        worker.runOnce();
        List<StoredEvent> live = append("a");
        sendAll();
        assertThat(received("/crm")).as("the others of its key wait").hasSize(2);
        clock.advance(Duration.ofSeconds(7));
        finish(replay);
        assertThat(received("/crm").stream()
                        .filter(id -> !id.equals(events.get(1).id())))
                .containsExactly(
                        events.get(0).id(),
                        events.get(0).id(),
                        events.get(2).id(),
                        events.get(3).id(),
                        live.getFirst().id());
        int before = received("/crm").size();
        clock.advance(Duration.ofSeconds(1));
        server.on("/crm", OddServer.status(500), OddServer.status(200));
        Replay again = replays.start("crm", ever(Status.ALL)).orElseThrow();
        worker.runOnce();
        sendAll();
        assertThat(received("/crm")).as("the others wait again").hasSize(before + 2);
        clock.advance(Duration.ofSeconds(7));
        finish(again);
        assertThat(received("/crm").stream()
                        .skip(before)
                        .filter(id -> !id.equals(events.get(1).id())))
                .containsExactly(
                        events.get(0).id(),
                        events.get(0).id(),
                        events.get(2).id(),
                        events.get(3).id(),
                        live.getFirst().id());
    }

    @Test
    void a_replay_rests_while_its_subscription_is_disabled() {
        fill(300);
        subscriptions.create(paced("none", 10, "PT0S"));
        Replay replay = replays.start("crm", ever(Status.ALL)).orElseThrow();
        worker.runOnce();
        subscriptions.disable("crm");
        assertThat(worker.runOnce()).isZero();
        assertThat(find(replay).state()).isEqualTo(State.RUNNING);
        subscriptions.enable("crm");
        clock.advance(Duration.ofSeconds(2));
        finish(replay);
        assertThat(received("/crm")).hasSize(300).doesNotHaveDuplicates();
    }

    @Test
    void a_replay_ends_when_it_is_cancelled_or_its_subscription_deleted() {
        fill(300);
        subscriptions.create(paced("none", 10, "PT0S"));
        Replay replay = replays.start("crm", ever(Status.ALL)).orElseThrow();
        worker.runOnce();
        sendAll();
        assertThat(replays.cancel("crm", replay.id()).orElseThrow().state()).isEqualTo(State.CANCELLED);
        assertThat(worker.runOnce()).isZero();
        assertThat(find(replay).made()).isEqualTo(100);
        assertThat(parts()).isZero();

        Replay other = replays.start("crm", ever(Status.MISSING)).orElseThrow();
        assertThat(other.planned()).isEqualTo(200);
        subscriptions.delete("crm");
        assertThat(find(other).state()).isEqualTo(State.CANCELLED);
        assertThat(parts()).isZero();
        subscriptions.create(paced("none", 10, "PT0S"));
        assertThat(worker.runOnce()).as("a new one of its name").isZero();
        assertThat(replays.after("crm", Optional.empty(), 10))
                .extracting(Replay::id)
                .containsExactlyInAnyOrder(other.id(), replay.id());
    }

    @Test
    void one_replay_at_a_time_of_a_subscription_that_is_enabled() {
        fill(10);
        subscriptions.create(draft("crm"));
        Replay first = replays.start("crm", ever(Status.ALL)).orElseThrow();
        assertThat(refusal()).contains(first.id()).contains("goes on");
        finish(first);
        assertThat(catchThrowableOfType(ProblemException.class, () -> replays.cancel("crm", first.id()))
                        .problem()
                        .status())
                .isEqualTo(409);
        subscriptions.disable("crm");
        assertThat(refusal()).contains("enable it first");
        assertThat(replays.start("nobody", ever(Status.ALL))).isEmpty();
        assertThat(replays.count("nobody", ever(Status.ALL))).isEmpty();
    }

    @Test
    void a_replay_of_nothing_is_done_at_once() {
        subscriptions.create(draft("crm"));
        Replay replay = replays.start("crm", ever(Status.ALL)).orElseThrow();
        assertThat(find(replay)).isEqualTo(replay);
        assertThat(replay.state()).isEqualTo(State.DONE);
        assertThat(replay.endedAt()).contains(clock.instant());
    }

    /** Counts, replays, and compares. @return what was received by it */
    private List<String> replayed(Range range) {
        int before = received("/crm").size();
        long counted = counted(range);
        Replay replay = replays.start("crm", range).orElseThrow();
        assertThat(replay.planned()).isEqualTo(counted);
        finish(replay);
        assertThat(find(replay).made()).isEqualTo(counted);
        return received("/crm").stream().skip(before).toList();
    }

    private long counted(Range range) {
        Replay count = replays.count("crm", range).orElseThrow();
        assertThat(count.state()).isEqualTo(State.DONE);
        assertThat(replays.find("crm", count.id())).as("kept").isEmpty();
        return count.planned();
    }

    private void finish(Replay replay) {
        for (int round = 0; find(replay).state() == State.RUNNING; round++) {
            assertThat(round).as("rounds").isLessThan(1000);
            worker.runOnce();
            sendAll();
        }
        sendAll();
    }

    private Replay find(Replay replay) {
        return replays.find("crm", replay.id()).orElseThrow();
    }

    private String refusal() {
        return catchThrowableOfType(ProblemException.class, () -> replays.start("crm", ever(Status.ALL)))
                .problem()
                .detail();
    }

    private long due() {
        return QuarkusTransaction.requiringNew()
                .call(() -> sql.first(
                                "select count(*) from delivery where state in ('pending', 'retrying')",
                                row -> row.getLong(1))
                        .orElseThrow());
    }

    private long last() {
        return QuarkusTransaction.requiringNew()
                .call(() -> sql.first("select last_sequence from event_log", row -> row.getLong(1))
                        .orElseThrow());
    }

    private static long stretchOf(long sequence) {
        return (sequence - 1) / STRETCH;
    }

    private long parts() {
        return QuarkusTransaction.requiringNew()
                .call(() -> sql.first("select count(*) from replay_part", row -> row.getLong(1))
                        .orElseThrow());
    }

    private List<DeliveryState> states(String... rows) {
        return Stream.of(rows)
                .map(row -> QuarkusTransaction.requiringNew()
                        .call(() -> sql.first(
                                        "select d.id from delivery d join event e on e.sequence = d.event_sequence"
                                                + " where e.subject = ?",
                                        found -> found.getLong(1),
                                        "views/" + row)
                                .orElseThrow()))
                .map(id -> deliveries.find(id).map(Delivery::state).orElseThrow())
                .toList();
    }

    private void fill(int events) {
        for (int i = 0; i < events; i += 500) {
            int first = i;
            append(IntStream.range(first, Math.min(events, first + 500))
                    .mapToObj(row -> "row" + row)
                    .toArray(String[]::new));
        }
    }

    private static Range ever(Status status) {
        return new Range(Optional.empty(), Optional.empty(), Set.of(), status);
    }

    private static List<String> ids(List<StoredEvent> events, int... places) {
        return IntStream.of(places).mapToObj(i -> events.get(i).id()).collect(Collectors.toList());
    }

    private SubscriptionDraft paced(String ordering, int concurrency, String... schedule) {
        return Drafts.with(
                draft("crm"),
                new Pacing(
                        Optional.empty(),
                        Optional.of(concurrency),
                        Optional.of(ordering),
                        Optional.empty(),
                        Optional.of(List.of(schedule))));
    }
}
