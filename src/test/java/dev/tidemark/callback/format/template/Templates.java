package dev.tidemark.callback.format.template;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.JsonNode;
import dev.tidemark.callback.format.Documents;
import dev.tidemark.event.EventType;
import dev.tidemark.platform.Json;

/** Renders templates of a completed view by John Doe. */
final class Templates {
    static final byte[] DOCUMENT = Documents.example(EventType.VIEW_COMPLETED);

    private Templates() {}

    static String plain(String source) {
        return written(source, "text/plain", DOCUMENT);
    }

    static String written(String source, String contentType, byte[] document) {
        return switch (BodyTemplate.of(source, contentType).render(document)) {
            case Filled.Body body -> new String(body.bytes(), UTF_8);
            case Filled.Failed failed -> throw new AssertionError(failed.why());
        };
    }

    static JsonNode json(String source, byte[] document) {
        return Json.read(written(source, "application/json", document).getBytes(UTF_8));
    }

    static String why(String source, String contentType) {
        return switch (BodyTemplate.of(source, contentType).render(DOCUMENT)) {
            case Filled.Body body -> throw new AssertionError(new String(body.bytes(), UTF_8));
            case Filled.Failed failed -> failed.why();
        };
    }

    /** The example with another name of the viewer. */
    static byte[] named(String name) {
        return Documents.changed(
                EventType.VIEW_COMPLETED,
                event -> event.withObject("/data/viewer").put("name", name));
    }
}
