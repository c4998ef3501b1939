package dev.tidemark.sandbox.authored;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A question, button, hotspot, image or text that shows from second {@code time} to {@code finish}.
 *
 * @param kind parent_type of what viewers do with it
 * @param style how a question is answered; null for all other kinds
 */
public record Item(
        String id,
        int time,
        int finish,
        String kind,
        @Nullable String style,
        String label,
        List<String> answers,
        @Nullable String correct,
        @Nullable String action,
        @Nullable String target) {
    public boolean question() {
        return style != null;
    }

    /** Null where there is no right answer. */
    public @Nullable Boolean right(String value) {
        return correct == null ? null : correct.equals(value);
    }

    /** The offered answers; null where none are offered. */
    public void writeAnswers(ObjectNode row) {
        if (answers.isEmpty()) {
            row.putNull("answers");
        } else {
            answers.forEach(row.putArray("answers")::add);
        }
    }
}
