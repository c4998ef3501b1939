package dev.tidemark.mindstamp.row;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** One sitting of one viewer with one video (mindstamp-api.md §1.2). Times inside the video are whole seconds. */
public record View(String id, ObjectNode fields) implements Row {
    public Optional<String> ownerId() {
        return text("owner_id");
    }

    public Optional<String> videoId() {
        return text("video_id");
    }

    public Optional<String> videoToken() {
        return text("video_token");
    }

    public Optional<String> videoTitle() {
        return text("video_title");
    }

    public Optional<Instant> started() {
        return instant("started");
    }

    /** When the viewer was last heard of, not necessarily the end. */
    public Optional<Instant> finished() {
        return instant("finished");
    }

    /** Seconds between started and finished, pauses included. */
    public Optional<Integer> elapsed() {
        return integer("elapsed");
    }

    /** Undocumented; seconds, it seems. */
    public Optional<Integer> watched() {
        return integer("watched");
    }

    /** Per cent watched, 0–100. */
    public Optional<Integer> percentage() {
        return integer("percentage");
    }

    /** The second where the viewer stopped. */
    public Optional<Integer> lastPoint() {
        return integer("last_point");
    }

    /** The furthest second reached. */
    public Optional<Integer> furthestPoint() {
        return integer("furthest_point");
    }

    public Optional<String> viewerId() {
        return text("viewer_id");
    }

    public Optional<String> viewerName() {
        return text("viewer_name");
    }

    public Optional<String> viewerEmail() {
        return text("viewer_email");
    }

    public Optional<String> viewerPhone() {
        return text("viewer_phone");
    }

    /** The customer's own id of the viewer. */
    public Optional<String> viewerCustomId() {
        return text("viewer_custom_id");
    }

    /** Interactions the viewer engaged with. */
    public Optional<Integer> interactionCount() {
        return integer("interaction_count");
    }

    public Optional<String> city() {
        return text("city");
    }

    public Optional<String> region() {
        return text("region");
    }

    public Optional<String> country() {
        return text("country");
    }

    /** An emoji. */
    public Optional<String> flag() {
        return text("flag");
    }

    public Optional<String> url() {
        return text("url");
    }

    public Optional<String> browser() {
        return text("browser");
    }

    /** Pixels; Mindstamp sends a text. */
    public Optional<Integer> screenWidth() {
        return integer("screen_width");
    }

    public Optional<Integer> screenHeight() {
        return integer("screen_height");
    }

    /** Undocumented; the share of questions answered, it seems. */
    public Optional<Integer> participation() {
        return integer("participation");
    }

    /** Undocumented; the share of questions answered right, it seems. */
    public Optional<Integer> correctness() {
        return integer("correctness");
    }

    /** The P-Link through which the video was opened. */
    public Optional<String> plinkId() {
        return text("plink_id");
    }

    /** {@code tag1} to {@code tag5}; the meaning is not public. */
    public List<String> tags() {
        return Stream.of("tag1", "tag2", "tag3", "tag4", "tag5")
                .flatMap(tag -> text(tag).stream())
                .toList();
    }

    public Optional<String> groupId() {
        return text("group_id");
    }

    public Optional<String> videoOwnerId() {
        return text("video_owner_id");
    }

    public Optional<Integer> exportCount() {
        return integer("export_count");
    }

    /** What the video collected or was given in its URL, as texts. */
    public Map<String, String> variables() {
        return map("variables");
    }
}
