package dev.tidemark.kafka;

import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.Optional;

/** How Kafka fares, for who looks. */
@ApplicationScoped
public class KafkaStanding {
    private final KafkaSwitch kafka;
    private final PublicationStore publications;

    KafkaStanding(KafkaSwitch kafka, PublicationStore publications) {
        this.kafka = kafka;
        this.publications = publications;
    }

    public boolean isOn() {
        return kafka.isOn();
    }

    /** Since when the event that waits longest for Kafka is in the log; empty when none waits. */
    public Optional<Instant> waitsSince() {
        return isOn() ? publications.oldestDue() : Optional.empty();
    }
}
