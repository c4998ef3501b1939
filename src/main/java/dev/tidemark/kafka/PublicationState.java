package dev.tidemark.kafka;

import java.time.Instant;
import java.util.Optional;

/** How an event fares on Kafka. */
public sealed interface PublicationState {
    String topic();

    /** It is written as soon as its turn comes and a broker is there. */
    record Pending(String topic) implements PublicationState {}

    /** Written by all in-sync replicas. */
    record Published(String topic, int partition, long offset, Instant at) implements PublicationState {}

    /** Its payload was expunged before it was written; it is not any more. */
    record Expunged(String topic) implements PublicationState {}

    /** No broker will ever take it. */
    record Rejected(String topic, Optional<String> why) implements PublicationState {}
}
