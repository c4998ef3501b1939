package dev.tidemark.mindstamp.row;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What a viewer did in a video: an answer or a click (mindstamp-api.md §1.3); responses have the same shape. */
public record Interaction(String id, ObjectNode fields) implements Row {
    public Optional<String> videoTitle() {
        return text("video_title");
    }

    /** {@code click}, or {@code reply} for a free answer. */
    public Optional<String> typeOf() {
        return text("type_of");
    }

    /** The chosen answer, or the label of what was clicked. */
    public Optional<String> value() {
        return text("value");
    }

    /** The second of the video where the item appears. */
    public Optional<Integer> time() {
        return integer("time");
    }

    /** The second of the video where the item disappears. */
    public Optional<Integer> finish() {
        return integer("finish");
    }

    /** The authored item that this belongs to. */
    public Optional<String> parentId() {
        return text("parent_id");
    }

    /** Such as {@code question}, {@code button}, {@code hotspot}. */
    public Optional<String> parentType() {
        return text("parent_type");
    }

    /** The question, or the label. */
    public Optional<String> parentValue() {
        return text("parent_value");
    }

    public Optional<String> clickAction() {
        return text("click_action");
    }

    public Optional<String> clickValue() {
        return text("click_value");
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

    public Optional<String> viewerCustomId() {
        return text("viewer_custom_id");
    }

    /** Of a question, such as {@code multiple}, {@code free}, {@code rating}. */
    public Optional<String> style() {
        return text("style");
    }

    /** The answers offered. */
    public List<String> answers() {
        return texts("answers");
    }

    public Optional<String> correctAnswer() {
        return text("correct_answer");
    }

    /** Empty where no answer is right or wrong. */
    public Optional<Boolean> correct() {
        return bool("correct");
    }

    public Optional<String> videoId() {
        return text("video_id");
    }

    public Optional<String> viewerId() {
        return text("viewer_id");
    }

    public Optional<String> url() {
        return text("url");
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

    public Map<String, String> variables() {
        return map("variables");
    }

    public Optional<String> viewId() {
        return text("view_id").filter(Row::isUsableId);
    }

    /** A row without view and viewer is authored content, not something a viewer did. */
    public boolean isByViewer() {
        return viewId().isPresent() || viewerId().isPresent();
    }

    /** An answer to a question; everything else is a click. */
    public boolean isResponse() {
        return parentType().filter("question"::equals).isPresent()
                || typeOf().filter("reply"::equals).isPresent();
    }
}
