package dev.tidemark.outbox;

import dev.tidemark.event.EventType;
import java.time.Instant;
import java.util.Arrays;

/**
 * An event at its place in the log.
 *
 * @param sequence rises by one with each event, in the order of commits
 * @param document the canonical document, sent byte for byte
 * @param dataStart where {@code data} begins in the document
 */
public record StoredEvent(
        long sequence,
        String id,
        String account,
        EventType type,
        String subject,
        String partitionKey,
        Instant time,
        int dataStart,
        byte[] document) {

    /** The bytes of {@code data} alone, as Kafka's binary mode wants them. */
    public byte[] data() {
        return Arrays.copyOfRange(document, dataStart, document.length - 1);
    }
}
