package dev.tidemark.api;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.tidemark.callback.filter.Filter;
import dev.tidemark.callback.trial.FilteredLog;
import dev.tidemark.outbox.EventFilter;
import dev.tidemark.outbox.StoredEvent;
import dev.tidemark.outbox.tail.Listener;
import jakarta.ws.rs.sse.OutboundSseEvent;
import jakarta.ws.rs.sse.Sse;
import java.util.List;
import java.util.Optional;

/** A program that listens: each event is a message of its own, its canonical document as it was stored. */
record DocumentListener(EventFilter filter, Optional<Filter> condition, Sse sse) implements Listener {
    @Override
    public boolean wants(StoredEvent event) {
        return FilteredLog.fulfils(event, condition);
    }

    @Override
    public List<OutboundSseEvent> told(List<StoredEvent> events) {
        return events.stream()
                .map(event -> sse.newEventBuilder()
                        .id(event.id())
                        .name(event.type().shortName())
                        .data(String.class, new String(event.document(), UTF_8))
                        .build())
                .toList();
    }

    @Override
    public OutboundSseEvent silence(long sequence) {
        return sse.newEventBuilder().comment("still here").build();
    }
}
