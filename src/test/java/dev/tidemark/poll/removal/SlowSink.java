package dev.tidemark.poll.removal;

import dev.tidemark.outbox.EventSink;
import dev.tidemark.outbox.StoredEvent;
import dev.tidemark.testing.TestClock;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Set;

/** Lets time pass while events are removed, when a test wants that. */
@Singleton
class SlowSink implements EventSink {
    private final TestClock clock;
    private volatile Duration takes = Duration.ZERO;

    SlowSink(TestClock clock) {
        this.clock = clock;
    }

    void takes(Duration time) {
        takes = time;
    }

    @Override
    public void due(List<StoredEvent> events) {}

    @Override
    public void committed() {}

    @Override
    public void expunge(Collection<Long> sequences) {}

    @Override
    public Set<Long> stillDue(Collection<Long> sequences) {
        return Set.of();
    }

    @Override
    public boolean forget(Collection<Long> sequences) {
        clock.advance(takes);
        return true;
    }
}
