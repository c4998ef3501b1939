package dev.tidemark.kafka;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.tidemark.testing.BrokerPower;
import dev.tidemark.testing.KafkaResource;
import dev.tidemark.testing.Topics;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.eclipse.microprofile.config.ConfigProvider;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** A producer that gets no answer any more is not waited for for ever. */
@QuarkusTest
@WithTestResource(KafkaResource.class)
@Timeout(180)
class RelayPatienceIT extends RelayScene {
    @Inject
    KafkaRelay relay;

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
        List<String> warm = append("warm", 1);
        drain();
        assertThat(published("warm")).containsAll(warm);
        brokerPower.accept("stop");
        away = true;
        String row = UUID.randomUUID().toString();
        List<String> ids = append(row, 20);

        CompletableFuture<Integer> round = CompletableFuture.supplyAsync(relay::runOnce);
        // Longer than a send waits for a broker it knows nothing of: these wait for their acks.
        await().during(Duration.ofSeconds(7)).atMost(Duration.ofSeconds(10)).until(() -> !round.isDone());
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
        return Topics.all(brokers(), List.of("mindstamp.views")).stream()
                .filter(written -> row.equals(written.key()))
                .map(RelayPatienceIT::id)
                .toList();
    }

    private static String id(ConsumerRecord<String, byte[]> written) {
        return new String(written.headers().lastHeader("ce_id").value(), UTF_8);
    }

    /** Not injected: applications of other test classes have no broker, and would not start. */
    private static String brokers() {
        return ConfigProvider.getConfig().getValue("kafka.bootstrap.servers", String.class);
    }
}
