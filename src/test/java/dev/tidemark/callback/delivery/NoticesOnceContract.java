package dev.tidemark.callback.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tidemark.callback.notice.Notice;
import dev.tidemark.callback.notice.Notices;
import dev.tidemark.event.EventType;
import dev.tidemark.outbox.StoredEvent;
import dev.tidemark.platform.Json;
import io.quarkus.narayana.jta.QuarkusTransaction;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Operators are told once, in order, and never of themselves, however often something fails. */
abstract class NoticesOnceContract extends NoticeScene {
    @Inject
    Notices notices;

    @Test
    void nobody_is_told_of_oneself() {
        server.on("/crm", OddServer.status(500));
        List<String> types = new ArrayList<>(NOTICES);
        types.add("ViewStarted");
        subscribe("crm", types, List.of());
        subscribe("pager", NOTICES, List.of());
        append("default", 5);
        run();
        assertThat(told()).containsExactly("crm SubscriptionFailing");
        assertThat(of("crm"))
                .hasSize(5)
                .allSatisfy(one -> assertThat(one.type()).isEqualTo(EventType.VIEW_STARTED));
        assertThat(of("pager")).hasSize(1);
    }

    @Test
    void two_broken_listeners_do_not_tell_of_each_other_for_ever() {
        List<String> types = new ArrayList<>(NOTICES);
        types.add("ViewStarted");
        for (String one : List.of("left", "right")) {
            server.on("/" + one, OddServer.status(500));
            subscribe(one, types, List.of());
        }
        append("default", 5);
        for (int hour = 0; hour < 8 * 24; hour++) {
            run();
            clock.advance(Duration.ofHours(1));
        }
        assertThat(told().stream().filter(one -> !one.endsWith("DeliveryExhausted")))
                .containsExactlyInAnyOrder(
                        "left SubscriptionFailing",
                        "right SubscriptionFailing",
                        "left SubscriptionDisabled",
                        "right SubscriptionDisabled");
        assertThat(of(EventType.DELIVERY_EXHAUSTED))
                .as("of views alone")
                .hasSizeLessThanOrEqualTo(10)
                .allSatisfy(one -> assertThat(Json.readObject(one.document())
                                .at("/data/event/type")
                                .asText())
                        .isEqualTo("ViewStarted"));
    }

    @Test
    void two_listeners_that_fail_and_recover_all_the_time_are_told_of_once_an_hour() {
        List<String> types = new ArrayList<>(NOTICES);
        types.add("ViewStarted");
        for (String one : List.of("left", "right")) {
            AtomicInteger tries = new AtomicInteger();
            server.on(
                    "/" + one,
                    (socket, out) -> OddServer.status(tries.incrementAndGet() % 6 == 0 ? 200 : 500)
                            .answer(socket, out));
            subscribe(one, types, List.of());
        }
        for (int minutes = 0; minutes < 180; minutes += 2) {
            append("default", 6);
            run();
            clock.advance(Duration.ofMinutes(2));
        }
        assertThat(told().stream().filter(one -> one.equals("left SubscriptionFailing")))
                .hasSizeBetween(2, 4);
        assertThat(told().stream().filter(one -> !one.endsWith("DeliveryExhausted")))
                .as("%s", told())
                .hasSizeLessThanOrEqualTo(2 * 2 * 4);
    }

    @Test
    void who_fails_again_soon_and_goes_on_failing_is_told_of_an_hour_after_it_recovered() {
        AtomicBoolean well = new AtomicBoolean();
        server.on(
                "/crm",
                (socket, out) -> OddServer.status(well.get() ? 200 : 500).answer(socket, out));
        subscribe("crm", List.of(), List.of());
        for (int time = 0; time < 3; time++) {
            well.set(false);
            append("default", 5);
            run();
            well.set(true);
            clock.advance(Duration.ofSeconds(6));
            run();
        }
        assertThat(told()).containsExactly("crm SubscriptionFailing", "crm SubscriptionRecovered");
        Instant recovered = only(EventType.SUBSCRIPTION_RECOVERED).time();
        well.set(false);
        append("default", 5);
        run();
        Instant failing = clock.instant();
        clock.set(recovered.plus(Duration.ofHours(1)).minusMillis(1));
        teller.tell();
        assertThat(told()).hasSize(2);
        clock.advance(Duration.ofMillis(1));
        teller.tell();
        assertThat(told()).hasSize(3).endsWith("crm SubscriptionFailing");
        assertThat(of(EventType.SUBSCRIPTION_FAILING).getLast().time()).isEqualTo(failing);
    }

    @Test
    void who_is_deleted_while_that_waits_is_not_told_of() {
        server.on("/crm", OddServer.status(500));
        subscribe("crm", List.of(), List.of());
        QuarkusTransaction.requiringNew()
                .run(() -> sql.update("update subscription set recovered_at = ?", clock.instant()));
        append("default", 5);
        run();
        subscriptions.delete("crm");
        clock.advance(Duration.ofHours(2));
        run();
        assertThat(told()).isEmpty();
    }

    @Test
    void what_a_process_left_untold_is_told_by_the_next() {
        server.on("/crm", OddServer.status(500));
        subscribe("crm", List.of(), List.of());
        append("default", 5);
        dispatcher.runOnce();
        assertThat(told()).isEmpty();
        clock.advance(Duration.ofDays(1));
        assertThat(teller.tell()).isEqualTo(1);
        assertThat(told()).containsExactly("crm SubscriptionFailing");
        assertThat(teller.tell()).isZero();
    }

    @Test
    void two_processes_tell_each_notice_once_and_in_order() throws Exception {
        subscribe("crm", List.of(), List.of());
        List<StoredEvent> lost = append("default", 450);
        QuarkusTransaction.requiringNew()
                .run(() -> notices.add(IntStream.range(0, 450)
                        .<Notice>mapToObj(i -> new Notice.Exhausted(
                                "crm", lost.get(i).sequence(), i, 10, Optional.empty(), "dns", "", clock.instant()))
                        .toList()));
        Callable<Integer> tells = () -> {
            int told = 0;
            for (int times = 0; times < 10; times++) {
                int now = teller.tell();
                assertThat(now).isLessThanOrEqualTo(200);
                told += now;
            }
            return told;
        };
        int told = 0;
        try (ExecutorService both = Executors.newFixedThreadPool(2)) {
            // Neither gets on while the log is somebody else's, so that both begin at the same notices.
            List<Future<Integer>> telling = QuarkusTransaction.requiringNew().call(() -> {
                sql.update("update event_log set id = id where id = 1");
                List<Future<Integer>> begun = List.of(both.submit(tells), both.submit(tells));
                TimeUnit.MILLISECONDS.sleep(300);
                return begun;
            });
            for (Future<Integer> one : telling) {
                told += one.get();
            }
        }
        assertThat(told).isEqualTo(450);
        assertThat(of(EventType.DELIVERY_EXHAUSTED))
                .extracting(event ->
                        Json.readObject(event.document()).at("/data/delivery").asInt())
                .isEqualTo(IntStream.range(0, 450).boxed().toList());
    }
}
