package dev.tidemark.event.catalogue;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tidemark.platform.Json;
import java.util.List;

/**
 * The fields of Mindstamp's rows as far as they are publicly known (mindstamp-api.md §1.2–§1.4); every one but the id
 * may be missing or null.
 */
final class RowSchemas {
    private static final List<String> VIEW_TEXTS = List.of(
            "owner_id",
            "video_id",
            "video_token",
            "video_title",
            "viewer_id",
            "viewer_name",
            "viewer_email",
            "viewer_phone",
            "viewer_custom_id",
            "city",
            "region",
            "country",
            "flag",
            "url",
            "browser",
            "plink_id",
            "tag1",
            "tag2",
            "tag3",
            "tag4",
            "tag5",
            "group_id",
            "video_owner_id");
    private static final List<String> VIEW_TIMES = List.of("started", "finished", "created_at", "updated_at");
    private static final List<String> VIEW_NUMBERS = List.of(
            "percentage",
            "elapsed",
            "watched",
            "last_point",
            "furthest_point",
            "interaction_count",
            "participation",
            "correctness",
            "export_count");

    private static final List<String> INTERACTION_TEXTS = List.of(
            "view_id",
            "video_id",
            "viewer_id",
            "video_title",
            "type_of",
            "parent_id",
            "parent_type",
            "parent_value",
            "click_action",
            "click_value",
            "viewer_name",
            "viewer_email",
            "viewer_phone",
            "viewer_custom_id",
            "style",
            "correct_answer",
            "url",
            "group_id",
            "video_owner_id");
    private static final List<String> INTERACTION_NUMBERS = List.of("time", "finish", "export_count");

    private static final List<String> VIEWER_TEXTS =
            List.of("name", "email", "phone", "owner_id", "user_id", "custom_id");
    private static final List<String> VIDEO_TEXTS =
            List.of("token", "title", "message", "link", "thumbnail", "owner_id", "organization_id");
    private static final List<String> STAMPS = List.of("created_at", "updated_at");

    private RowSchemas() {}

    static ObjectNode view() {
        ObjectNode row = row(VIEW_TEXTS, VIEW_TIMES, VIEW_NUMBERS);
        // Pixels come as texts today.
        field(row, "screen_width", "string", "number");
        field(row, "screen_height", "string", "number");
        field(row, "variables", "object");
        return row;
    }

    static ObjectNode interaction() {
        ObjectNode row = row(INTERACTION_TEXTS, STAMPS, INTERACTION_NUMBERS);
        field(row, "variables", "object");
        field(row, "correct", "boolean");
        field(row, "answers", "array");
        // How several answers or a recording are told is not public.
        field(row, "value", "string", "number", "boolean", "array", "object");
        return row;
    }

    static ObjectNode viewer() {
        return row(VIEWER_TEXTS, STAMPS, List.of());
    }

    static ObjectNode video() {
        return row(VIDEO_TEXTS, STAMPS, List.of("duration"));
    }

    /** A group, series, P-Link or access list: nothing public but that there is one. */
    static ObjectNode open() {
        ObjectNode row = Json.object().put("type", "object").put("additionalProperties", true);
        row.putObject("properties")
                .putObject("id")
                .putArray("type")
                .add("string")
                .add("number");
        row.putArray("required").add("id");
        return row;
    }

    /** An entry of an access list: it may even have no id. */
    static ObjectNode entry() {
        return Json.object().put("type", "object").put("additionalProperties", true);
    }

    private static ObjectNode row(List<String> texts, List<String> times, List<String> numbers) {
        ObjectNode row = Json.object().put("type", "object").put("additionalProperties", true);
        ObjectNode properties = row.putObject("properties");
        properties.putObject("id").put("type", "string");
        texts.forEach(name -> field(row, name, "string"));
        times.forEach(name -> field(row, name, "string").put("format", "date-time"));
        numbers.forEach(name -> field(row, name, "number"));
        row.putArray("required").add("id");
        return row;
    }

    private static ObjectNode field(ObjectNode row, String name, String... types) {
        ObjectNode field = row.withObject("/properties").putObject(name);
        var allowed = field.putArray("type");
        for (String type : types) {
            allowed.add(type);
        }
        allowed.add("null");
        return field;
    }
}
