package dev.tidemark.kafka;

import dev.tidemark.outbox.StoredEvent;

/** An event due on Kafka. */
record Publication(StoredEvent event, String topic) {}
