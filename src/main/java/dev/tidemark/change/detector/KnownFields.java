package dev.tidemark.change.detector;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/**
 * The documented fields whose change is a change (mindstamp-api.md §1.2, §1.3). Not {@code export_count}, which moves
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
    static final Set<String> PROGRESS =
            Set.of("percentage", "elapsed", "watched", "last_point", "furthest_point", "finished", "interaction_count");

    /** What says nothing by itself. */
    private static final Set<String> SILENT =
            Set.of("id", "updated_at", "export_count", "videos", "invited", "entries", "views", "interactions");

    /** The fields of a row whose fields are not public: all but counters and what has events of its own. */
    static List<String> open(ObjectNode... rows) {
        TreeSet<String> names = new TreeSet<>();
        for (ObjectNode row : rows) {
            row.fieldNames().forEachRemaining(name -> {
                if (!SILENT.contains(name) && !name.endsWith("_count")) {
                    names.add(name);
                }
            });
        }
        return List.copyOf(names);
    }

    /** {@code updated_at} alone says that something was written, not that anything changed. */
    static List<String> hashed(List<String> known) {
        return known.stream().filter(name -> !name.equals("updated_at")).toList();
    }

    private KnownFields() {}
}
