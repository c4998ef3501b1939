package dev.tidemark.mindstamp.row;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Optional;

/** An interactive video (mindstamp-api.md §1.4). */
public record Video(String id, ObjectNode fields) implements Row {
    /** The last part of its links, and what the calls for one video take. */
    public Optional<String> token() {
        return text("token");
    }

    public Optional<String> title() {
        return text("title");
    }

    /** The text it is shared with. */
    public Optional<String> message() {
        return text("message");
    }

    public Optional<String> link() {
        return text("link");
    }

    public Optional<String> thumbnail() {
        return text("thumbnail");
    }

    /** Seconds. */
    public Optional<Integer> duration() {
        return integer("duration");
    }

    public Optional<String> ownerId() {
        return text("owner_id");
    }

    public Optional<String> organizationId() {
        return text("organization_id");
    }

    /**
     * Which video a writing call is about. The bodies of those calls are not public: this is invented.
     *
     * @param field {@code video_id} or {@code video_token}
     */
    public record Reference(String field, String value) {
        public static Reference byId(String id) {
            return new Reference("video_id", id);
        }

        public static Reference byToken(String token) {
            return new Reference("video_token", token);
        }
    }
}
