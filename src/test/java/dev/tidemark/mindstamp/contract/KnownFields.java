package dev.tidemark.mindstamp.contract;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Predicate;

/** The fields of mindstamp-api.md §1.2–§1.4 and what each holds where it is not null; written down apart from ours. */
final class KnownFields {
    private static final String DATE =
            "\\d{4}-\\d{2}-\\d{2}T.*|[A-Z][a-z]{2}, \\d{1,2} [A-Z][a-z]{2} \\d{4} \\d{2}:\\d{2}:\\d{2}(\\.\\d+)? .*";

    private static final Predicate<JsonNode> TEXT = JsonNode::isTextual;
    private static final Predicate<JsonNode> SECONDS = value -> value.isNumber() && value.asInt() >= 0;
    private static final Predicate<JsonNode> PER_CENT =
            value -> value.isNumber() && value.asInt() >= 0 && value.asInt() <= 100;
    private static final Predicate<JsonNode> TIME =
            value -> value.isTextual() && value.textValue().matches(DATE);
    private static final Predicate<JsonNode> TEXTS = value -> value.isArray();
    private static final Predicate<JsonNode> VARIABLES = JsonNode::isObject;
    private static final Predicate<JsonNode> YES_OR_NO = JsonNode::isBoolean;

    static final Map<String, Predicate<JsonNode>> VIEW = fields(
            List.of(
                    "id owner_id video_id video_token video_title viewer_id viewer_name viewer_email viewer_phone"
                            + " viewer_custom_id city region country flag url browser screen_width screen_height"
                            + " plink_id tag1 tag2 tag3 tag4 tag5 group_id video_owner_id",
                    "started finished created_at updated_at",
                    "elapsed watched last_point furthest_point interaction_count export_count",
                    "percentage participation correctness",
                    "variables"),
            List.of(TEXT, TIME, SECONDS, PER_CENT, VARIABLES));

    static final Map<String, Predicate<JsonNode>> INTERACTION = fields(
            List.of(
                    "id video_title type_of value parent_id parent_type parent_value click_action click_value"
                            + " viewer_name viewer_email viewer_phone viewer_custom_id style correct_answer view_id"
                            + " video_id viewer_id url group_id video_owner_id",
                    "created_at updated_at",
                    "time finish export_count",
                    "answers",
                    "variables",
                    "correct"),
            List.of(TEXT, TIME, SECONDS, TEXTS, VARIABLES, YES_OR_NO));

    static final Map<String, Predicate<JsonNode>> VIEWER = fields(
            List.of("id name email phone owner_id user_id custom_id", "created_at updated_at"), List.of(TEXT, TIME));

    static final Map<String, Predicate<JsonNode>> VIDEO = fields(
            List.of(
                    "id token title message link thumbnail owner_id organization_id",
                    "created_at updated_at",
                    "duration"),
            List.of(TEXT, TIME, SECONDS));

    private KnownFields() {}

    /** Every known field that is there holds what it should; a missing or null one is allowed, an id is not. */
    static void hold(Map<String, Predicate<JsonNode>> known, JsonNode row) {
        assertThat(row.path("id").asText()).as("id of %s", row).isNotBlank();
        known.forEach((name, rule) -> {
            JsonNode value = row.path(name);
            assertThat(value.isMissingNode() || value.isNull() || rule.test(value))
                    .as("%s = %s", name, value)
                    .isTrue();
        });
    }

    private static Map<String, Predicate<JsonNode>> fields(List<String> names, List<Predicate<JsonNode>> rules) {
        Map<String, Predicate<JsonNode>> fields = new TreeMap<>();
        for (int i = 0; i < names.size(); i++) {
            for (String name : names.get(i).split(" ")) {
                fields.put(name, rules.get(i));
            }
        }
        return fields;
    }
}
