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

    /**
     * Those who may watch, each an object with an {@code email}, also where it came as a bare address; what is neither is
     * left out.
     *
     * @return empty where nothing is said about entries, which is not the same as there being none
     */
    public Optional<List<ObjectNode>> entries() {
        if (!fields().path("entries").isArray()) {
            return Optional.empty();
        }
        List<ObjectNode> entries = new ArrayList<>();
        for (JsonNode element : fields().path("entries")) {
            if (element instanceof ObjectNode entry) {
                entries.add(entry);
            } else if (element.isTextual()) {
                entries.add(fields().objectNode().set("email", element));
            }
        }
        return Optional.of(List.copyOf(entries));
    }
}
