package dev.tidemark.mindstamp.row;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Optional;

/** What a viewer did in a video: an answer or a click (mindstamp-api.md §1.3). */
public record Interaction(String id, ObjectNode fields) implements Row {
    public Optional<String> viewId() {
        return text("view_id").filter(Row::isUsableId);
    }

    /** A row without view and viewer is authored content, not something a viewer did. */
    public boolean isByViewer() {
        return viewId().isPresent() || text("viewer_id").isPresent();
    }

    /** An answer to a question; everything else is a click. */
    public boolean isResponse() {
        return text("parent_type").filter("question"::equals).isPresent()
                || text("type_of").filter("reply"::equals).isPresent();
    }
}
