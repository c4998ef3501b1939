package dev.tidemark.kafka;

import io.smallrye.common.annotation.Identifier;
import jakarta.annotation.PreDestroy;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.jboss.logging.Logger;

/** The one producer: made when first needed, thrown away after a failure that it cannot mend by itself. */
@ApplicationScoped
class ProducerHolder {
    private static final Logger LOG = Logger.getLogger(ProducerHolder.class);

    private final Map<String, Object> settings;
    private Optional<Producer<String, byte[]>> producer = Optional.empty();
    private boolean reachable = true;

    ProducerHolder(@Identifier("default-kafka-broker") Map<String, Object> settings) {
        this.settings = new HashMap<>(settings);
        this.settings.put(ProducerConfig.ACKS_CONFIG, "all");
        this.settings.put(ProducerConfig.ENABLE_IDEMPOTENCE_CONFIG, true);
        // A broker that is away for any time delays, it does not fail: the producer goes on re-sending in order.
        this.settings.put(ProducerConfig.DELIVERY_TIMEOUT_MS_CONFIG, Integer.MAX_VALUE);
        // A broker takes any first sequence of a producer it does not know. Were two requests under way to a topic that
        // is
        // just being created, and the first told to try again, the second would come before it, and it never.
        this.settings.put(ProducerConfig.MAX_IN_FLIGHT_REQUESTS_PER_CONNECTION, 1);
        this.settings.putIfAbsent(ProducerConfig.BATCH_SIZE_CONFIG, 128 * 1024);
        this.settings.put(ProducerConfig.MAX_BLOCK_MS_CONFIG, 5_000);
        this.settings.putIfAbsent(ProducerConfig.LINGER_MS_CONFIG, 5);
        this.settings.putIfAbsent(ProducerConfig.RECONNECT_BACKOFF_MAX_MS_CONFIG, 5_000);
        this.settings.putIfAbsent(ProducerConfig.CLIENT_ID_CONFIG, "tidemark");
    }

    synchronized Producer<String, byte[]> get() {
        if (producer.isEmpty()) {
            producer = Optional.of(new KafkaProducer<>(settings, new StringSerializer(), new ByteArraySerializer()));
        }
        return producer.get();
    }

    synchronized void discard() {
        producer.ifPresent(old -> old.close(Duration.ZERO));
        producer = Optional.empty();
    }

    /** Said once, not once a second. */
    synchronized void noteUnreachable() {
        if (reachable) {
            LOG.warn("kafka.unreachable: events wait in the log and are published in order when a broker answers");
        }
        reachable = false;
    }

    synchronized void noteReachable() {
        if (!reachable) {
            LOG.info("kafka.reachable: publishing goes on");
        }
        reachable = true;
    }

    @PreDestroy
    void close() {
        discard();
    }
}
