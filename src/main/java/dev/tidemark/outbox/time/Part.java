package dev.tidemark.outbox.time;

/**
 * A part of the log.
 *
 * @param after sequence before its first event
 * @param upTo sequence of its last event at the latest
 */
public record Part(long after, long upTo) {
    public static final Part ALL = new Part(-1, Long.MAX_VALUE);

    /** What is in both. */
    public Part and(Part other) {
        return new Part(Math.max(after, other.after), Math.min(upTo, other.upTo));
    }

    public boolean isEmpty() {
        return after >= upTo;
    }
}
