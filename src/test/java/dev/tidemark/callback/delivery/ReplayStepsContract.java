package dev.tidemark.callback.delivery;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.tidemark.callback.replay.Replay;
import dev.tidemark.callback.replay.Replay.State;
import dev.tidemark.callback.replay.Replay.Status;
import dev.tidemark.callback.subscription.Drafts;
import dev.tidemark.callback.subscription.SubscriptionDraft.Pacing;
import dev.tidemark.outbox.StoredEvent;
import dev.tidemark.platform.ProblemException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Replays go on in small steps, beside live events, and can be stopped. */
abstract class ReplayStepsContract extends ReplayScene {
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
}
