package dev.tidemark.sandbox.authored;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tidemark.platform.Json;
import dev.tidemark.sandbox.row.Row;
import dev.tidemark.sandbox.row.Times;
import java.time.Instant;
import java.util.List;

/** A video and what its author put into it; {@code duration} in seconds. */
public record Video(
        String id, String ownerId, String token, String title, int duration, Instant createdAt, List<Item> items)
        implements Row {
    public String url() {
        return "https://myinteractive.video/w/" + token;
    }

    public long questions() {
        return items.stream().filter(Item::question).count();
    }

    public boolean graded() {
        return items.stream().anyMatch(item -> item.correct() != null);
    }

    @Override
    public Instant updatedAt() {
        return createdAt;
    }

    @Override
    public ObjectNode json() {
        return Json.object()
                .put("id", id)
                .put("token", token)
                .put("title", title)
                .put("message", "Created on Mindstamp! This message is customizable")
                .put("created_at", Times.iso(createdAt))
                .put("duration", duration)
                .put("link", "https://api.mindstamp.com/watch/" + token)
                .put("thumbnail", "https://thumbnails.example/" + token + ".jpg")
                .put("owner_id", ownerId)
                .putNull("organization_id")
                .put("updated_at", Times.iso(createdAt));
    }
}
