package dev.tidemark.outbox.tail;

import dev.tidemark.outbox.EventStore;
import dev.tidemark.outbox.StoredEvent;
import jakarta.ws.rs.sse.OutboundSseEvent;
import jakarta.ws.rs.sse.Sse;
import jakarta.ws.rs.sse.SseEventSink;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CompletionException;
import org.jboss.logging.Logger;

/**
 * One client that listens: sends what it wants of the log from a place on, in order, for as long as it stays.
 * It runs on a virtual thread of its own and waits for each write, so a slow client slows only itself.
 */
public final class EventStream {
    private static final Logger LOG = Logger.getLogger(EventStream.class);
    private static final int PAGE = 100;
    private static final long RETRY_MS = 1000;

    private final EventStore events;
    private final EventTail tail;
    private final Listener listener;
    private final Duration heartbeat;
    private final Clock clock;
    private final Sse sse;
    private final SseEventSink sink;
    private Instant sentAt;

    EventStream(EventFeed feed, Listener listener, Sse sse, SseEventSink sink) {
        this.events = feed.events();
        this.tail = feed.tail();
        this.heartbeat = feed.heartbeat();
        this.clock = feed.clock();
        this.listener = listener;
        this.sse = sse;
        this.sink = sink;
        this.sentAt = feed.clock().instant();
    }

    /** Goes on after this call returns, until the client is gone or the service stops. */
    public void startFrom(long sequence) {
        // The first bytes go out before the call returns, so that nobody else writes the head at the same time.
        send(sse.newEventBuilder().comment("listening").reconnectDelay(RETRY_MS).build());
        tail.join();
        Thread.ofVirtual().name("event-stream").start(() -> runFrom(sequence));
    }

    private void runFrom(long sequence) {
        try (sink) {
            long position = sequence;
            while (goesOn()) {
                position = step(position);
            }
        } catch (ClientGone e) {
            // Nothing to tell anyone: it resumes with the id of the last event it has.
            LOG.debug("an event stream's client is gone");
        } catch (RuntimeException e) {
            LOG.error("an event stream ended early; its client resumes after the last event it has", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } finally {
            tail.leave();
        }
    }

    private long step(long position) throws InterruptedException {
        long known = tail.awaitBeyond(position, heartbeat);
        if (known > position) {
            // All up to 'known' is committed, so what the filter leaves out need not be looked at again.
            return Math.max(known, sendAfter(position));
        }
        if (tail.isOpen()) {
            send(listener.silence(position));
        }
        return position;
    }

    private long sendAfter(long position) {
        long sent = position;
        List<StoredEvent> page;
        do {
            page = events.after(sent, listener.filter(), PAGE);
            List<StoredEvent> wanted = page.stream().filter(listener::wants).toList();
            if (!wanted.isEmpty()) {
                listener.told(wanted).forEach(this::send);
            }
            if (!page.isEmpty()) {
                sent = page.getLast().sequence();
            }
            breakSilence(sent);
        } while (page.size() == PAGE && goesOn());
        return sent;
    }

    private void breakSilence(long position) {
        if (Duration.between(sentAt, clock.instant()).compareTo(heartbeat) >= 0) {
            send(listener.silence(position));
        }
    }

    private boolean goesOn() {
        return tail.isOpen() && !sink.isClosed();
    }

    private void send(OutboundSseEvent event) {
        try {
            sink.send(event).toCompletableFuture().join();
        } catch (CompletionException | IllegalStateException e) {
            throw new ClientGone(e);
        }
        sentAt = clock.instant();
    }

    private static final class ClientGone extends RuntimeException {
        private static final long serialVersionUID = 1;

        ClientGone(RuntimeException cause) {
            super(cause);
        }
    }
}
