package dev.tidemark.console.live;

import dev.tidemark.callback.filter.Filter;
import dev.tidemark.callback.trial.FilteredLog;
import dev.tidemark.console.event.EventLine;
import dev.tidemark.outbox.EventFilter;
import dev.tidemark.outbox.StoredEvent;
import dev.tidemark.outbox.tail.Listener;
import jakarta.ws.rs.sse.OutboundSseEvent;
import jakarta.ws.rs.sse.Sse;
import java.util.List;
import java.util.Optional;

/**
 * A page that listens: what comes together is one message of finished rows, newest first. Its id is the place in the log,
 * which a quiet page is told too, so that it goes on from there when the connection breaks.
 */
record RowListener(EventFilter filter, Optional<Filter> condition, Sse sse) implements Listener {
    @Override
    public boolean wants(StoredEvent event) {
        return FilteredLog.fulfils(event, condition);
    }

    @Override
    public List<OutboundSseEvent> told(List<StoredEvent> events) {
        String rows =
                new LivePages.Rows(events.reversed().stream().map(EventLine::of).toList()).render();
        return List.of(message("rows", events.getLast().sequence(), rows));
    }

    @Override
    public OutboundSseEvent silence(long sequence) {
        return message("place", sequence, "still here");
    }

    private OutboundSseEvent message(String name, long sequence, String data) {
        return sse.newEventBuilder()
                .id(Long.toString(sequence))
                .name(name)
                .data(String.class, data)
                .build();
    }
}
