package dev.tidemark.kafka;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.tidemark.event.ChangeEvent;
import dev.tidemark.event.EventData;
import dev.tidemark.event.EventId;
import dev.tidemark.event.EventType;
import dev.tidemark.event.RowFacts;
import dev.tidemark.outbox.EventLog;
import dev.tidemark.outbox.StoredEvent;
import dev.tidemark.platform.Json;
import dev.tidemark.testing.BrokerPower;
import dev.tidemark.testing.KafkaResource;
import dev.tidemark.testing.TestClock;
import dev.tidemark.testing.Topics;
import io.quarkus.narayana.jta.QuarkusTransaction;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** A producer that gets no answer any more is not waited for for ever. */
@QuarkusTest
@WithTestResource(KafkaResource.class)
@Timeout(180)
class RelayPatienceIT {
    @Inject
    KafkaRelay relay;

    @Inject
    EventLog log;

    @Inject
    TestClock clock;

    @ConfigProperty(name = "kafka.bootstrap.servers")
    String brokers;

    @BrokerPower
    Consumer<String> brokerPower;

    private boolean away;

    @AfterEach
    void bring_it_back() {
        if (away) {
            brokerPower.accept("start");
        }
    }

    @Test
    void what_is_not_answered_in_two_minutes_is_sent_again_in_its_order_by_a_new_producer() {
        append("warm", 1);
        drain();
        brokerPower.accept("stop");
        away = true;
        String row = UUID.randomUUID().toString();
        List<String> ids = append(row, 20).stream().map(StoredEvent::id).toList();

        CompletableFuture<Integer> round = CompletableFuture.supplyAsync(relay::runOnce);
        await().atMost(Duration.ofSeconds(60)).until(() -> {
            clock.advance(Duration.ofSeconds(30));
            return round.isDone();
        });
        assertThat(round).isCompletedWithValue(0);

        brokerPower.accept("start");
        away = false;
        await().atMost(Duration.ofSeconds(90)).until(() -> {
            drain();
            return published(row).containsAll(ids);
        });
        assertThat(published(row).stream().distinct()).containsExactlyElementsOf(ids);
    }

    private void drain() {
        while (relay.runOnce() > 0) {
            // as long as there is something to publish
        }
    }

    /** In the order of their key. */
    private List<String> published(String row) {
        return Topics.all(brokers, List.of("mindstamp.views")).stream()
                .filter(written -> row.equals(written.key()))
                .map(RelayPatienceIT::id)
                .toList();
    }

    private static String id(ConsumerRecord<String, byte[]> written) {
        return new String(written.headers().lastHeader("ce_id").value(), UTF_8);
    }

    private List<StoredEvent> append(String row, int count) {
        List<ChangeEvent> events =
                IntStream.range(0, count).mapToObj(i -> event(row, i)).toList();
        return QuarkusTransaction.requiringNew().call(() -> log.append(events));
    }

    private ChangeEvent event(String row, int number) {
        RowFacts facts = new RowFacts(
                "view",
                Json.object().put("id", row),
                new RowFacts.Viewer(null, null, null, null, null),
                new RowFacts.Video(null, null, null),
                Map.of(),
                null,
                clock.instant(),
                false);
        return new ChangeEvent(
                EventId.of("default", "views", row, EventType.VIEW_STARTED, UUID.randomUUID() + "-" + number),
                "default",
                "views/" + row,
                row,
                clock.instant(),
                new EventData.Plain(EventType.VIEW_STARTED, facts));
    }
}
