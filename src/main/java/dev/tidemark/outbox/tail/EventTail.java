package dev.tidemark.outbox.tail;

import dev.tidemark.outbox.EventSink;
import dev.tidemark.outbox.EventStore;
import dev.tidemark.outbox.StoredEvent;
import dev.tidemark.platform.Worker;
import io.quarkus.runtime.ShutdownEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;

/**
 * Tells waiting streams that the log grew. One loop asks the database for all of them, and only while someone listens:
 * at once after a commit of this replica, and at each interval for what others wrote.
 */
@ApplicationScoped
class EventTail implements EventSink {
    /** How long a stop waits for clients that do not read. */
    private static final Duration PATIENCE = Duration.ofSeconds(2);

    private final EventStore events;
    private final Worker worker;
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition left = lock.newCondition();
    private final Condition moved = lock.newCondition();
    private int listening;
    private long last;
    private boolean open = true;

    EventTail(EventStore events, StreamConfig config) {
        this.events = events;
        this.worker = Worker.start("event-tail", config.poll(), this::look);
    }

    /** Streams read the log itself. */
    @Override
    public void due(List<StoredEvent> stored) {}

    @Override
    public void committed() {
        worker.signal();
    }

    @Override
    public void expunge(Collection<Long> sequences) {}

    @Override
    public Set<Long> stillDue(Collection<Long> sequences) {
        return Set.of();
    }

    /** Streams go past what is no longer there. */
    @Override
    public boolean forget(Collection<Long> sequences) {
        return true;
    }

    /** A stream begins; it has to leave again. */
    void join() {
        locked(() -> ++listening);
    }

    /** A stream has ended: its last byte is written. */
    void leave() {
        locked(() -> {
            left.signalAll();
            return --listening;
        });
    }

    int listening() {
        return locked(() -> listening);
    }

    /**
     * Waits until the log is known to reach beyond this sequence, or for so long.
     *
     * @return how far the log is known; all up to it is committed. Not beyond when the time is over or the service stops
     */
    long awaitBeyond(long sequence, Duration atMost) throws InterruptedException {
        lock.lock();
        try {
            long left = atMost.toNanos();
            while (last <= sequence && open && left > 0) {
                left = moved.awaitNanos(left);
            }
            return last;
        } finally {
            lock.unlock();
        }
    }

    boolean isOpen() {
        return locked(() -> open);
    }

    /** Before the HTTP server closes: streams end with their last chunk and are not cut. */
    void stop(@Observes ShutdownEvent shutdown) throws InterruptedException {
        lock.lock();
        try {
            open = false;
            moved.signalAll();
            long patience = PATIENCE.toNanos();
            while (listening > 0 && patience > 0) {
                patience = left.awaitNanos(patience);
            }
        } finally {
            lock.unlock();
        }
        worker.close();
    }

    private void look() {
        if (listening() > 0) {
            long now = events.lastSequence();
            locked(() -> {
                if (now > last) {
                    last = now;
                    moved.signalAll();
                }
                return last;
            });
        }
    }

    private <T> T locked(Supplier<T> action) {
        lock.lock();
        try {
            return action.get();
        } finally {
            lock.unlock();
        }
    }
}
