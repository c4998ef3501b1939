package dev.tidemark.callback.delivery;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.tidemark.callback.history.Delivery;
import dev.tidemark.callback.history.DeliveryAttempt;
import dev.tidemark.callback.history.DeliveryState;
import dev.tidemark.callback.replay.Retries;
import dev.tidemark.callback.subscription.Drafts;
import dev.tidemark.callback.subscription.SubscriptionDraft;
import dev.tidemark.callback.subscription.SubscriptionDraft.Pacing;
import dev.tidemark.outbox.StoredEvent;
import dev.tidemark.platform.Problem;
import dev.tidemark.platform.ProblemException;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** One delivery is sent again by hand, on every database. */
abstract class RetryContract extends DeliveryScene {
    @Inject
    Retries retries;

    @Test
    void what_was_given_up_gets_all_the_tries_of_its_schedule_anew_and_keeps_its_history() {
        server.on("/crm", OddServer.status(500));
        subscriptions.create(paced("none", "PT0S", "PT10S", "PT20S"));
        String event = append("a").getFirst().id();
        exhaust();
        assertThat(only().attempts()).isEqualTo(3);

        Delivery due = retries.retry(only().id()).orElseThrow();
        assertThat(due.state()).isEqualTo(DeliveryState.PENDING);
        assertThat(due.dueAt()).isEqualTo(clock.instant());
        assertThat(due.settledAt()).isEmpty();

        Instant again = clock.instant();
        sendAll();
        assertThat(only().state()).isEqualTo(DeliveryState.RETRYING);
        assertThat(only().dueAt()).isBetween(again.plusSeconds(10), again.plusSeconds(12));
        exhaust();
        assertThat(only().state()).isEqualTo(DeliveryState.EXHAUSTED);
        assertThat(deliveries.attempts(only().id()))
                .extracting(DeliveryAttempt::number)
                .containsExactly(1, 2, 3, 4, 5, 6);
        assertThat(received("/crm")).hasSize(6).containsOnly(event);
    }

    @Test
    void what_was_delivered_is_sent_again_under_its_id() {
        subscriptions.create(draft("crm"));
        append("a");
        sendAll();
        retries.retry(only().id());
        assertThat(sendAll()).isEqualTo(1);
        assertThat(only().state()).isEqualTo(DeliveryState.DELIVERED);
        assertThat(received("/crm")).hasSize(2);
        assertThat(received("/crm").stream().distinct()).hasSize(1);
    }

    @Test
    void the_try_that_was_due_later_is_made_now_and_no_more_than_that() {
        server.on("/crm", OddServer.status(500));
        subscriptions.create(paced("none", "PT0S", "PT1H"));
        append("a");
        sendAll();
        assertThat(sendAll()).isZero();
        assertThat(retries.retry(only().id()).orElseThrow().state()).isEqualTo(DeliveryState.RETRYING);
        assertThat(sendAll()).isEqualTo(1);
        assertThat(only().state()).isEqualTo(DeliveryState.EXHAUSTED);
    }

    @Test
    void a_claim_that_ends_leaves_what_is_sent_again_as_not_tried() {
        subscriptions.create(draft("crm"));
        append("a");
        sendAll();
        retries.retry(only().id());
        update(
                "update delivery set state = 'delivering', claim = 'dead', claimed_until = ?",
                clock.instant().plusSeconds(1));
        clock.advance(Duration.ofSeconds(5));
        dispatcher.runOnce();
        assertThat(count(DeliveryState.DELIVERED)).isEqualTo(1);
        assertThat(received("/crm")).hasSize(2);
    }

    @Test
    void order_holds_for_what_is_sent_again() {
        server.on("/crm", OddServer.status(500), OddServer.status(500), OddServer.status(200));
        subscriptions.create(paced("key", "PT0S", "PT10S"));
        List<StoredEvent> events = append("a");
        sendAll();
        Delivery first = only();
        append("a");
        Delivery second = all().getFirst();
        assertThat(refusal(second.id()).detail()).contains("waits for the one before it");
        retries.retry(first.id());
        sendAll();
        assertThat(count(DeliveryState.EXHAUSTED)).isEqualTo(1);
        assertThat(count(DeliveryState.DELIVERED)).isEqualTo(1);

        server.on("/crm", OddServer.status(500));
        retries.retry(second.id());
        sendAll();
        Instant due = deliveries.find(second.id()).orElseThrow().dueAt();
        assertThat(due).isAfter(clock.instant());
        retries.retry(first.id());
        assertThat(deliveries.find(second.id()).orElseThrow().dueAt())
                .as("opened again before it: it waits now")
                .isAfter(clock.instant().plus(Duration.ofDays(1000)));
        server.on("/crm", OddServer.status(200));
        sendAll();
        assertThat(count(DeliveryState.DELIVERED)).isEqualTo(1);
        assertThat(deliveries.find(second.id()).orElseThrow().dueAt())
                .as("its turn does not make its next try earlier")
                .isEqualTo(due);
        clock.advance(Duration.between(clock.instant(), due));
        sendAll();
        assertThat(count(DeliveryState.DELIVERED)).isEqualTo(2);
        assertThat(received("/crm")
                        .subList(received("/crm").size() - 2, received("/crm").size()))
                .first()
                .isEqualTo(events.getFirst().id());
    }

    @Test
    void what_cannot_be_sent_now_is_refused_with_what_to_do() {
        subscriptions.create(draft("crm"));
        append("a");
        sendAll();
        long id = only().id();
        update("update delivery set state = 'delivering'");
        assertThat(refusal(id).detail()).contains("being sent just now");
        update("update delivery set state = 'held'");
        assertThat(refusal(id).detail()).contains("about to be sent");
        update("update delivery set state = 'cancelled'");
        assertThat(refusal(id).detail()).contains("cancelled").contains("replay");
        update("update delivery set state = 'delivered'");
        subscriptions.disable("crm");
        assertThat(refusal(id).detail()).contains("'crm' is disabled").contains("enable it");
        subscriptions.delete("crm");
        assertThat(refusal(id).detail()).contains("deleted");
        assertThat(sendAll()).isZero();
        assertThat(retries.retry(id + 1)).isEmpty();
    }

    private Problem refusal(long delivery) {
        Problem problem = catchThrowableOfType(ProblemException.class, () -> retries.retry(delivery))
                .problem();
        assertThat(problem.status()).isEqualTo(409);
        return problem;
    }

    private void exhaust() {
        sendAll();
        while (only().state() == DeliveryState.RETRYING) {
            clock.set(only().dueAt());
            sendAll();
        }
    }

    private Delivery only() {
        assertThat(all()).hasSize(1);
        return all().getFirst();
    }

    private SubscriptionDraft paced(String ordering, String... schedule) {
        return Drafts.with(
                draft("crm"),
                new Pacing(
                        Optional.empty(),
                        Optional.of(1),
                        Optional.of(ordering),
                        Optional.empty(),
                        Optional.of(List.of(schedule))));
    }
}
