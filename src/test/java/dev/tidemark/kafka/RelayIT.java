package dev.tidemark.kafka;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.tidemark.platform.Sql;
import dev.tidemark.platform.lease.LeaseStore;
import dev.tidemark.testing.KafkaResource;
import io.quarkus.narayana.jta.QuarkusTransaction;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicBoolean;
import org.apache.kafka.clients.producer.MockProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What the relay does with acks that come late or never: producers whose acks the test gives. */
@QuarkusTest
@WithTestResource(KafkaResource.class)
@Timeout(120)
class RelayIT extends RelayScene {
    private static final String ROW = "relayed";

    @Inject
    PublicationStore publications;

    @Inject
    LeaseStore leases;

    private final List<MockProducer<String, byte[]>> made = new CopyOnWriteArrayList<>();
    private final AtomicBoolean broken = new AtomicBoolean();
    private KafkaRelay relay;

    @BeforeEach
    void begin() {
        relay = new KafkaRelay(publications, leases, new ProducerHolder(Map.of(), _ -> make()), clock);
    }

    @Test
    void what_is_never_answered_is_sent_again_in_its_order_by_another_producer() {
        List<String> ids = append(ROW, 5);
        CompletableFuture<Integer> round = CompletableFuture.supplyAsync(relay::runOnce);
        until(() -> made.size() == 1 && sentBy(0).size() == 5);
        made.getFirst().completeNext();
        until(() -> {
            clock.advance(Duration.ofSeconds(10));
            return round.isDone();
        });
        assertThat(round).as("the one that was answered").isCompletedWithValue(1);
        assertThat(made.getFirst().closed()).isTrue();

        CompletableFuture<Integer> next = CompletableFuture.supplyAsync(relay::runOnce);
        until(() -> made.size() == 2 && sentBy(1).size() == 4);
        while (made.getLast().completeNext()) {}
        assertThat(next.join()).isEqualTo(4);

        assertThat(sentBy(0)).isEqualTo(ids);
        assertThat(sentBy(1)).isEqualTo(ids.subList(1, 5));
        assertThat(relay.runOnce()).isZero();
    }

    @Test
    void acks_that_come_slowly_keep_the_lease() {
        append(ROW, 10);
        CompletableFuture<Integer> round = CompletableFuture.supplyAsync(relay::runOnce);
        until(() -> made.size() == 1 && sentBy(0).size() == 10);
        for (int i = 0; i < 10; i++) {
            clock.advance(Duration.ofSeconds(4));
            made.getFirst().completeNext();
            if (i < 9) {
                until(() -> leasedUntil().equals(clock.instant().plus(LeaseStore.TTL)));
            }
        }
        assertThat(round.join()).isEqualTo(10);
    }

    @Test
    void where_no_producer_can_be_made_everything_stays_due() {
        append(ROW, 3);
        broken.set(true);
        assertThat(relay.runOnce()).isZero();
        assertThat(relay.runOnce()).isZero();

        broken.set(false);
        CompletableFuture<Integer> round = CompletableFuture.supplyAsync(relay::runOnce);
        until(() -> made.size() == 1 && sentBy(0).size() == 3);
        while (made.getFirst().completeNext()) {}
        assertThat(round.join()).isEqualTo(3);
    }

    @Test
    void once_it_is_to_stop_it_sends_nothing_more() {
        append(ROW, 3);
        relay.stop();
        assertThat(relay.runOnce()).isZero();
        assertThat(made).isEmpty();
    }

    private Producer<String, byte[]> make() {
        if (broken.get()) {
            throw new KafkaException("no resolvable bootstrap urls");
        }
        made.add(new MockProducer<>(false, null, new StringSerializer(), new ByteArraySerializer()));
        return made.getLast();
    }

    private List<String> sentBy(int producer) {
        return made.get(producer).history().stream()
                .map(sent -> new String(sent.headers().lastHeader("ce_id").value(), UTF_8))
                .toList();
    }

    private Instant leasedUntil() {
        return QuarkusTransaction.requiringNew()
                .call(() -> sql.first(
                        "select until from lease where name = 'kafka-relay'",
                        row -> Optional.ofNullable(Sql.instant(row, "until")).orElseThrow()))
                .orElseThrow();
    }

    private static void until(Callable<Boolean> condition) {
        await().atMost(Duration.ofSeconds(30))
                .pollInterval(Duration.ofMillis(10))
                .until(condition);
    }
}
