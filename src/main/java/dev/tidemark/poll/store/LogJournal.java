package dev.tidemark.poll.store;

import dev.tidemark.event.ChangeEvent;
import dev.tidemark.event.EventType;
import dev.tidemark.outbox.EventLog;
import dev.tidemark.outbox.EventStore;
import dev.tidemark.outbox.StoredEvent;
import dev.tidemark.poll.meter.PollMeters;
import dev.tidemark.poll.state.Journal;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/** Events go into the event log. */
@ApplicationScoped
class LogJournal implements Journal {
    private final EventLog log;
    private final EventStore logged;
    private final PollMeters meters;
    private final Clock clock;

    LogJournal(EventLog log, EventStore logged, PollMeters meters, Clock clock) {
        this.log = log;
        this.logged = logged;
        this.meters = meters;
        this.clock = clock;
    }

    @Override
    public int append(List<ChangeEvent> events) {
        List<StoredEvent> stored = log.append(events);
        Set<String> ids = stored.stream().map(StoredEvent::id).collect(Collectors.toSet());
        Instant now = clock.instant();
        events.stream().filter(event -> ids.remove(event.id().value())).forEach(event -> meters.stored(event, now));
        return stored.size();
    }

    @Override
    public Set<String> subjectsWith(EventType type, String account, Collection<String> subjects) {
        return subjects.isEmpty() ? Set.of() : logged.subjectsWith(type, account, subjects);
    }
}
