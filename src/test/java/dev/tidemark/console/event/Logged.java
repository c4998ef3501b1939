package dev.tidemark.console.event;

import dev.tidemark.event.ChangeEvent;
import dev.tidemark.event.CloudEventJson;
import dev.tidemark.event.EventType;
import dev.tidemark.event.catalogue.EventCatalogue;
import dev.tidemark.outbox.StoredEvent;

/** Events as they lie in the log. */
final class Logged {
    private static final String URL = "https://tidemark.example.com";

    private Logged() {}

    static StoredEvent example(EventType type) {
        return of(new EventCatalogue(URL).exampleEvent(type));
    }

    static StoredEvent of(ChangeEvent event) {
        CloudEventJson.Document document = new CloudEventJson(URL).write(event, 1);
        return new StoredEvent(
                1,
                event.id().value(),
                event.account(),
                event.type(),
                event.subject(),
                event.partitionKey(),
                event.time(),
                document.dataStart(),
                document.bytes());
    }
}
