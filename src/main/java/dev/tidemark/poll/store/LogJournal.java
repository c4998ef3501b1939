package dev.tidemark.poll.store;

import dev.tidemark.event.ChangeEvent;
import dev.tidemark.event.EventType;
import dev.tidemark.outbox.EventLog;
import dev.tidemark.outbox.EventStore;
import dev.tidemark.poll.state.Journal;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Collection;
import java.util.List;
import java.util.Set;

/** Events go into the event log. */
@ApplicationScoped
class LogJournal implements Journal {
    private final EventLog log;
    private final EventStore logged;

    LogJournal(EventLog log, EventStore logged) {
        this.log = log;
        this.logged = logged;
    }

    @Override
    public int append(List<ChangeEvent> events) {
        return log.append(events).size();
    }

    @Override
    public Set<String> subjectsWith(EventType type, String account, Collection<String> subjects) {
        return subjects.isEmpty() ? Set.of() : logged.subjectsWith(type, account, subjects);
    }
}
