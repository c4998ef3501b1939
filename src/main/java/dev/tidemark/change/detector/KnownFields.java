package dev.tidemark.change.detector;

import java.util.List;

/**
 * The documented fields whose change is a change (mindstamp-api.md §1.2–§1.4). Not {@code export_count}, which moves
 * without anybody watching; not what is unknown.
 */
final class KnownFields {
    static final List<String> VIEW = List.of(
            "owner_id",
            "video_id",
            "video_token",
            "video_title",
            "started",
            "finished",
            "elapsed",
            "watched",
            "percentage",
            "last_point",
            "furthest_point",
            "viewer_id",
            "viewer_name",
            "viewer_email",
            "viewer_phone",
            "viewer_custom_id",
            "interaction_count",
            "city",
            "region",
            "country",
            "flag",
            "url",
            "browser",
            "screen_width",
            "screen_height",
            "participation",
            "correctness",
            "plink_id",
            "tag1",
            "tag2",
            "tag3",
            "tag4",
            "tag5",
            "group_id",
            "video_owner_id",
            "variables",
            "created_at",
            "updated_at");

    static final List<String> INTERACTION = List.of(
            "video_title",
            "type_of",
            "value",
            "time",
            "finish",
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
            "answers",
            "correct_answer",
            "correct",
            "view_id",
            "video_id",
            "viewer_id",
            "url",
            "group_id",
            "video_owner_id",
            "variables",
            "created_at",
            "updated_at");

    static final List<String> VIEWER =
            List.of("name", "email", "phone", "owner_id", "user_id", "custom_id", "created_at", "updated_at");

    static final List<String> VIDEO = List.of(
            "token",
            "title",
            "message",
            "duration",
            "link",
            "thumbnail",
            "owner_id",
            "organization_id",
            "created_at",
            "updated_at");

    /** What moves in a view while somebody watches; it speaks through types of its own (contract §3). */
    static final List<String> PROGRESS = List.of(
            "percentage", "elapsed", "watched", "last_point", "furthest_point", "finished", "interaction_count");

    /** What else may change in a view. */
    static final List<String> VIEW_BUT_PROGRESS = VIEW.stream()
            .filter(name -> !PROGRESS.contains(name) && !name.equals(Counting.WRITTEN))
            .toList();

    private KnownFields() {}
}
