package dev.tidemark.callback.format.template;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tidemark.platform.Json;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What a template sees of an event: maps, lists, texts without lone surrogates, truths, and numbers that Qute's loops do
 * not count to.
 */
final class Variables {
    private static final List<String> ATTRIBUTES =
            List.of("id", "source", "type", "subject", "time", "partitionkey", "sequence", "data");

    private Variables() {}

    static Map<String, @Nullable Object> of(byte[] document) {
        ObjectNode event = Json.readObject(document);
        Map<String, @Nullable Object> variables = new LinkedHashMap<>();
        ATTRIBUTES.forEach(name -> variables.put(name, value(event.path(name))));
        String type = event.path("type").asText();
        variables.put("type", clean(type.substring(type.lastIndexOf('.') + 1)));
        String source = event.path("source").asText();
        variables.put("account", clean(source.substring(source.indexOf('/') + 1)));
        return variables;
    }

    private static @Nullable Object value(JsonNode node) {
        return switch (node.getNodeType()) {
            case OBJECT -> map(node);
            case ARRAY -> list(node);
            case STRING -> clean(node.asText());
            case NUMBER -> node.isIntegralNumber() ? node.bigIntegerValue() : node.decimalValue();
            case BOOLEAN -> node.asBoolean();
            case NULL, MISSING, BINARY, POJO -> null;
        };
    }

    private static Map<String, @Nullable Object> map(JsonNode object) {
        Map<String, @Nullable Object> map = new LinkedHashMap<>();
        object.properties().forEach(member -> map.put(clean(member.getKey()), value(member.getValue())));
        return map;
    }

    private static List<@Nullable Object> list(JsonNode array) {
        List<@Nullable Object> list = new ArrayList<>();
        array.forEach(element -> list.add(value(element)));
        return list;
    }

    /** UTF-8 has no lone surrogates. */
    private static String clean(String text) {
        if (text.codePoints().noneMatch(Variables::isLone)) {
            return text;
        }
        StringBuilder clean = new StringBuilder(text.length());
        text.codePoints().map(point -> isLone(point) ? 0xFFFD : point).forEach(clean::appendCodePoint);
        return clean.toString();
    }

    private static boolean isLone(int point) {
        return Character.getType(point) == Character.SURROGATE;
    }
}
