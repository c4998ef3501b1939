package dev.tidemark.sandbox.authored;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tidemark.platform.Json;
import dev.tidemark.sandbox.row.Row;
import dev.tidemark.sandbox.row.Times;
import java.time.Instant;

/**
 * An item as a row of the interactions: the fields of a viewer's event without view, viewer and parent
 * (mindstamp-api.md §1.3: a row without view_id and viewer_id is authored content).
 */
record AuthoredRow(Item item, Video video, Instant createdAt) implements Row {
    @Override
    public String id() {
        return item.id();
    }

    @Override
    public Instant updatedAt() {
        return createdAt;
    }

    @Override
    public ObjectNode json() {
        ObjectNode row = Json.object()
                .put("id", item.id())
                .put("video_title", video.title())
                .put("type_of", item.kind())
                .put("value", item.label())
                .put("time", item.time())
                .put("finish", item.finish())
                .putNull("parent_id")
                .putNull("parent_type")
                .putNull("parent_value")
                .put("click_action", item.action())
                .put("click_value", item.target())
                .putNull("viewer_name")
                .putNull("viewer_email")
                .putNull("viewer_phone")
                .putNull("viewer_custom_id")
                .put("style", item.style());
        item.writeAnswers(row);
        row.put("correct_answer", item.correct())
                .putNull("correct")
                .putNull("view_id")
                .put("video_id", video.id())
                .putNull("viewer_id")
                .put("url", video.url())
                .putNull("group_id")
                .put("video_owner_id", video.ownerId())
                .put("export_count", 0);
        row.putObject("variables");
        return row.put("created_at", Times.iso(createdAt)).put("updated_at", Times.iso(createdAt));
    }
}
