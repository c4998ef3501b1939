package dev.tidemark.outbox.tail;

import dev.tidemark.outbox.EventFilter;
import dev.tidemark.outbox.StoredEvent;
import jakarta.ws.rs.sse.OutboundSseEvent;
import java.util.List;

/** What one client wants of the log, and how it is told. */
public interface Listener {
    /** What the database chooses. */
    EventFilter filter();

    /** What is chosen of that. */
    boolean wants(StoredEvent event);

    /** Tells of events that follow one another in the log; each message carries the id from which a client resumes. */
    List<OutboundSseEvent> told(List<StoredEvent> events);

    /**
     * Sent after a long silence.
     *
     * @param sequence the client has been told all that it wants up to here
     */
    OutboundSseEvent silence(long sequence);
}
