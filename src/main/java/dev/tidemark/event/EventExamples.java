package dev.tidemark.event;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.node.IntNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tidemark.platform.Json;
import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** One made-up change per type: what a receiver may expect, with nobody's data. */
final class EventExamples {
    private static final String ACCOUNT = "default";
    private static final String VIEW = "9bce33d1-120c-4bb5-8b5a-499896140f20";
    private static final String INTERACTION = "4e0c4f0a-52d4-4d1f-9b6b-0d6f2a6e7c11";
    private static final Instant STARTED = Instant.parse("2026-01-01T05:12:32Z");
    private static final Instant CHANGED = Instant.parse("2026-01-01T05:15:24Z");
    private static final Instant SEEN_BEFORE = Instant.parse("2026-01-01T05:15:01Z");
    private static final Instant SEEN = Instant.parse("2026-01-01T05:15:31Z");

    private EventExamples() {}

    static ChangeEvent event(EventType type) {
        return switch (type) {
            case VIEW_STARTED -> view(STARTED, new EventData.ViewStarted(facts("view", viewRow(4), Map.of(), null)));
            case VIEW_PROGRESSED -> view(CHANGED, new EventData.ViewProgressed(grown(25, 60), 50));
            case VIEW_COMPLETED -> view(CHANGED, new EventData.ViewCompleted(grown(60, 95), 90));
            case VIEW_ENDED ->
                view(CHANGED, new EventData.ViewEnded(facts("view", viewRow(95), Map.of(), SEEN_BEFORE), true));
            case RESPONSE_SUBMITTED -> interaction(new EventData.ResponseSubmitted(interactionFacts("question")));
            case INTERACTION_CLICKED -> interaction(new EventData.InteractionClicked(interactionFacts("button")));
        };
    }

    private static ChangeEvent view(Instant time, EventData data) {
        return event("views", VIEW, time, data);
    }

    private static ChangeEvent interaction(EventData data) {
        return event("interactions", INTERACTION, CHANGED, data);
    }

    private static ChangeEvent event(String stream, String rowId, Instant time, EventData data) {
        EventId id = EventId.of(ACCOUNT, stream, rowId, data.type(), "example");
        return new ChangeEvent(id, ACCOUNT, stream + "/" + rowId, VIEW, time, data);
    }

    private static RowFacts grown(int from, int to) {
        RowFacts.FromTo percentage = new RowFacts.FromTo(IntNode.valueOf(from), IntNode.valueOf(to));
        return facts("view", viewRow(to), Map.of("percentage", percentage), SEEN_BEFORE);
    }

    private static RowFacts interactionFacts(String parentType) {
        return facts("interaction", interactionRow(parentType), Map.of(), null);
    }

    private static RowFacts facts(
            String name, ObjectNode row, Map<String, RowFacts.FromTo> change, @Nullable Instant unchangedAt) {
        return new RowFacts(
                name,
                row,
                new RowFacts.Viewer(
                        "8b5ce4b2-6f0e-4f0b-9d5e-1f2d3c4b5a69", "John Doe", "john.doe@example.com", null, "123456"),
                new RowFacts.Video("0452e22e-1c3d-4e5f-8a9b-0c1d2e3f4a5b", "aVOfEGmGrZlG", "Interactive Video #9"),
                change,
                unchangedAt,
                SEEN,
                false);
    }

    private static ObjectNode viewRow(int percentage) {
        ObjectNode row = Json.readObject("""
                {"id": "9bce33d1-120c-4bb5-8b5a-499896140f20", "video_id": "0452e22e-1c3d-4e5f-8a9b-0c1d2e3f4a5b",
                 "video_token": "aVOfEGmGrZlG", "video_title": "Interactive Video #9",
                 "started": "2026-01-01T05:12:32Z", "finished": null, "elapsed": 172, "percentage": 0,
                 "last_point": 35, "furthest_point": 55, "viewer_id": "8b5ce4b2-6f0e-4f0b-9d5e-1f2d3c4b5a69",
                 "viewer_name": "John Doe", "viewer_email": "john.doe@example.com", "viewer_phone": null,
                 "viewer_custom_id": "123456", "interaction_count": 3, "city": "Flagami", "region": "Florida",
                 "country": "United States", "flag": "🇺🇸", "browser": "Chrome 101", "screen_width": "1792",
                 "screen_height": "980", "variables": {"fullscreen": "1"},
                 "created_at": "2026-01-01T05:12:32Z", "updated_at": "2026-01-01T05:15:24Z"}""".getBytes(UTF_8));
        return row.put("percentage", percentage);
    }

    private static ObjectNode interactionRow(String parentType) {
        ObjectNode row = Json.readObject("""
                {"id": "4e0c4f0a-52d4-4d1f-9b6b-0d6f2a6e7c11", "view_id": "9bce33d1-120c-4bb5-8b5a-499896140f20",
                 "video_id": "0452e22e-1c3d-4e5f-8a9b-0c1d2e3f4a5b", "video_title": "Interactive Video #9",
                 "viewer_id": "8b5ce4b2-6f0e-4f0b-9d5e-1f2d3c4b5a69", "viewer_name": "John Doe",
                 "viewer_email": "john.doe@example.com", "viewer_phone": null, "viewer_custom_id": "123456",
                 "type_of": "click", "time": 100, "finish": 105,
                 "created_at": "2026-01-01T05:15:24Z", "updated_at": "2026-01-01T05:15:24Z"}""".getBytes(UTF_8));
        row.put("parent_type", parentType);
        if (parentType.equals("question")) {
            row.put("value", "D. All of the Above")
                    .put("parent_value", "How can you get a good night's sleep?")
                    .put("style", "multiple")
                    .put("correct_answer", "D. All of the Above")
                    .put("correct", true)
                    .putArray("answers")
                    .add("A. No coffee past 2pm")
                    .add("D. All of the Above");
        } else {
            row.put("value", "Book a demo").put("click_action", "link").put("click_value", "www.example.com");
        }
        return row;
    }
}
