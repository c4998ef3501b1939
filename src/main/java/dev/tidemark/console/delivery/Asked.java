package dev.tidemark.console.delivery;

import static java.nio.charset.StandardCharsets.UTF_8;

import jakarta.ws.rs.core.MultivaluedMap;
import java.net.URLEncoder;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** The search as it stands in the address, so that it can be written into its fields again and sent to a colleague. */
record Asked(Map<String, String> fields) {
    private static final List<String> NAMES =
            List.of("subscription", "status", "type", "code", "error", "event", "from", "to");

    static Asked of(MultivaluedMap<String, String> query) {
        Map<String, String> fields = new TreeMap<>();
        for (String name : NAMES) {
            keep(fields, name, query.getFirst(name));
        }
        keep(fields, "after", query.getFirst("after"));
        return new Asked(fields);
    }

    private static void keep(Map<String, String> fields, String name, @Nullable String value) {
        Optional.ofNullable(value)
                .map(String::trim)
                .filter(text -> !text.isEmpty())
                .ifPresent(text -> fields.put(name, text));
    }

    /** Empty where nothing was asked. */
    public String get(String name) {
        return fields.getOrDefault(name, "");
    }

    public boolean isAny() {
        return NAMES.stream().anyMatch(fields::containsKey);
    }

    /** Of the page after this place, with the same search. */
    String address(String after) {
        Map<String, String> all = new TreeMap<>(fields);
        all.put("after", after);
        return all.entrySet().stream()
                .map(field -> field.getKey() + "=" + URLEncoder.encode(field.getValue(), UTF_8))
                .collect(Collectors.joining("&", "/console/deliveries?", ""));
    }
}
