package dev.tidemark.simulation;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tidemark.change.StreamName;
import dev.tidemark.mindstamp.row.AccessList;
import dev.tidemark.mindstamp.row.Group;
import dev.tidemark.mindstamp.row.Interaction;
import dev.tidemark.mindstamp.row.Plink;
import dev.tidemark.mindstamp.row.Row;
import dev.tidemark.mindstamp.row.Series;
import dev.tidemark.mindstamp.row.Video;
import dev.tidemark.mindstamp.row.View;
import dev.tidemark.mindstamp.row.Viewer;

/** Rows as a client reads them. */
public final class ListedRow {
    private ListedRow() {}

    /** @param fields with an id */
    public static Row of(StreamName stream, ObjectNode fields) {
        String id = fields.path("id").asText();
        return switch (stream) {
            case VIEWS -> new View(id, fields);
            case INTERACTIONS -> new Interaction(id, fields);
            case VIEWERS -> new Viewer(id, fields);
            case VIDEOS -> new Video(id, fields);
            case GROUPS -> new Group(id, fields);
            case SERIES -> new Series(id, fields);
            case PLINKS -> new Plink(id, fields);
            case ACCESS_LISTS -> new AccessList(id, fields);
            case GROUP_VIDEOS, SERIES_VIDEOS, ACCESS_LIST_ENTRIES ->
                throw new IllegalArgumentException("no list of its own: " + stream);
        };
    }
}
