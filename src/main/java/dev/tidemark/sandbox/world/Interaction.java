package dev.tidemark.sandbox.world;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tidemark.platform.Json;
import dev.tidemark.sandbox.authored.Item;
import dev.tidemark.sandbox.row.Row;
import dev.tidemark.sandbox.row.Times;
import java.time.Instant;

/** Something a viewer did with an authored item; never changes: identity and variables stay as they were then. */
record Interaction(
        String id,
        Instant createdAt,
        View view,
        String viewerId,
        Viewer.Identity identity,
        View.Variables variables,
        Item item,
        String value)
        implements Row {
    /** {@code reply} for a free response, {@code click} for everything else. */
    String typeOf() {
        return "free".equals(item.style()) ? "reply" : "click";
    }

    @Override
    public Instant updatedAt() {
        return createdAt;
    }

    @Override
    public ObjectNode json() {
        ObjectNode row = Json.object()
                .put("id", id)
                .put("video_title", view.video().title())
                .put("type_of", typeOf())
                .put("value", value)
                .put("time", item.time())
                .put("finish", item.finish())
                .put("parent_id", item.id())
                .put("parent_type", item.kind())
                .put("parent_value", item.label())
                .put("click_action", item.action())
                .put("click_value", item.target());
        identity.writeTo(row);
        row.put("style", item.style());
        item.writeAnswers(row);
        row.put("correct_answer", item.correct()).put("correct", item.right(value));
        row.put("view_id", view.id())
                .put("video_id", view.video().id())
                .put("viewer_id", viewerId)
                .put("url", view.video().url())
                .put("group_id", view.entrance().groupId())
                .put("video_owner_id", view.video().ownerId())
                .put("export_count", 0);
        row.set("variables", variables.json());
        return row.put("created_at", Times.iso(createdAt)).put("updated_at", Times.iso(createdAt));
    }
}
