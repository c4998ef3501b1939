package dev.tidemark.bench.load;

import dev.tidemark.event.ChangeEvent;
import dev.tidemark.event.CloudEventJson;
import dev.tidemark.event.EventId;
import dev.tidemark.event.EventType;
import dev.tidemark.event.catalogue.EventCatalogue;

/** Completed views, each with an id of its own; their documents have about 1 KiB. */
final class Documents {
    static final EventType TYPE = EventType.VIEW_COMPLETED;
    static final String ACCOUNT = "load";

    private final ChangeEvent example = new EventCatalogue("http://localhost:8080").exampleEvent(TYPE);
    private final CloudEventJson json = new CloudEventJson("http://localhost:8080");

    private final int keys;

    /** Each has a key of its own. */
    Documents() {
        this(0);
    }

    /** @param keys that they share; 0 = each has its own */
    Documents(int keys) {
        this.keys = keys;
    }

    ChangeEvent event(long number) {
        String row = "load-" + number;
        return new ChangeEvent(
                EventId.of(ACCOUNT, TYPE.stream(), row, TYPE, ""),
                ACCOUNT,
                TYPE.stream() + "/" + row,
                keys == 0 ? row : "load-key-" + number % keys,
                example.time(),
                example.data());
    }

    CloudEventJson.Document document(ChangeEvent event, long sequence) {
        return json.write(event, sequence);
    }
}
