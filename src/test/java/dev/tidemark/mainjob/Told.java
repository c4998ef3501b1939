package dev.tidemark.mainjob;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tidemark.platform.Json;
import dev.tidemark.testing.Receiver;
import java.util.Arrays;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/**
 * One event as a channel told it.
 *
 * @param line the same form as in {@link dev.tidemark.mainjob.truth.Truth}
 */
record Told(String id, String source, String key, long sequence, String line, byte[] data) {
    static Told of(Receiver.Received request) {
        return of(Json.read(request.body()), dataBytes(request.body()));
    }

    /** An item of the event log. */
    static Told of(ObjectNode document) {
        return of(document, Json.write(document.withObject("/data")));
    }

    private static Told of(JsonNode document, byte[] dataBytes) {
        return of(
                document.path("id").asText(),
                document.path("source").asText(),
                document.path("partitionkey").asText(),
                document.path("sequence").asLong(),
                document.path("subject").asText(),
                document.path("type").asText(),
                dataBytes);
    }

    static Told of(ConsumerRecord<String, byte[]> written) {
        return of(
                header(written, "ce_id"),
                header(written, "ce_source"),
                written.key(),
                Long.parseLong(header(written, "ce_sequence")),
                header(written, "ce_subject"),
                header(written, "ce_type"),
                written.value());
    }

    static String header(ConsumerRecord<String, byte[]> written, String name) {
        return new String(written.headers().lastHeader(name).value(), UTF_8);
    }

    static List<String> headerNames(ConsumerRecord<String, byte[]> written) {
        return StreamSupport.stream(written.headers().spliterator(), false)
                .map(header -> header.key())
                .sorted()
                .toList();
    }

    /** What the ledger knows of. */
    static final List<String> TYPES = List.of(
            "ViewStarted", "ViewProgressed", "ViewCompleted", "ViewEnded", "ResponseSubmitted", "InteractionClicked");

    boolean isInLedger() {
        return TYPES.stream().anyMatch(type -> line.contains(" " + type));
    }

    static List<String> lines(Collection<Told> told) {
        return told.stream().map(Told::line).sorted().toList();
    }

    /** What a receiver keeps that drops repeats. */
    static List<Told> firstOfEach(List<Told> told) {
        return List.copyOf(told.stream()
                .collect(Collectors.toMap(Told::id, Function.identity(), (first, _) -> first, LinkedHashMap::new))
                .values());
    }

    static void assertOrderPerKey(List<Told> onTopic) {
        Map<String, List<Long>> perStreamAndKey = onTopic.stream()
                .collect(Collectors.groupingBy(
                        told -> told.line().substring(0, told.line().indexOf('/')) + told.key(),
                        Collectors.mapping(Told::sequence, Collectors.toList())));
        assertThat(perStreamAndKey)
                .allSatisfy((key, sequences) -> assertThat(sequences).isSorted());
    }

    private static Told of(
            String id, String source, String key, long sequence, String subject, String type, byte[] dataBytes) {
        JsonNode data = Json.read(dataBytes);
        String shortType = type.substring(type.lastIndexOf('.') + 1);
        String detail = switch (shortType) {
            case "ViewProgressed" -> " " + data.path("milestone").asText();
            case "ViewCompleted" -> " " + data.path("threshold").asText();
            case "ViewEnded" -> " " + data.path("completed").asText();
            case "ViewerIdentified" ->
                " " + data.at("/identified/by").asText() + " "
                        + data.at("/identified/value").asText();
            case "SeriesCompleted" -> " " + data.at("/viewer/id").asText();
            default -> "";
        };
        return new Told(id, source, key, sequence, subject + " " + shortType + detail, dataBytes);
    }

    /** What stands behind the first {@code "data":} up to the document's last brace. */
    private static byte[] dataBytes(byte[] document) {
        String text = new String(document, UTF_8);
        int start = text.substring(0, text.indexOf(",\"data\":")).getBytes(UTF_8).length + ",\"data\":".length();
        return Arrays.copyOfRange(document, start, document.length - 1);
    }
}
