package dev.tidemark.event.catalogue;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tidemark.event.ChangeEvent;
import dev.tidemark.event.CloudEventJson;
import dev.tidemark.event.EventType;

/**
 * What Tidemark can tell, for those who receive it: a JSON Schema (2020-12) of the whole canonical document of each
 * type, and an example written by the same code that writes the real ones, so that neither goes stale.
 */
public final class EventCatalogue {
    private static final long EXAMPLE_SEQUENCE = 42;

    private final CloudEventJson documents;

    /** @param publicUrl where this service is reached from outside, without a slash at its end */
    public EventCatalogue(String publicUrl) {
        this.documents = new CloudEventJson(publicUrl);
    }

    public ObjectNode schema(EventType type) {
        return EventSchemas.schema(type, documents.schemaUrl(type));
    }

    /** A made-up change of this type, always the same. */
    public ChangeEvent exampleEvent(EventType type) {
        return EventExamples.event(type);
    }

    /** The canonical document of {@link #exampleEvent}. */
    public byte[] example(EventType type) {
        return documents.write(exampleEvent(type), EXAMPLE_SEQUENCE).bytes();
    }
}
