package dev.tidemark.console.live;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.tidemark.callback.filter.Filter;
import dev.tidemark.callback.trial.FilteredLog;
import dev.tidemark.outbox.EventFilter;
import dev.tidemark.outbox.EventFilterText;
import dev.tidemark.platform.ProblemException;
import jakarta.ws.rs.core.MultivaluedMap;
import java.net.URLEncoder;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/** What is wanted of the tail, as it stands in the address, so that a view can be sent to a colleague. */
record LiveQuery(Map<String, String> fields) {
    private static final List<String> NAMES = List.of("type", "account", "filter");

    static LiveQuery of(MultivaluedMap<String, String> query) {
        Map<String, String> fields = new LinkedHashMap<>();
        for (String name : NAMES) {
            String given = String.join(",", query.getOrDefault(name, List.of())).strip();
            if (!given.isEmpty()) {
                fields.put(name, given);
            }
        }
        return new LiveQuery(fields);
    }

    /** Empty where nothing was asked. */
    public String get(String name) {
        return fields.getOrDefault(name, "");
    }

    public boolean isAny() {
        return !fields.isEmpty();
    }

    /** @throws ProblemException 400 naming what cannot be used */
    EventFilter filter() {
        return EventFilterText.read(
                List.of(get("type")), name -> name.equals("account") ? Optional.of(get(name)) : Optional.empty());
    }

    /** @throws ProblemException 422 with the position of the mistake */
    Optional<Filter> condition() {
        return FilteredLog.condition(Optional.of(get("filter")));
    }

    /** Where the browser listens, from a place in the log on. */
    String stream(long after) {
        return fields.entrySet().stream()
                .map(field -> "&" + field.getKey() + "=" + URLEncoder.encode(field.getValue(), UTF_8))
                .collect(Collectors.joining("", "/console/live/stream?after=" + after, ""));
    }
}
