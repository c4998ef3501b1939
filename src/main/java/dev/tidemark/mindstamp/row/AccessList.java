package dev.tidemark.mindstamp.row;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** A list of those who may watch (mindstamp-api.md §1.4). Its fields are not public: what is read here is a guess. */
public record AccessList(String id, ObjectNode fields) implements Row {
    public Optional<String> name() {
        return text("name");
    }

    public Optional<String> status() {
        return text("status");
    }

    /** The entries that can be read: objects, or bare e-mail addresses. */
    public List<Entry> entries() {
        List<Entry> entries = new ArrayList<>();
        for (JsonNode element : fields().path("entries")) {
            if (element instanceof ObjectNode entry) {
                entries.add(new Entry(entry));
            } else if (element.isTextual()) {
                entries.add(new Entry(fields().objectNode().set("email", element)));
            }
        }
        return List.copyOf(entries);
    }

    /** One who may watch. */
    public record Entry(ObjectNode fields) implements Fields {
        public Optional<String> id() {
            return text("id");
        }

        public Optional<String> email() {
            return text("email");
        }
    }
}
