package dev.tidemark.change.detector;

import dev.tidemark.event.RowField;
import java.util.List;

/** The documented fields whose change is a change; not what is unknown. */
final class KnownFields {
    /** Moves without anybody watching. */
    private static final String EXPORTS = "export_count";

    static final List<String> VIEW = counted(RowField.VIEW);
    static final List<String> INTERACTION = counted(RowField.INTERACTION);
    static final List<String> VIEWER = counted(RowField.VIEWER);
    static final List<String> VIDEO = counted(RowField.VIDEO);

    /** What moves in a view while somebody watches; it speaks through types of its own (contract §3). */
    static final List<String> PROGRESS = List.of(
            "percentage", "elapsed", "watched", "last_point", "furthest_point", "finished", "interaction_count");

    /** What else may change in a view. */
    static final List<String> VIEW_BUT_PROGRESS = VIEW.stream()
            .filter(name -> !PROGRESS.contains(name) && !name.equals(Counting.WRITTEN))
            .toList();

    private KnownFields() {}

    private static List<String> counted(List<RowField> fields) {
        return fields.stream()
                .map(RowField::name)
                .filter(name -> !name.equals(EXPORTS))
                .toList();
    }
}
