package dev.tidemark.callback.delivery;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.tidemark.callback.history.DeliveryAttempt;
import dev.tidemark.callback.history.DeliveryState;
import dev.tidemark.callback.subscription.Subscriptions;
import dev.tidemark.outbox.StoredEvent;
import io.quarkus.narayana.jta.QuarkusTransaction;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Who has a delivery at a time: claims, their ends, and what cannot be settled. */
abstract class ClaimingContract extends CallbackScene {
    @Inject
    Replicas replicas;

    @Test
    void a_secret_that_does_not_open_holds_up_nobody_and_is_shown() {
        Subscriptions.Created broken = subscribe("/broken");
        Subscriptions.Created crm = subscribe("/crm");
        QuarkusTransaction.requiringNew()
                .run(() -> sql.update(
                        "update signing_secret set sealed = (select s.sealed from signing_secret s where s.subscription_id = ?) where subscription_id = ?",
                        crm.subscription().id(),
                        broken.subscription().id()));
        subscribers.changed();
        append(1);

        assertThat(dispatcher.runOnce()).isEqualTo(1);

        assertThat(server.received("/crm")).hasSize(1);
        assertThat(server.received("/broken")).isEmpty();
        assertThat(subscriptions.find(broken.subscription().id()).orElseThrow().problem())
                .hasValueSatisfying(problem -> assertThat(problem).contains("tidemark.secrets.key"));
        assertThat(subscriptions.delete(broken.subscription().id())).isTrue();
    }

    @Test
    void a_result_that_cannot_be_stored_holds_up_nobody() {
        Subscriptions.Created crm = subscribe("/crm");
        append(3);
        QuarkusTransaction.requiringNew()
                .run(() -> sql.update("""
                        insert into delivery_attempt (delivery_id, number, started_at, duration_ms, body_cut)
                        select min(id), 1, ?, 0, false from delivery where subscription_id = ?""", clock.instant(), crm.subscription().id()));

        assertThat(dispatcher.runOnce()).isEqualTo(3);

        assertThat(QuarkusTransaction.requiringNew()
                        .call(() -> sql.query(
                                "select state from delivery where subscription_id = ? order by id",
                                row -> row.getString(1),
                                crm.subscription().id())))
                .containsExactly("delivering", "delivered", "delivered");
    }

    @Test
    void a_claim_takes_first_tries_and_later_ones_by_when_they_are_due() {
        server.on("/crm", OddServer.status(500));
        Subscriptions.Created crm = subscribe("/crm");
        append(1);
        dispatcher.runOnce();
        long first = only().id();
        append(1);
        clock.advance(Duration.ofMinutes(1));
        assertThat(claim(crm, 1))
                .singleElement()
                .satisfies(
                        one -> assertThat(one.id()).as("due before the retry").isGreaterThan(first));
        assertThat(claim(crm, 1))
                .singleElement()
                .satisfies(one -> assertThat(one.id()).isEqualTo(first));
    }

    @Test
    void work_whose_process_died_goes_on_with_the_same_attempt_when_the_claim_ends() {
        Subscriptions.Created crm = subscribe("/crm");
        append(1);
        assertThat(claim(crm, 10)).hasSize(1);
        assertThat(only().state()).isEqualTo(DeliveryState.DELIVERING);
        assertThat(dispatcher.runOnce()).isZero();
        clock.advance(Duration.ofSeconds(2 + 45 + 1));
        assertThat(dispatcher.runOnce()).isEqualTo(1);
        assertThat(attempts()).extracting(DeliveryAttempt::number).containsExactly(1);
    }

    @Test
    void a_lost_claim_writes_nothing() {
        server.on("/crm", (socket, out) -> {
            QuarkusTransaction.requiringNew().run(() -> sql.update("update delivery set claim = 'another'"));
            OddServer.status(200).answer(socket, out);
        });
        subscribe("/crm");
        append(1);
        assertThat(dispatcher.runOnce()).isEqualTo(1);
        assertThat(only().state()).isEqualTo(DeliveryState.DELIVERING);
        assertThat(attempts()).isEmpty();
    }

    @Test
    void a_claim_takes_only_what_there_is_room_for_those_due_longest_first() {
        Subscriptions.Created crm = subscribe("/crm");
        List<StoredEvent> appended = append(5);
        assertThat(claim(crm, 2))
                .extracting(ClaimStore.Claimed::sequence)
                .containsExactlyInAnyOrder(
                        appended.get(0).sequence(), appended.get(1).sequence());
        assertThat(claim(crm, 10)).hasSize(3);
        assertThat(claim(crm, 10)).isEmpty();
    }

    @Test
    void the_loop_does_not_wait_for_a_slow_receiver_and_stops_without_losing_a_result() throws Exception {
        server.on("/slow", OddServer.slow(1000));
        subscribe("/slow");
        subscribe("/fast");
        append(60);
        Dispatcher loop = replicas.another();
        loop.onStart(new StartupEvent(), () -> true);
        await().atMost(Duration.ofSeconds(20)).until(() -> count("sfast", DeliveryState.DELIVERED) == 60);
        int slowWhenFastWasDone = server.received("/slow").size();
        loop.onStop(new ShutdownEvent());

        assertThat(slowWhenFastWasDone).isLessThan(60);
        assertThat(server.mostAtOnce("/slow")).isEqualTo(10);
        assertThat(count("sslow", DeliveryState.DELIVERING)).isZero();
        assertThat(count("sslow", DeliveryState.DELIVERED))
                .isEqualTo(server.received("/slow").size());
        assertThat(server.received("/fast")).hasSize(60);
    }
}
