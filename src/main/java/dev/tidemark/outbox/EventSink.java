package dev.tidemark.outbox;

import java.util.Collection;
import java.util.List;
import java.util.Set;

/** Where events go next: notes in the caller's transaction what is due, and is told after it committed. */
public interface EventSink {
    /** Called inside the transaction that appends the events, in the order of their sequence. */
    void due(List<StoredEvent> events);

    /** Called after that transaction committed; cheap, never throws: wakes whoever delivers. */
    void committed();

    /**
     * Called inside the transaction that takes the payload out of these events: what is not sent yet is not sent any more,
     * and nothing is kept of what was sent and answered.
     */
    void expunge(Collection<Long> sequences);

    /**
     * Called inside the transaction that is about to remove old events, before {@link #forget}: nothing more may become
     * due of them until it ends.
     *
     * @return those of which something is still due; they stay
     */
    Set<Long> stillDue(Collection<Long> sequences);

    /**
     * Called inside the transaction that removes these events from the log: nothing that points at them may stay.
     *
     * @return false when there was too much of it for one transaction; then the events stay until the next call
     */
    boolean forget(Collection<Long> sequences);
}
