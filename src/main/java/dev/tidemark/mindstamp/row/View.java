package dev.tidemark.mindstamp.row;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import java.util.Optional;

/** One sitting of one viewer with one video (mindstamp-api.md §1.2). */
public record View(String id, ObjectNode fields) implements Row {
    /** Per cent watched, 0–100. */
    public Optional<Integer> percentage() {
        return integer("percentage");
    }

    public Optional<Instant> started() {
        return instant("started");
    }

    /** When the viewer was last heard of, not necessarily the end. */
    public Optional<Instant> finished() {
        return instant("finished");
    }
}
