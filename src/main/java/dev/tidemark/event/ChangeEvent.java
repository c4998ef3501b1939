package dev.tidemark.event;

import java.time.Instant;

/**
 * One change that others are told of, before it has its place in the event log.
 *
 * @param account the account it was seen in
 * @param subject stream, slash, row id, such as {@code views/9bce33d1-…}
 * @param partitionKey events with the same key keep their order on every channel that keeps order
 * @param time the source's best time for the change, else the time of detection
 */
public record ChangeEvent(
        EventId id, String account, String subject, String partitionKey, Instant time, EventData data) {

    public EventType type() {
        return data.type();
    }

    /** The CloudEvents {@code source}; with the id it is the key by which receivers drop repeats. */
    public String source() {
        return "mindstamp/" + account;
    }
}
