package dev.tidemark.kafka;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tidemark.outbox.StoredEvent;
import dev.tidemark.platform.Json;
import java.util.Arrays;
import java.util.List;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.header.internals.RecordHeaders;

/**
 * The headers of CloudEvents binary mode (CloudEvents Kafka binding §3.2), read from the stored document, so that every
 * channel tells the same.
 */
final class KafkaHeaders {
    private static final List<String> ATTRIBUTES =
            List.of("specversion", "id", "source", "type", "subject", "time", "dataschema", "partitionkey", "sequence");
    /** {@code ,"data":} stands between the attributes and the data. */
    private static final int BEFORE_DATA = 8;

    private KafkaHeaders() {}

    static Headers of(StoredEvent event) {
        ObjectNode attributes = attributes(event);
        RecordHeaders headers = new RecordHeaders();
        for (String name : ATTRIBUTES) {
            JsonNode value = attributes.path(name);
            headers.add("ce_" + name, value.asText().getBytes(UTF_8));
        }
        headers.add("content-type", "application/json".getBytes(UTF_8));
        return headers;
    }

    /** The document without its data: not worth parsing a second time. */
    private static ObjectNode attributes(StoredEvent event) {
        byte[] head = Arrays.copyOf(event.document(), event.dataStart() - BEFORE_DATA + 1);
        head[head.length - 1] = '}';
        return Json.readObject(head);
    }
}
