package dev.tidemark.callback.delivery;

import static java.util.stream.Collectors.counting;
import static java.util.stream.Collectors.groupingBy;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.tidemark.callback.history.DeliveryState;
import dev.tidemark.callback.subscription.Drafts;
import dev.tidemark.callback.subscription.SubscriptionDraft.Pacing;
import io.quarkus.narayana.jta.QuarkusTransaction;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Who is slow, failing or busy keeps its trouble to itself. */
@Timeout(120)
abstract class IsolationContract extends DeliveryScene {
    @Inject
    Replicas replicas;

    @Test
    void a_receiver_that_never_answers_with_thousands_queued_keeps_nobody_waiting() throws Exception {
        CountDownLatch released = new CountDownLatch(1);
        server.on("/hangs", (socket, out) -> {
            released.await();
            OddServer.status(200).answer(socket, out);
        });
        subscriptions.create(Drafts.with(draft("hangs"), patient()));
        append(rows(2000, 2000));
        // First in the queue, all of it, and in flight, before anybody else has work.
        Dispatcher loop = replicas.another();
        loop.onStart(new StartupEvent(), () -> true);
        await().until(() -> server.received("/hangs").size() == 10);
        for (int i = 0; i < 3; i++) {
            subscriptions.create(draft("fast" + i));
        }
        append(rows(300, 300));

        await().atMost(Duration.ofSeconds(60)).until(() -> count("delivered", "fast") == 900);

        assertThat(server.received("/hangs")).hasSize(10);
        assertThat(count("delivering", "hangs"))
                .as("the same still hang: nobody waited for their end")
                .isEqualTo(10);
        for (int i = 0; i < 3; i++) {
            assertThat(new HashSet<>(received("/fast" + i))).hasSize(300);
        }
        released.countDown();
        loop.onStop(new ShutdownEvent());
    }

    @Test
    void while_five_keys_of_a_hundred_fail_all_of_the_others_is_delivered() {
        // One at a time, so that the first of each of these keys is who fails.
        Set<String> failing = Set.of("key3", "key27", "key42", "key81", "key99");
        Set<String> failed = new HashSet<>();
        server.on("/crm", (socket, out) -> {
            String id = server.received("/crm").getLast().headers().get("webhook-id");
            OddServer.status(failed.contains(id) ? 500 : 200).answer(socket, out);
        });
        subscriptions.create(Drafts.with(
                draft("crm"),
                new Pacing(
                        Optional.empty(),
                        Optional.of(1),
                        Optional.of("key"),
                        Optional.empty(),
                        Optional.of(List.of("PT0S", "PT1H")))));
        Map<String, List<String>> ids = append(rows(800, 100)).stream()
                .collect(groupingBy(
                        one -> one.partitionKey(),
                        java.util.stream.Collectors.mapping(one -> one.id(), java.util.stream.Collectors.toList())));
        failing.forEach(key -> failed.add(ids.get(key).getFirst()));

        sendAll();

        assertThat(count(DeliveryState.DELIVERED))
                .as("without the clock going on")
                .isEqualTo(95 * 8);
        assertThat(count(DeliveryState.RETRYING)).isEqualTo(5);
        ids.forEach((key, mine) -> assertThat(received("/crm"))
                .filteredOn(mine::contains)
                .as(key)
                .containsExactlyElementsOf(failing.contains(key) ? List.of(mine.getFirst()) : mine));

        failed.clear();
        clock.advance(Duration.ofMinutes(73));
        sendAll();

        assertThat(count(DeliveryState.DELIVERED)).isEqualTo(800);
        failing.forEach(key ->
                assertThat(received("/crm")).filteredOn(ids.get(key)::contains).containsSequence(ids.get(key)));
    }

    @Test
    void a_thousand_that_fail_at_once_do_not_come_back_at_once() {
        for (int i = 0; i < 100; i++) {
            server.on("/crm" + i, OddServer.status(503));
            subscriptions.create(Drafts.with(
                    draft("crm" + i),
                    new Pacing(
                            Optional.empty(),
                            Optional.empty(),
                            Optional.empty(),
                            Optional.empty(),
                            Optional.of(List.of("PT0S", "PT5M")))));
        }
        append(rows(10, 10));
        assertThat(sendAll()).isEqualTo(1000);

        List<Instant> due = all().stream().map(one -> one.dueAt()).toList();
        assertThat(due)
                .hasSize(1000)
                .allSatisfy(one -> assertThat(one)
                        .isBetween(
                                clock.instant().plusSeconds(300),
                                clock.instant().plusSeconds(360)));
        assertThat(due.stream()
                        .collect(groupingBy(Instant::getEpochSecond, counting()))
                        .values())
                .allSatisfy(bucket -> assertThat(bucket).isLessThanOrEqualTo(100));
    }

    @Test
    void a_minute_of_two_replicas_stays_within_the_rate() {
        subscriptions.create(Drafts.with(
                draft("crm"),
                new Pacing(Optional.of(10.0), Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty())));
        append(rows(1000, 1000));
        Dispatcher other = replicas.another();
        List<Long> sent = new ArrayList<>();
        long start = clock.millis();
        for (int step = 0; step < 1900; step++) {
            int made = (step % 3 == 0 ? other : dispatcher).runOnce();
            long at = clock.millis() - start;
            IntStream.range(0, made).forEach(_ -> sent.add(at));
            clock.advance(Duration.ofMillis(40));
        }
        assertThat(sent).as("in 76 s: the rate is used").hasSizeGreaterThan(720);
        for (long first : sent) {
            assertThat(within(sent, first, 1000)).isLessThanOrEqualTo(11);
            assertThat(within(sent, first, 60_000)).isLessThanOrEqualTo(600);
        }
    }

    private static long within(List<Long> sent, long first, long window) {
        return sent.stream().filter(one -> one >= first && one < first + window).count();
    }

    private static Pacing patient() {
        return new Pacing(Optional.empty(), Optional.empty(), Optional.empty(), Optional.of("PT30S"), Optional.empty());
    }

    private static String[] rows(int count, int keys) {
        return IntStream.range(0, count).mapToObj(i -> "key" + i % keys).toArray(String[]::new);
    }

    private long count(String state, String subscriptions) {
        return QuarkusTransaction.requiringNew()
                .call(() -> sql.first(
                                "select count(*) from delivery where state = ? and subscription_id like ?",
                                row -> row.getLong(1),
                                state,
                                subscriptions + "%")
                        .orElseThrow());
    }
}
