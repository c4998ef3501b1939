package dev.tidemark.console.event;

import com.fasterxml.jackson.databind.JsonNode;
import dev.tidemark.event.EventType;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Reads the data of an event for one line; whatever is missing or of another kind than expected is just not there. */
record Told(EventType type, JsonNode data) {
    private static final int LONGEST = 120;
    private static final int MOST_FIELDS = 4;
    /** They change with every minute that is watched, and tell nothing beside what else changed. */
    private static final Set<String> COUNTERS = Set.of(
            "percentage",
            "elapsed",
            "watched",
            "last_point",
            "furthest_point",
            "finished",
            "interaction_count",
            "export_count",
            "updated_at");

    String who() {
        return first(
                "viewer/name",
                "viewer/viewer_name",
                "viewer/email",
                "view/viewer_name",
                "interaction/viewer_name",
                "view/viewer_email",
                "interaction/viewer_email",
                "viewer/custom_id",
                "subscription/name",
                "subscription/id",
                "stream");
    }

    String video() {
        return first("video/title", "view/video_title", "interaction/video_title");
    }

    String what() {
        return cut(
                switch (type) {
                    case VIEW_STARTED, VIEW_REOPENED, VIEW_COMPLETED -> percent("view/percentage");
                    case VIEW_PROGRESSED -> percent("milestone");
                    case VIEW_ENDED ->
                        (at("completed").asBoolean() ? "completed, " : "left at ") + percent("view/percentage");
                    case RESPONSE_SUBMITTED, RESPONSE_CHANGED -> answer();
                    case INTERACTION_CLICKED -> first("interaction/value", "interaction/parent_value");
                    case QUIZ_SCORED -> score();
                    case VIEWER_IDENTIFIED -> first("identified/value");
                    case VIEW_UPDATED, VIEWER_UPDATED, VIDEO_UPDATED -> changed();
                    case GROUP_UPDATED, SERIES_UPDATED -> name() + ": " + changed();
                    case PLINK_STATUS_CHANGED -> words("", "plink/name", ": ") + first("plink/status");
                    case GROUP_VIDEO_ADDED, GROUP_VIDEO_REMOVED, SERIES_VIDEO_ADDED, SERIES_VIDEO_REMOVED -> name();
                    case ACCESS_LIST_ENTRY_ADDED, ACCESS_LIST_ENTRY_REMOVED ->
                        first("entry/email", "entry/value", "entry/name") + words(" · ", "access_list/name", "");
                    case SOURCE_THROTTLED,
                            SOURCE_LAGGING,
                            SOURCE_UNAUTHORIZED,
                            SOURCE_RECOVERED,
                            SOURCE_SCHEMA_CHANGED,
                            SUBSCRIPTION_FAILING,
                            SUBSCRIPTION_DISABLED,
                            SUBSCRIPTION_RECOVERED,
                            DELIVERY_EXHAUSTED -> first("reason");
                    default -> name();
                });
    }

    private String answer() {
        String question = words("", "interaction/parent_value", " → ");
        JsonNode correct = at("interaction/correct");
        String verdict = !correct.isBoolean() ? "" : correct.asBoolean() ? " · right" : " · wrong";
        return question + first("interaction/value") + verdict;
    }

    private String score() {
        JsonNode score = at("score");
        return "%s right, %s wrong, %s"
                .formatted(
                        score.path("right").asText("?"), score.path("wrong").asText("?"), percent("score/percentage"));
    }

    private String changed() {
        List<String> all =
                data.path("change").properties().stream().map(Map.Entry::getKey).toList();
        List<String> telling =
                all.stream().filter(field -> !COUNTERS.contains(field)).toList();
        List<String> fields = telling.isEmpty() ? all : telling;
        String names = fields.stream()
                .limit(MOST_FIELDS)
                .map(field -> field.replace('_', ' '))
                .collect(Collectors.joining(", "));
        int more = fields.size() - MOST_FIELDS;
        return more > 0 ? names + " and " + more + " more" : names;
    }

    /** What people call the row, where who and video do not say it. */
    private String name() {
        return Stream.of("group", "series", "plink", "access_list")
                .map(row -> first(row + "/name", row + "/title"))
                .filter(name -> !name.isEmpty())
                .findFirst()
                .orElse("");
    }

    private String percent(String path) {
        JsonNode number = at(path);
        return number.isNumber() ? number.asText() + " %" : "";
    }

    private String words(String before, String path, String after) {
        String text = first(path);
        return text.isEmpty() ? "" : before + text + after;
    }

    /** The first of these that says something. */
    private String first(String... paths) {
        return Arrays.stream(paths)
                .map(path -> text(at(path)))
                .filter(text -> !text.isEmpty())
                .findFirst()
                .orElse("");
    }

    private JsonNode at(String path) {
        return data.at("/" + path);
    }

    /** Texts and numbers as they are, lists with commas between; an object says nothing in one line. */
    private static String text(JsonNode node) {
        return node.isArray()
                ? Stream.iterate(0, i -> i < node.size(), i -> i + 1)
                        .map(i -> text(node.get(i)))
                        .filter(text -> !text.isEmpty())
                        .collect(Collectors.joining(", "))
                : node.isValueNode() && !node.isNull() ? node.asText().strip() : "";
    }

    private static String cut(String text) {
        return text.codePointCount(0, text.length()) <= LONGEST
                ? text
                : text.substring(0, text.offsetByCodePoints(0, LONGEST - 1)) + "…";
    }
}
