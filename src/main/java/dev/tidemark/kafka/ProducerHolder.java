package dev.tidemark.kafka;

import io.smallrye.common.annotation.Identifier;
import jakarta.annotation.PreDestroy;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.jboss.logging.Logger;

/** The one producer: made when first needed, thrown away after a failure that it cannot mend by itself. */
@ApplicationScoped
class ProducerHolder {
    private static final Logger LOG = Logger.getLogger(ProducerHolder.class);

    private final Map<String, Object> settings;
    private final Function<Map<String, Object>, Producer<String, byte[]>> maker;
    private Optional<Producer<String, byte[]>> producer = Optional.empty();
    private boolean reachable = true;

    @Inject
    ProducerHolder(@Identifier("default-kafka-broker") Map<String, Object> settings) {
        this(settings, all -> new KafkaProducer<>(all, new StringSerializer(), new ByteArraySerializer()));
    }

    ProducerHolder(Map<String, Object> settings, Function<Map<String, Object>, Producer<String, byte[]>> maker) {
        this.settings = new HashMap<>(settings);
        this.maker = maker;
        this.settings.put(ProducerConfig.ACKS_CONFIG, "all");
        this.settings.put(ProducerConfig.ENABLE_IDEMPOTENCE_CONFIG, true);
        // The relay says when to give up: it discards the producer, so that nothing of it can come later.
        this.settings.put(ProducerConfig.DELIVERY_TIMEOUT_MS_CONFIG, Integer.MAX_VALUE);
        // Whatever the operator says: a broker takes any first sequence of a producer it does not know. Were two
        // requests
        // under way to a topic that is just being created, and the first told to try again, the second would be stored
        // before it, and the first refused for ever.
        this.settings.put(ProducerConfig.MAX_IN_FLIGHT_REQUESTS_PER_CONNECTION, 1);
        this.settings.putIfAbsent(ProducerConfig.BATCH_SIZE_CONFIG, 128 * 1024);
        this.settings.put(ProducerConfig.MAX_BLOCK_MS_CONFIG, 5_000);
        this.settings.putIfAbsent(ProducerConfig.LINGER_MS_CONFIG, 5);
        this.settings.putIfAbsent(ProducerConfig.RECONNECT_BACKOFF_MAX_MS_CONFIG, 5_000);
        this.settings.putIfAbsent(ProducerConfig.CLIENT_ID_CONFIG, "tidemark");
    }

    /** Empty where none can be made: the broker's name is not known, or a setting is wrong. */
    synchronized Optional<Producer<String, byte[]>> get() {
        if (producer.isEmpty()) {
            try {
                producer = Optional.of(maker.apply(settings));
            } catch (KafkaException e) {
                noteUnreachable(
                        Optional.<Throwable>ofNullable(e.getCause()).orElse(e).toString());
            }
        }
        return producer;
    }

    synchronized void discard() {
        Optional<Producer<String, byte[]>> old = producer;
        producer = Optional.empty();
        old.ifPresent(one -> one.close(Duration.ZERO));
    }

    /** Said once, not once a second. */
    synchronized void noteUnreachable(String why) {
        if (reachable) {
            LOG.warnf(
                    "kafka.unreachable: events wait in the log and are published in order when a broker answers (%s)",
                    why);
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
