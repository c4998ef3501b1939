package dev.tidemark.mindstamp.row;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Optional;

/** A person who watches (mindstamp-api.md §1.4). */
public record Viewer(String id, ObjectNode fields) implements Row {
    public Optional<String> name() {
        return text("name");
    }

    public Optional<String> email() {
        return text("email");
    }

    public Optional<String> phone() {
        return text("phone");
    }

    public Optional<String> ownerId() {
        return text("owner_id");
    }

    /** Set where the viewer is a user of Mindstamp. */
    public Optional<String> userId() {
        return text("user_id");
    }

    /** The customer's own id of the viewer. */
    public Optional<String> customId() {
        return text("custom_id");
    }
}
