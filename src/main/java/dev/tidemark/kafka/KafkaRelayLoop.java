package dev.tidemark.kafka;

import dev.tidemark.platform.Worker;
import dev.tidemark.platform.WorkersConfig;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Duration;
import java.util.Optional;

/** Keeps the relay going: at once when events were committed, else each second. */
@ApplicationScoped
class KafkaRelayLoop {
    private static final Duration INTERVAL = Duration.ofSeconds(1);

    private final KafkaSwitch kafka;
    private final KafkaRelay relay;
    private final WorkersConfig workers;
    private volatile Optional<Worker> worker = Optional.empty();

    KafkaRelayLoop(KafkaSwitch kafka, KafkaRelay relay, WorkersConfig workers) {
        this.kafka = kafka;
        this.relay = relay;
        this.workers = workers;
    }

    void start(@Observes @Priority(1000) StartupEvent start) {
        if (kafka.isOn() && workers.enabled()) {
            worker = Optional.of(Worker.start("kafka-relay", INTERVAL, this::drain));
        }
    }

    void stop(@Observes @Priority(1000) ShutdownEvent end) {
        relay.stop();
        worker.ifPresent(Worker::close);
    }

    void wake() {
        worker.ifPresent(Worker::signal);
    }

    private void drain() {
        while (relay.runOnce() > 0) {
            // as long as there is something to publish
        }
    }
}
