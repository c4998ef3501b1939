package dev.tidemark.event;

import java.util.List;

/**
 * A field of Mindstamp's rows, as far as they are publicly known (mindstamp-api.md §1.2–§1.4). Every one but the id,
 * which is not among these, may be missing or null. Their order goes into what is stored of every row: new ones come last.
 */
public record RowField(String name, Kind kind) {
    /** What stands in it. */
    public enum Kind {
        TEXT,
        TIME,
        NUMBER,
        TEXT_OR_NUMBER,
        YES_OR_NO,
        LIST,
        OBJECT,
        ANYTHING
    }

    public static final List<RowField> VIEW = List.of(
            text("owner_id"),
            text("video_id"),
            text("video_token"),
            text("video_title"),
            time("started"),
            time("finished"),
            number("elapsed"),
            number("watched"),
            number("percentage"),
            number("last_point"),
            number("furthest_point"),
            text("viewer_id"),
            text("viewer_name"),
            text("viewer_email"),
            text("viewer_phone"),
            text("viewer_custom_id"),
            number("interaction_count"),
            text("city"),
            text("region"),
            text("country"),
            text("flag"),
            text("url"),
            text("browser"),
            // Pixels come as texts today.
            new RowField("screen_width", Kind.TEXT_OR_NUMBER),
            new RowField("screen_height", Kind.TEXT_OR_NUMBER),
            number("participation"),
            number("correctness"),
            text("plink_id"),
            text("tag1"),
            text("tag2"),
            text("tag3"),
            text("tag4"),
            text("tag5"),
            text("group_id"),
            text("video_owner_id"),
            new RowField("variables", Kind.OBJECT),
            time("created_at"),
            time("updated_at"),
            number("export_count"));

    public static final List<RowField> INTERACTION = List.of(
            text("video_title"),
            text("type_of"),
            // How several answers or a recording are told is not public.
            new RowField("value", Kind.ANYTHING),
            number("time"),
            number("finish"),
            text("parent_id"),
            text("parent_type"),
            text("parent_value"),
            text("click_action"),
            text("click_value"),
            text("viewer_name"),
            text("viewer_email"),
            text("viewer_phone"),
            text("viewer_custom_id"),
            text("style"),
            new RowField("answers", Kind.LIST),
            text("correct_answer"),
            new RowField("correct", Kind.YES_OR_NO),
            text("view_id"),
            text("video_id"),
            text("viewer_id"),
            text("url"),
            text("group_id"),
            text("video_owner_id"),
            new RowField("variables", Kind.OBJECT),
            time("created_at"),
            time("updated_at"),
            number("export_count"));

    public static final List<RowField> VIEWER = List.of(
            text("name"),
            text("email"),
            text("phone"),
            text("owner_id"),
            text("user_id"),
            text("custom_id"),
            time("created_at"),
            time("updated_at"));

    public static final List<RowField> VIDEO = List.of(
            text("token"),
            text("title"),
            text("message"),
            number("duration"),
            text("link"),
            text("thumbnail"),
            text("owner_id"),
            text("organization_id"),
            time("created_at"),
            time("updated_at"));

    private static RowField text(String name) {
        return new RowField(name, Kind.TEXT);
    }

    private static RowField time(String name) {
        return new RowField(name, Kind.TIME);
    }

    private static RowField number(String name) {
        return new RowField(name, Kind.NUMBER);
    }
}
