package dev.tidemark.change.detector;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tidemark.mindstamp.row.Row;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/** Which fields of a row count: only their change is a change. */
sealed interface Counting {
    /** {@code updated_at} alone says that something was written, not that anything changed. */
    String WRITTEN = "updated_at";

    /** The fingerprint of what counts. */
    String hash(Row row);

    /** What is compared: what counts, and when it was written. */
    List<String> names(ObjectNode before, ObjectNode after);

    /** Documented fields. */
    record Documented(List<String> names, List<String> hashed) implements Counting {
        Documented(List<String> names) {
            this(names, names.stream().filter(name -> !name.equals(WRITTEN)).toList());
        }

        @Override
        public String hash(Row row) {
            return ContentHash.of(row, hashed);
        }

        @Override
        public List<String> names(ObjectNode before, ObjectNode after) {
            return names;
        }
    }

    /**
     * Fields that are not public: all count, but those that move when others watch or answer, and what belongs to the
     * row, which has events of its own.
     */
    record Open() implements Counting {
        private static final Set<String> SILENT = Set.of("id", WRITTEN);
        /** Numbers or lists of these; a text under one of the names counts. */
        private static final Set<String> AMOUNTS = Set.of(
                "videos",
                "invited",
                "invitations",
                "entries",
                "members",
                "viewers",
                "users",
                "views",
                "interactions",
                "responses",
                "plays",
                "clicks",
                "opens");

        @Override
        public String hash(Row row) {
            return ContentHash.of(row, List.copyOf(counted(row.fields())));
        }

        @Override
        public List<String> names(ObjectNode before, ObjectNode after) {
            Set<String> names = counted(before);
            names.addAll(counted(after));
            names.add(WRITTEN);
            return List.copyOf(names);
        }

        private static Set<String> counted(ObjectNode row) {
            Set<String> names = new TreeSet<>();
            for (Map.Entry<String, JsonNode> field : row.properties()) {
                if (counts(field.getKey(), field.getValue())) {
                    names.add(field.getKey());
                }
            }
            return names;
        }

        private static boolean counts(String name, JsonNode value) {
            boolean isAmount = (value.isNumber() || value.isArray()) && AMOUNTS.contains(name);
            return !value.isNull()
                    && !SILENT.contains(name)
                    && !isAmount
                    && !name.endsWith("_count")
                    && !name.startsWith("last_");
        }
    }
}
