package dev.tidemark.kafka;

import jakarta.enterprise.context.ApplicationScoped;

/** Whether events go to Kafka at all. */
@ApplicationScoped
class KafkaSwitch {
    private final boolean on;

    KafkaSwitch(KafkaConfig config, BootstrapConfig bootstrap) {
        boolean hasServers =
                bootstrap.servers().filter(servers -> !servers.isBlank()).isPresent();
        this.on = config.enabled().orElse(hasServers);
        if (on && !hasServers) {
            throw new IllegalStateException("tidemark.kafka.enabled is true, but kafka.bootstrap.servers is not set:"
                    + " name the brokers, such as kafka.bootstrap.servers=kafka:9092");
        }
    }

    boolean isOn() {
        return on;
    }
}
