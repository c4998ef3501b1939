package dev.tidemark.event.catalogue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tidemark.event.RowFacts;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What is known of made-up rows that appeared, changed or stayed. */
final class ExampleFacts {
    private static final Instant SEEN_BEFORE = Instant.parse("2026-01-01T05:15:01Z");
    private static final Instant SEEN = Instant.parse("2026-01-01T05:15:31Z");
    private static final RowFacts.Viewer VIEWER =
            new RowFacts.Viewer(ExampleRows.VIEWER, "John Doe", "john.doe@example.com", null, "123456");
    private static final RowFacts.Video VIDEO =
            new RowFacts.Video(ExampleRows.VIDEO, "aVOfEGmGrZlG", "Interactive Video #9");

    private ExampleFacts() {}

    static RowFacts appeared(String name, ObjectNode row) {
        return facts(name, row, Map.of(), null);
    }

    static RowFacts asBefore(String name, ObjectNode row) {
        return facts(name, row, Map.of(), SEEN_BEFORE);
    }

    static RowFacts changed(String name, ObjectNode before, ObjectNode after) {
        Map<String, RowFacts.FromTo> change = new LinkedHashMap<>();
        for (Map.Entry<String, JsonNode> field : after.properties()) {
            JsonNode from = before.path(field.getKey());
            if (!from.equals(field.getValue())) {
                change.put(field.getKey(), new RowFacts.FromTo(from, field.getValue()));
            }
        }
        return facts(name, after, change, SEEN_BEFORE);
    }

    static RowFacts grown(int from, int to) {
        return changed("view", ExampleRows.view(from), ExampleRows.view(to));
    }

    static RowFacts viewAsBefore() {
        return asBefore("view", ExampleRows.view(95));
    }

    static RowFacts quizEnded() {
        return asBefore("view", ExampleRows.view(95).put("participation", 100).put("correctness", 80));
    }

    static RowFacts viewIdentified() {
        ObjectNode anonymous = ExampleRows.view(60);
        for (String field : List.of("viewer_name", "viewer_email", "viewer_custom_id")) {
            anonymous.putNull(field);
        }
        return changed("view", anonymous, ExampleRows.view(60));
    }

    private static RowFacts facts(
            String name, ObjectNode row, Map<String, RowFacts.FromTo> change, @Nullable Instant unchangedAt) {
        boolean isWatched = name.equals("view") || name.equals("interaction");
        return new RowFacts(
                name, row, isWatched ? VIEWER : null, isWatched ? VIDEO : null, change, unchangedAt, SEEN, false);
    }
}
