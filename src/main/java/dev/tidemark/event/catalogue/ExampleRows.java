package dev.tidemark.event.catalogue;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tidemark.platform.Json;

/** Made-up rows with nobody's data. Where Mindstamp's fields are not public, only what rows surely need is told. */
final class ExampleRows {
    static final String VIEW = "9bce33d1-120c-4bb5-8b5a-499896140f20";
    static final String INTERACTION = "4e0c4f0a-52d4-4d1f-9b6b-0d6f2a6e7c11";
    static final String VIEWER = "8b5ce4b2-6f0e-4f0b-9d5e-1f2d3c4b5a69";
    static final String VIDEO = "0452e22e-1c3d-4e5f-8a9b-0c1d2e3f4a5b";
    static final String GROUP = "b1f7c2a4-3d5e-4f60-8a7b-9c0d1e2f3a4b";
    static final String SERIES = "c2a8d3b5-4e6f-4071-9b8c-0d1e2f3a4b5c";
    static final String PLINK = "d3b9e4c6-5f70-4182-8c9d-1e2f3a4b5c6d";
    static final String ACCESS_LIST = "e4caf5d7-6081-4293-9dae-2f3a4b5c6d7e";

    private ExampleRows() {}

    static ObjectNode view(int percentage) {
        return json("""
                {"id": "9bce33d1-120c-4bb5-8b5a-499896140f20", "video_id": "0452e22e-1c3d-4e5f-8a9b-0c1d2e3f4a5b",
                 "video_token": "aVOfEGmGrZlG", "video_title": "Interactive Video #9",
                 "started": "2026-01-01T05:12:32Z", "finished": null, "elapsed": 172, "percentage": 0,
                 "last_point": 35, "furthest_point": 55, "viewer_id": "8b5ce4b2-6f0e-4f0b-9d5e-1f2d3c4b5a69",
                 "viewer_name": "John Doe", "viewer_email": "john.doe@example.com", "viewer_phone": null,
                 "viewer_custom_id": "123456", "interaction_count": 3, "city": "Flagami", "region": "Florida",
                 "country": "United States", "flag": "🇺🇸", "browser": "Chrome 101", "screen_width": "1792",
                 "screen_height": "980", "variables": {"fullscreen": "1"},
                 "created_at": "2026-01-01T05:12:32Z", "updated_at": "2026-01-01T05:15:24Z"}""").put("percentage", percentage);
    }

    static ObjectNode answer(boolean correct) {
        ObjectNode row = interaction()
                .put("parent_type", "question")
                .put("value", correct ? "D. All of the Above" : "A. No coffee past 2pm")
                .put("parent_value", "How can you get a good night's sleep?")
                .put("style", "multiple")
                .put("correct_answer", "D. All of the Above")
                .put("correct", correct);
        row.putArray("answers").add("A. No coffee past 2pm").add("D. All of the Above");
        return row;
    }

    static ObjectNode click() {
        return interaction()
                .put("parent_type", "button")
                .put("value", "Book a demo")
                .put("click_action", "link")
                .put("click_value", "www.example.com");
    }

    private static ObjectNode interaction() {
        return json("""
                {"id": "4e0c4f0a-52d4-4d1f-9b6b-0d6f2a6e7c11", "view_id": "9bce33d1-120c-4bb5-8b5a-499896140f20",
                 "video_id": "0452e22e-1c3d-4e5f-8a9b-0c1d2e3f4a5b", "video_title": "Interactive Video #9",
                 "viewer_id": "8b5ce4b2-6f0e-4f0b-9d5e-1f2d3c4b5a69", "viewer_name": "John Doe",
                 "viewer_email": "john.doe@example.com", "viewer_phone": null, "viewer_custom_id": "123456",
                 "type_of": "click", "time": 100, "finish": 105,
                 "created_at": "2026-01-01T05:15:24Z", "updated_at": "2026-01-01T05:15:24Z"}""");
    }

    static ObjectNode viewer(String name) {
        return json("""
                {"id": "8b5ce4b2-6f0e-4f0b-9d5e-1f2d3c4b5a69", "name": "John Doe", "email": "john.doe@example.com",
                 "phone": null, "owner_id": "75d57cda-332b-400a-887e-0bed5f6ced99", "user_id": null,
                 "custom_id": "123456", "created_at": "2026-01-01T05:12:32Z", "updated_at": "2026-01-01T05:15:24Z"}""").put("name", name);
    }

    static ObjectNode video(String title) {
        return json("""
                {"id": "0452e22e-1c3d-4e5f-8a9b-0c1d2e3f4a5b", "token": "aVOfEGmGrZlG",
                 "title": "Interactive Video #9", "message": "Welcome aboard", "duration": 58,
                 "link": "https://example.com/watch/aVOfEGmGrZlG",
                 "thumbnail": "https://example.com/thumbnails/aVOfEGmGrZlG.jpg",
                 "created_at": "2025-12-01T09:30:00Z", "updated_at": "2026-01-01T05:15:24Z"}""").put("title", title);
    }

    static ObjectNode group(String name) {
        return named(GROUP, name);
    }

    static ObjectNode series(String name) {
        return named(SERIES, name);
    }

    static ObjectNode plink(String status) {
        return named(PLINK, "Newsletter of January").put("status", status).put("video_token", "aVOfEGmGrZlG");
    }

    static ObjectNode accessList() {
        return named(ACCESS_LIST, "Class of 2026");
    }

    static ObjectNode entry() {
        return Json.object().put("email", "jane.roe@example.com");
    }

    private static ObjectNode named(String id, String name) {
        return Json.object()
                .put("id", id)
                .put("name", name)
                .put("created_at", "2026-01-01T05:15:24Z")
                .put("updated_at", "2026-01-01T05:15:24Z");
    }

    private static ObjectNode json(String text) {
        return Json.readObject(text.getBytes(UTF_8));
    }
}
