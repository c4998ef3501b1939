package dev.tidemark.callback.format;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tidemark.event.EventType;
import dev.tidemark.event.catalogue.EventCatalogue;
import dev.tidemark.platform.Json;
import java.util.function.Consumer;

/** Canonical documents to write in other formats. */
public final class Documents {
    private static final EventCatalogue CATALOGUE = new EventCatalogue("https://tidemark.example.com");

    private Documents() {}

    public static byte[] example(EventType type) {
        return CATALOGUE.example(type);
    }

    public static byte[] changed(EventType type, Consumer<ObjectNode> change) {
        ObjectNode document = Json.readObject(example(type));
        change.accept(document);
        return Json.write(document);
    }
}
