package dev.tidemark.callback.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tidemark.callback.history.Delivery;
import dev.tidemark.callback.history.DeliveryState;
import dev.tidemark.callback.subscription.Drafts;
import dev.tidemark.callback.subscription.SubscriptionDraft;
import dev.tidemark.callback.subscription.SubscriptionDraft.Pacing;
import dev.tidemark.callback.terms.Ordering;
import dev.tidemark.outbox.StoredEvent;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Subscriptions are served on their own terms: order, rate, window, schedule, on every database. */
abstract class TermsContract extends DeliveryScene {
    @Test
    void the_next_of_a_key_waits_and_other_keys_go_on() {
        server.on("/crm", OddServer.status(500), OddServer.status(200));
        subscriptions.create(ordered("crm"));
        List<StoredEvent> events = append("a", "a", "b");

        sendAll();

        assertThat(received("/crm")).containsExactlyInAnyOrder(id(events, 0), id(events, 2));
        clock.advance(Duration.ofSeconds(7));
        sendAll();
        assertThat(received("/crm")).endsWith(id(events, 0), id(events, 1));
        assertThat(count(DeliveryState.DELIVERED)).isEqualTo(3);
    }

    @Test
    void what_is_given_up_lets_the_next_of_its_key_go() {
        server.on("/crm", OddServer.status(500), OddServer.status(200));
        subscriptions.create(Drafts.with(draft("crm"), pacing("key", List.of("PT0S"))));
        List<StoredEvent> events = append("a", "a");
        sendAll();
        assertThat(received("/crm")).containsExactly(id(events, 0), id(events, 1));
        assertThat(count(DeliveryState.EXHAUSTED)).isEqualTo(1);
    }

    @Test
    void an_event_that_comes_after_the_one_before_was_delivered_does_not_wait() {
        subscriptions.create(ordered("crm"));
        List<StoredEvent> events = new ArrayList<>(append("a"));
        sendAll();
        events.addAll(append("a"));
        sendAll();
        assertThat(received("/crm")).containsExactly(id(events, 0), id(events, 1));
    }

    @Test
    void a_hundred_keys_with_failures_keep_the_order_of_each() {
        server.on(
                "/crm",
                IntStream.range(0, 2000)
                        .mapToObj(i -> OddServer.status(i % 20 == 19 ? 500 : 200))
                        .toArray(OddServer.Behaviour[]::new));
        subscriptions.create(Drafts.with(draft("crm"), pacing("key", List.of("PT0S", "PT1S", "PT1S", "PT1S"))));
        List<StoredEvent> events =
                append(IntStream.range(0, 400).mapToObj(i -> "key" + i % 100).toArray(String[]::new));
        while (count(DeliveryState.DELIVERED) < 400) {
            sendAll();
            clock.advance(Duration.ofSeconds(2));
        }
        List<String> firsts = received("/crm");
        for (int key = 0; key < 100; key++) {
            List<String> mine = IntStream.of(key, key + 100, key + 200, key + 300)
                    .mapToObj(i -> id(events, i))
                    .toList();
            assertThat(firsts.stream().filter(mine::contains).distinct()).containsExactlyElementsOf(mine);
            int last = -1;
            for (String one : mine) {
                assertThat(firsts.indexOf(one)).isGreaterThan(last);
                last = firsts.lastIndexOf(one);
            }
        }
    }

    @Test
    void what_was_held_keeps_its_order_when_it_is_released() {
        subscriptions.create(ordered("crm"));
        subscriptions.disable("crm");
        List<StoredEvent> events = append("a", "b", "a", "a");
        subscriptions.enable("crm");
        for (int i = 0; i < 6; i++) {
            clock.advance(Duration.ofSeconds(2));
            sendAll();
        }
        assertThat(received("/crm")).hasSize(4);
        assertThat(received("/crm").stream().filter(one -> !one.equals(id(events, 1))))
                .containsExactly(id(events, 0), id(events, 2), id(events, 3));
    }

    @Test
    void order_asked_for_later_holds_for_what_is_due_already_and_can_be_given_up() {
        SubscriptionDraft plain = Drafts.with(draft("crm"), pacing("none", List.of("PT10S", "PT10S")));
        subscriptions.create(plain);
        List<StoredEvent> events = append("a", "a", "a");
        subscriptions.replace(Drafts.with(draft("crm"), pacing("key", List.of("PT10S", "PT10S"))), Optional.empty());
        clock.advance(Duration.ofSeconds(13));
        dispatcher.runOnce();
        sendAll();
        assertThat(received("/crm")).containsExactly(id(events, 0), id(events, 1), id(events, 2));

        server.on("/crm", OddServer.status(500), OddServer.status(200));
        List<StoredEvent> more = append("b", "b");
        clock.advance(Duration.ofSeconds(13));
        sendAll();
        assertThat(received("/crm")).hasSize(4);
        subscriptions.replace(plain, Optional.empty());
        sendAll();
        assertThat(received("/crm")).endsWith(id(more, 0), id(more, 1));
    }

    @Test
    void what_waits_for_nothing_is_found_within_a_minute() {
        subscriptions.create(ordered("crm"));
        List<StoredEvent> events = append("a", "a");
        update("update delivery set due_at = ?", Ordering.WAITS);
        assertThat(sendAll()).isLessThanOrEqualTo(2);
        clock.advance(Duration.ofSeconds(61));
        sendAll();
        assertThat(received("/crm")).containsExactly(id(events, 0), id(events, 1));
    }

    @Test
    void what_the_receiver_of_before_says_does_not_count_for_the_one_there_is_now() {
        server.on("/old", (socket, out) -> {
            subscriptions.replace(draft("crm"), Optional.empty());
            OddServer.status(410).answer(socket, out);
        });
        SubscriptionDraft old = SubscriptionDraft.plain(
                Optional.of("crm"), Optional.empty(), Optional.of(server.url("/old")), List.of());
        subscriptions.create(old);
        append("a");
        sendAll();
        assertThat(subscriptions.find("crm").orElseThrow().enabled()).isTrue();
        clock.advance(Duration.ofSeconds(7));
        sendAll();
        assertThat(received("/crm")).hasSize(1);
        assertThat(only().state()).isEqualTo(DeliveryState.DELIVERED);
    }

    @Test
    void a_purged_event_lets_the_next_of_its_key_go() {
        server.on("/crm", OddServer.status(500), OddServer.status(200));
        subscriptions.create(ordered("crm"));
        List<StoredEvent> events = append("a", "a");
        sendAll();
        while (!log.forget("default")) {}
        assertThat(all()).isEmpty();
        List<StoredEvent> more = append("a");
        sendAll();
        assertThat(received("/crm")).containsExactly(id(events, 0), id(more, 0));
    }

    @Inject
    Replicas replicas;

    @Test
    void a_rate_is_kept_over_replicas_and_used() {
        subscriptions.create(Drafts.with(
                draft("crm"),
                new Pacing(Optional.of(10.0), Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty())));
        append(IntStream.range(0, 150).mapToObj(i -> "row" + i).toArray(String[]::new));
        Dispatcher other = replicas.another();
        List<Instant> sent = new ArrayList<>();
        for (int step = 0; step < 1300; step++) {
            int before = server.received("/crm").size();
            (step % 3 == 0 ? other : dispatcher).runOnce();
            for (int i = before; i < server.received("/crm").size(); i++) {
                sent.add(clock.instant());
            }
            clock.advance(Duration.ofMillis(10));
        }
        assertThat(sent.size()).as("in 13 s").isBetween(120, 130);
        for (Instant start : sent) {
            assertThat(sent.stream().filter(one -> !one.isBefore(start) && one.isBefore(start.plusSeconds(1))))
                    .hasSizeLessThanOrEqualTo(11);
        }
    }

    @Test
    void a_window_of_one_sends_one_after_the_other() {
        server.on("/crm", OddServer.slow(20));
        subscriptions.create(Drafts.with(
                draft("crm"),
                new Pacing(Optional.empty(), Optional.of(1), Optional.empty(), Optional.empty(), Optional.empty())));
        append("a", "b", "c", "d");
        sendAll();
        assertThat(received("/crm")).hasSize(4);
        assertThat(server.mostAtOnce("/crm")).isEqualTo(1);
    }

    @Test
    void its_own_schedule_says_when_and_how_often() {
        server.on("/crm", OddServer.status(500));
        subscriptions.create(Drafts.with(draft("crm"), pacing("none", List.of("PT30S", "PT1H"))));
        Instant start = clock.instant();
        append("a");
        assertThat(only().dueAt()).isBetween(start.plusSeconds(30), start.plusSeconds(36));
        assertThat(sendAll()).isZero();
        clock.set(only().dueAt());
        Instant failed = clock.instant();
        assertThat(sendAll()).isEqualTo(1);
        assertThat(only().dueAt()).isBetween(failed.plusSeconds(3600), failed.plusSeconds(4320));
        clock.set(only().dueAt());
        assertThat(sendAll()).isEqualTo(1);
        assertThat(only().state()).isEqualTo(DeliveryState.EXHAUSTED);
    }

    @Test
    void its_own_timeout_ends_the_exchange() {
        server.on("/crm", OddServer.silence());
        subscriptions.create(Drafts.with(
                draft("crm"),
                new Pacing(
                        Optional.empty(), Optional.empty(), Optional.empty(), Optional.of("PT1S"), Optional.empty())));
        append("a");
        long start = System.nanoTime();
        sendAll();
        // The service's own is two seconds here.
        assertThat(Duration.ofNanos(System.nanoTime() - start))
                .isBetween(Duration.ofMillis(900), Duration.ofMillis(1900));
        assertThat(deliveries.attempts(only().id()).getFirst().error()).contains("timeout");
    }

    private Delivery only() {
        return all().getFirst();
    }

    private static String id(List<StoredEvent> events, int index) {
        return events.get(index).id();
    }

    private SubscriptionDraft ordered(String id) {
        // One at a time, so that it is known who gets which answer.
        return Drafts.with(
                draft(id),
                new Pacing(
                        Optional.empty(),
                        Optional.of(1),
                        Optional.of("key"),
                        Optional.empty(),
                        Optional.of(List.of("PT0S", "PT5S", "PT5M"))));
    }

    private static Pacing pacing(String ordering, List<String> schedule) {
        return new Pacing(
                Optional.empty(), Optional.empty(), Optional.of(ordering), Optional.empty(), Optional.of(schedule));
    }
}
