package dev.tidemark.sandbox.sharing;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tidemark.platform.Json;
import dev.tidemark.sandbox.authored.Video;
import dev.tidemark.sandbox.row.Row;
import dev.tidemark.sandbox.row.Times;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** A link to one video that can be switched off. Invented, but for its having a status. */
public final class PLink implements Row {
    /** In JSON in small letters. */
    public enum Status {
        ACTIVE("active"),
        INACTIVE("inactive");

        private final String text;

        Status(String text) {
            this.text = text;
        }

        String text() {
            return text;
        }
    }

    private final String id;
    private final Video video;
    private final @Nullable String name;
    private final Instant createdAt;
    private Status status = Status.ACTIVE;
    private Instant updatedAt;

    PLink(String id, Video video, @Nullable String name, Instant createdAt) {
        this.id = id;
        this.video = video;
        this.name = name;
        this.createdAt = createdAt;
        this.updatedAt = createdAt;
    }

    /** False when that is its status already. */
    boolean change(Status wanted, Instant at) {
        if (status == wanted) {
            return false;
        }
        status = wanted;
        updatedAt = at;
        return true;
    }

    boolean active() {
        return status == Status.ACTIVE;
    }

    Video video() {
        return video;
    }

    @Override
    public String id() {
        return id;
    }

    @Override
    public Instant createdAt() {
        return createdAt;
    }

    @Override
    public Instant updatedAt() {
        return updatedAt;
    }

    @Override
    public ObjectNode json() {
        return Json.object()
                .put("id", id)
                .put("name", name)
                .put("video_id", video.id())
                .put("video_token", video.token())
                .put("status", status.text())
                .put("created_at", Times.iso(createdAt))
                .put("updated_at", Times.iso(updatedAt));
    }
}
