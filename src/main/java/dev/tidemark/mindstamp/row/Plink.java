package dev.tidemark.mindstamp.row;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Optional;

/** A P-Link, through which views are opened (mindstamp-api.md §1.4). Its fields are not public: what is read here is a guess. */
public record Plink(String id, ObjectNode fields) implements Row {
    public Optional<String> name() {
        return text("name");
    }

    public Optional<String> status() {
        return text("status");
    }

    public Optional<String> url() {
        return text("url");
    }

    public Optional<String> videoId() {
        return text("video_id");
    }

    public Optional<String> videoToken() {
        return text("video_token");
    }
}
