package dev.tidemark.mindstamp.row;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Optional;

/** A group of videos (mindstamp-api.md §1.4). Its fields are not public: what is read here is a guess. */
public record Group(String id, ObjectNode fields) implements Row {
    public Optional<String> name() {
        return text("name");
    }

    public Optional<String> status() {
        return text("status");
    }
}
