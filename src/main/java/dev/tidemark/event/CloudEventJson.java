package dev.tidemark.event;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tidemark.platform.Json;
import java.util.Locale;

/**
 * Writes the canonical document of an event (CloudEvents 1.0, JSON format; contract §3). It is built once, stored, and
 * sent byte for byte the same everywhere; {@code data} is its last member, so its bytes are a slice of the document.
 */
public final class CloudEventJson {
    private final String publicUrl;

    /** @param publicUrl where this service is reached from outside, without a slash at its end */
    public CloudEventJson(String publicUrl) {
        this.publicUrl = publicUrl;
    }

    /** @param dataStart index of the first byte of {@code data}; its last byte is the last but one of the document */
    public record Document(byte[] bytes, int dataStart) {}

    public Document write(ChangeEvent event, long sequence) {
        byte[] attributes = Json.write(attributes(event, sequence));
        byte[] data = Json.write(DataJson.of(event.data()));
        byte[] name = ",\"data\":".getBytes(UTF_8);
        int open = attributes.length - 1;
        byte[] document = new byte[open + name.length + data.length + 1];
        System.arraycopy(attributes, 0, document, 0, open);
        System.arraycopy(name, 0, document, open, name.length);
        System.arraycopy(data, 0, document, open + name.length, data.length);
        document[document.length - 1] = '}';
        return new Document(document, open + name.length);
    }

    /** The {@code sequence} attribute: 20 digits, so that texts sort as numbers do. */
    public static String sequenceText(long sequence) {
        return String.format(Locale.ROOT, "%020d", sequence);
    }

    public String schemaUrl(EventType type) {
        return publicUrl + "/api/v1/event-types/" + type.shortName() + "/schema";
    }

    private ObjectNode attributes(ChangeEvent event, long sequence) {
        return Json.object()
                .put("specversion", "1.0")
                .put("id", event.id().value())
                .put("source", event.source())
                .put("type", event.type().qualifiedName())
                .put("subject", event.subject())
                .put("time", event.time().toString())
                .put("datacontenttype", "application/json")
                .put("dataschema", schemaUrl(event.type()))
                .put("partitionkey", event.partitionKey())
                .put("sequence", sequenceText(sequence));
    }
}
