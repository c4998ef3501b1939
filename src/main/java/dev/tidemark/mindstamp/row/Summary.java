package dev.tidemark.mindstamp.row;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tidemark.platform.Json;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A summary of views. Its shape is not public (mindstamp-api.md §1.4): a number, an object, or buckets; what is read
 * here is a guess, {@link #json()} is what came.
 */
public record Summary(JsonNode json) {
    private static final List<String> COUNTS = List.of("count", "total", "views", "view_count");
    private static final List<String> LABELS = List.of("date", "day", "week", "month", "name", "id");

    /** @throws UncheckedIOException when the body is not JSON */
    public static Summary parse(byte[] body) {
        JsonNode json = Json.read(body);
        if (json.isMissingNode()) {
            throw new UncheckedIOException(new IOException("an empty body"));
        }
        return new Summary(json);
    }

    /** How many views: the number itself, the first member that looks like a count, or the sum of the buckets. */
    public Optional<Long> count() {
        Optional<Long> own = number(json).or(() -> countOf(content()));
        Map<String, Long> buckets = buckets();
        return own.isPresent() || buckets.isEmpty()
                ? own
                : Optional.of(
                        buckets.values().stream().mapToLong(Long::longValue).sum());
    }

    /** Counts by what they are of, in their order: members with numbers, or elements with a label and a count. */
    public Map<String, Long> buckets() {
        Map<String, Long> buckets = new LinkedHashMap<>();
        JsonNode content = content();
        content.properties()
                .forEach(member -> number(member.getValue()).ifPresent(count -> buckets.put(member.getKey(), count)));
        if (content.isArray()) {
            content.forEach(element -> LABELS.stream()
                    .map(element::path)
                    .filter(label -> label.isValueNode() && !label.isNull())
                    .findFirst()
                    .ifPresent(label -> countOf(element).ifPresent(count -> buckets.put(label.asText(), count))));
        }
        return buckets;
    }

    private JsonNode content() {
        return json instanceof ObjectNode object && object.path("data").isContainerNode() ? object.path("data") : json;
    }

    private static Optional<Long> countOf(JsonNode object) {
        return COUNTS.stream()
                .flatMap(name -> number(object.path(name)).stream())
                .findFirst();
    }

    private static Optional<Long> number(JsonNode value) {
        if (value.isNumber()) {
            return value.canConvertToLong() ? Optional.of(value.longValue()) : Optional.empty();
        }
        return value.isTextual() && value.textValue().matches("-?\\d{1,18}")
                ? Optional.of(Long.parseLong(value.textValue()))
                : Optional.empty();
    }
}
