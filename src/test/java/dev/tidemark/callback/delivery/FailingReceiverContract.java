package dev.tidemark.callback.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tidemark.callback.attempt.Attempts;
import dev.tidemark.callback.exchange.AttemptResult;
import dev.tidemark.callback.exchange.CapturedBody;
import dev.tidemark.callback.exchange.ErrorClass;
import dev.tidemark.callback.format.FormatName;
import dev.tidemark.callback.health.Health;
import dev.tidemark.callback.history.DeliveryState;
import dev.tidemark.callback.subscription.Subscriptions;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;

/** What becomes of a subscription whose receiver fails again and again, asks for quiet, is gone, or is switched off. */
abstract class FailingReceiverContract extends CallbackScene {
    @Test
    void a_receiver_that_is_gone_disables_its_subscription_and_its_work_is_held() {
        server.on("/crm", OddServer.status(410));
        Subscriptions.Created crm = subscribe("/crm");
        append(15);
        while (dispatcher.runOnce() > 0) {}
        assertThat(all()).hasSize(15).allSatisfy(one -> assertThat(one.state()).isEqualTo(DeliveryState.HELD));
        assertThat(server.received("/crm")).hasSize(10);
        assertThat(subscriptions.find(crm.subscription().id())).hasValueSatisfying(found -> {
            assertThat(found.enabled()).isFalse();
            assertThat(found.problem())
                    .hasValueSatisfying(text -> assertThat(text).contains("410"));
        });
        append(1);
        assertThat(all()).hasSize(16).allSatisfy(one -> assertThat(one.state()).isEqualTo(DeliveryState.HELD));
        clock.advance(Duration.ofDays(2));
        assertThat(dispatcher.runOnce()).isZero();
    }

    @Test
    void a_failing_receiver_gets_one_delivery_a_step_and_its_queue_once_one_is_taken() {
        AtomicBoolean well = new AtomicBoolean();
        server.on(
                "/crm",
                (socket, out) -> OddServer.status(well.get() ? 200 : 500).answer(socket, out));
        Subscriptions.Created crm = subscribe("/crm");
        append(30);
        assertThat(dispatcher.runOnce())
                .as("its window, before anything is known")
                .isEqualTo(10);
        assertThat(health(crm).isFailing()).isTrue();
        assertThat(dispatcher.runOnce()).isZero();

        List<Duration> waits = new ArrayList<>();
        for (int probe = 0; probe < 6; probe++) {
            waits.add(Duration.between(clock.instant(), health(crm).probeAt()));
            clock.set(health(crm).probeAt().minusMillis(1));
            assertThat(dispatcher.runOnce()).isZero();
            clock.set(health(crm).probeAt());
            assertThat(dispatcher.runOnce()).as("probe %d", probe).isEqualTo(1);
        }
        assertThat(waits.get(0)).isBetween(Duration.ofSeconds(5), Duration.ofSeconds(6));
        assertThat(waits.get(1)).isBetween(Duration.ofMinutes(5), Duration.ofMinutes(6));
        assertThat(waits.get(5)).isBetween(Duration.ofHours(1), Duration.ofMinutes(72));
        assertThat(all())
                .as("who waits is charged nothing")
                .filteredOn(one -> one.attempts() == 0)
                .hasSizeGreaterThan(13);

        well.set(true);
        clock.set(health(crm).probeAt());
        for (int made = dispatcher.runOnce(); made > 0; made = dispatcher.runOnce()) {}
        clock.advance(Duration.ofDays(1));
        for (int made = dispatcher.runOnce(); made > 0; made = dispatcher.runOnce()) {}
        assertThat(all()).hasSize(30).allSatisfy(one -> assertThat(one.state()).isEqualTo(DeliveryState.DELIVERED));
        assertThat(health(crm)).isEqualTo(Health.WELL);
    }

    @Test
    void a_success_between_failures_keeps_it_well() {
        Subscriptions.Created crm = subscribe("/crm");
        for (int i = 0; i < 12; i++) {
            server.on("/crm", OddServer.status(i % 2 == 0 ? 500 : 200));
            append(1);
            assertThat(dispatcher.runOnce()).isEqualTo(1);
        }
        assertThat(health(crm).isFailing()).isFalse();
    }

    /** All of them were sent while it was well. */
    @Test
    void successes_of_a_window_end_a_row_of_failures() {
        Subscriptions.Created crm = subscribe("/crm");
        append(12);
        List<ClaimStore.Claimed> claimed = claim(crm, 12);
        for (int i = 0; i < claimed.size(); i++) {
            AttemptResult result = i % 2 == 0
                    ? AttemptResult.failed(ErrorClass.RESET, "reset")
                    : new AttemptResult.Answered(200, Optional.empty(), CapturedBody.EMPTY);
            Attempts.Report report = Attempts.Report.of(1, clock.instant(), clock.instant(), result, FormatName.JSON);
            Set<String> unwell =
                    health(crm).isWell() ? Set.of() : Set.of(crm.subscription().id());
            turns.settleAndClaim(
                    List.of(new Settlement.Finished(
                            claimed.get(i), subscriber(claimed.get(i).subscription()), report)),
                    List.of(),
                    unwell);
            assertThat(health(crm).failures()).isEqualTo(i % 2 == 0 ? 1 : 0);
        }
    }

    @Test
    void two_processes_try_a_failing_receiver_once_a_step() {
        server.on("/crm", OddServer.status(500));
        Subscriptions.Created crm = subscribe("/crm");
        append(20);
        dispatcher.runOnce();
        clock.set(health(crm).probeAt());
        List<ClaimStore.Room> room =
                List.of(new ClaimStore.Room(subscriber(crm.subscription().id()), 1, true));
        assertThat(turns.settleAndClaim(List.of(), room, Set.of()).claimed()).hasSize(1);
        assertThat(turns.settleAndClaim(List.of(), room, Set.of()).claimed()).isEmpty();
    }

    @Test
    void after_five_days_without_a_success_it_is_disabled_and_gets_what_was_held_once_it_is_enabled() {
        server.on("/crm", OddServer.status(500));
        Subscriptions.Created crm = subscribe("/crm");
        Instant begin = clock.instant();
        append(200);
        while (subscriptions.find(crm.subscription().id()).orElseThrow().enabled()) {
            assertThat(clock.instant()).isBefore(begin.plus(Duration.ofDays(6)));
            dispatcher.runOnce();
            clock.advance(Duration.ofHours(1));
        }
        assertThat(clock.instant()).isAfter(begin.plus(Duration.ofDays(5)));
        assertThat(subscriptions.find(crm.subscription().id()).orElseThrow().problem())
                .hasValueSatisfying(text -> assertThat(text).contains("five days", "500"));
        append(1);
        assertThat(dispatcher.runOnce()).isZero();
        long before = count("scrm", DeliveryState.HELD);
        assertThat(before).isGreaterThan(50);

        server.on("/crm", OddServer.status(200));
        assertThat(subscriptions.enable(crm.subscription().id())).hasValueSatisfying(found -> {
            assertThat(found.enabled()).isTrue();
            assertThat(found.problem()).isEmpty();
            assertThat(found.health()).isEqualTo(Health.WELL);
        });
        clock.advance(Duration.ofSeconds(2));
        for (int made = dispatcher.runOnce(); made > 0; made = dispatcher.runOnce()) {}
        assertThat(count("scrm", DeliveryState.HELD)).isZero();
        assertThat(count("scrm", DeliveryState.DELIVERED)).isEqualTo(before);
    }

    @Test
    void what_is_disabled_by_hand_is_held_until_it_is_enabled() {
        server.on("/crm", OddServer.status(500), OddServer.status(200));
        Subscriptions.Created crm = subscribe("/crm");
        append(1);
        dispatcher.runOnce();
        append(1);
        assertThat(subscriptions.disable(crm.subscription().id()))
                .hasValueSatisfying(found -> assertThat(found.problem())
                        .hasValueSatisfying(text -> assertThat(text).contains("by hand")));
        append(1);
        clock.advance(Duration.ofHours(1));
        assertThat(dispatcher.runOnce()).isZero();
        assertThat(all()).hasSize(3).allSatisfy(one -> assertThat(one.state()).isEqualTo(DeliveryState.HELD));

        subscriptions.enable(crm.subscription().id());
        clock.advance(Duration.ofSeconds(2));
        for (int made = dispatcher.runOnce(); made > 0; made = dispatcher.runOnce()) {}

        assertThat(all()).allSatisfy(one -> assertThat(one.state()).isEqualTo(DeliveryState.DELIVERED));
        assertThat(all().getLast().attempts()).as("the tries it had count").isEqualTo(2);
        assertThat(subscriptions.enable("nobody")).isEmpty();
        assertThat(subscriptions.disable("nobody")).isEmpty();
    }

    @Test
    void a_receiver_that_asks_for_quiet_gets_it_for_the_whole_subscription() {
        server.on("/crm", OddServer.status(429, "retry-after: 600"), OddServer.status(200));
        subscribe("/crm");
        append(1);
        assertThat(dispatcher.runOnce()).isEqualTo(1);
        append(1);
        clock.advance(Duration.ofSeconds(599));
        assertThat(dispatcher.runOnce()).isZero();
        clock.advance(Duration.ofSeconds(1));
        assertThat(dispatcher.runOnce()).isEqualTo(2);
        assertThat(all()).allSatisfy(one -> assertThat(one.state()).isEqualTo(DeliveryState.DELIVERED));
    }
}
