package dev.tidemark.sandbox.row;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;

/** Something with an id that lists show; {@link #json} is how it looks now. */
public interface Row {
    String id();

    Instant createdAt();

    Instant updatedAt();

    ObjectNode json();
}
