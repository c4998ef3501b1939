package dev.tidemark.outbox.tail;

import dev.tidemark.outbox.EventStore;
import dev.tidemark.platform.Problem;
import dev.tidemark.platform.ProblemException;
import jakarta.inject.Singleton;
import jakarta.ws.rs.sse.Sse;
import jakarta.ws.rs.sse.SseEventSink;
import java.time.Clock;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** What the streams of events share. */
@Singleton
public class EventFeed {
    private final EventStore events;
    private final EventTail tail;
    private final Duration heartbeat;
    private final Clock clock;

    EventFeed(EventStore events, EventTail tail, StreamConfig config, Clock clock) {
        this.events = events;
        this.tail = tail;
        this.heartbeat = config.heartbeat();
        this.clock = clock;
    }

    /** Where to go on: after the event with this id, or now. */
    public long position(@Nullable String lastEventId) {
        if (lastEventId == null || lastEventId.isEmpty()) {
            return events.lastSequence();
        }
        return events.sequenceOf(lastEventId)
                .orElseThrow(() -> new ProblemException(Problem.badRequest(
                        "Last-Event-ID",
                        "there is no event '" + lastEventId + "' here, or it is purged. Connect without an id to "
                                + "start at now, and read what you missed from GET /api/v1/events?from=…")));
    }

    public EventStream stream(Listener listener, Sse sse, SseEventSink sink) {
        return new EventStream(this, listener, sse, sink);
    }

    EventStore events() {
        return events;
    }

    EventTail tail() {
        return tail;
    }

    Duration heartbeat() {
        return heartbeat;
    }

    Clock clock() {
        return clock;
    }
}
