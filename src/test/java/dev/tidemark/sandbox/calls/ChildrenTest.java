package dev.tidemark.sandbox.calls;

import static dev.tidemark.sandbox.calls.Account.TOKEN;
import static dev.tidemark.sandbox.calls.Account.answered;
import static dev.tidemark.sandbox.calls.Account.list;
import static dev.tidemark.sandbox.calls.Account.ok;
import static dev.tidemark.sandbox.calls.Account.text;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** What belongs to a video, a viewer, a group, a series, an authored item. */
class ChildrenTest {
    private static final String NOBODY = "00000000-0000-4000-8000-000000000000";

    private final Account account = new Account(90);
    private final List<JsonNode> views = list(ok(account.views.views(TOKEN, "100", null)));
    private final List<JsonNode> events = list(ok(account.interactions.interactions(TOKEN, "100", null)));

    @Test
    void a_video_has_its_own_views_by_token_and_by_uuid() {
        for (JsonNode video : ok(account.videos.videos(TOKEN, null, null))) {
            String id = text(video, "id");
            String token = text(video, "token");
            List<JsonNode> expected = whose(views, "video_id", id);
            assertThat(list(ok(account.videos.views(TOKEN, id, "100", null)))).isEqualTo(expected);
            assertThat(list(ok(account.videos.views(TOKEN, token, "100", null))))
                    .isEqualTo(expected);
            assertThat(ok(account.videos.video(TOKEN, token)))
                    .isEqualTo(video)
                    .isEqualTo(ok(account.videos.video(TOKEN, id)));
        }
    }

    @Test
    void a_viewer_has_her_own_views_and_interactions() {
        String busiest = views.stream()
                .collect(Collectors.groupingBy(view -> text(view, "viewer_id"), Collectors.counting()))
                .entrySet()
                .stream()
                .max(Map.Entry.comparingByValue())
                .orElseThrow()
                .getKey();
        assertThat(text(ok(account.viewers.viewer(TOKEN, busiest)), "id")).isEqualTo(busiest);
        assertThat(list(ok(account.viewers.views(TOKEN, busiest, null, null))))
                .hasSizeGreaterThan(1)
                .isEqualTo(whose(views, "viewer_id", busiest));
        List<JsonNode> hers = list(ok(account.viewers.interactions(TOKEN, busiest, "100", null)));
        assertThat(hers).allMatch(event -> text(event, "viewer_id").equals(busiest));
        assertThat(hers)
                .hasSize(whose(views, "viewer_id", busiest).stream()
                        .mapToInt(view -> view.get("interaction_count").intValue())
                        .sum());
    }

    @Test
    void a_group_has_what_came_through_it() {
        for (JsonNode group : ok(account.groups.groups(TOKEN))) {
            String id = text(group, "id");
            assertThat(list(ok(account.groups.views(TOKEN, id, "100", null))))
                    .isNotEmpty()
                    .isEqualTo(whose(views, "group_id", id));
            assertThat(list(ok(account.groups.interactions(TOKEN, id, "100", null))))
                    .isNotEmpty()
                    .allMatch(event -> text(event, "group_id").equals(id));
            Set<String> videos = ids(ok(account.groups.videos(TOKEN, id)));
            assertThat(whose(views, "group_id", id)).allMatch(view -> videos.contains(text(view, "video_id")));
        }
    }

    @Test
    void a_series_has_what_happened_in_its_videos() {
        String id = text(ok(account.series.series(TOKEN)).get(0), "id");
        Set<String> videos = ids(ok(account.series.videos(TOKEN, id)));
        assertThat(videos).hasSize(3);
        Predicate<JsonNode> inside = row -> videos.contains(text(row, "video_id"));
        assertThat(list(ok(account.series.views(TOKEN, id, "100", null))))
                .isEqualTo(views.stream().filter(inside).toList());
        List<JsonNode> happened = list(ok(account.series.interactions(TOKEN, id, "100", null)));
        assertThat(happened).hasSizeGreaterThan(20).allMatch(inside);
        List<JsonNode> newest = events.stream().filter(inside).toList();
        assertThat(happened.subList(0, newest.size())).isEqualTo(newest);
    }

    @Test
    void a_video_that_joins_a_series_brings_its_past_along() {
        String id = text(ok(account.series.series(TOKEN)).get(0), "id");
        Set<String> before = ids(ok(account.series.videos(TOKEN, id)));
        String joining = list(ok(account.videos.videos(TOKEN, null, null))).stream()
                .map(video -> text(video, "id"))
                .filter(video -> !before.contains(video))
                .findFirst()
                .orElseThrow();
        ok(account.series.addVideo(TOKEN, id, Account.json("{\"video_id\": \"" + joining + "\"}")));
        Predicate<JsonNode> inside = view -> before.contains(text(view, "video_id"))
                || text(view, "video_id").equals(joining);
        assertThat(list(ok(account.series.views(TOKEN, id, "100", null))))
                .isEqualTo(views.stream().filter(inside).toList());
        account.later();
        account.later();
        List<JsonNode> now = list(ok(account.views.views(TOKEN, "100", null)));
        assertThat(now.getFirst()).isNotEqualTo(views.getFirst());
        List<JsonNode> shown = list(ok(account.series.views(TOKEN, id, "100", null)));
        List<JsonNode> expected = now.stream().filter(inside).toList();
        assertThat(shown.subList(0, expected.size())).isEqualTo(expected);
    }

    @Test
    void an_authored_item_has_responses_and_an_event_has_none() {
        JsonNode event = events.getFirst();
        JsonNode item = ok(account.interactions.interaction(TOKEN, text(event, "parent_id")));
        assertThat(item.get("view_id").isNull()).isTrue();
        assertThat(item.get("viewer_id").isNull()).isTrue();
        assertThat(item.get("value")).isEqualTo(event.get("parent_value"));
        assertThat(names(item)).isEqualTo(names(event));
        assertThat(list(ok(account.interactions.responses(TOKEN, text(item, "id"), "100", null))))
                .contains(event)
                .allMatch(response -> text(response, "parent_id").equals(text(item, "id")));
        assertThat(ok(account.interactions.interaction(TOKEN, text(event, "id"))))
                .isEqualTo(event);
        assertThat(ok(account.interactions.responses(TOKEN, text(event, "id"), null, null)))
                .isEmpty();
    }

    @Test
    void child_lists_come_in_pages() {
        String token = text(views.getFirst(), "video_token");
        List<JsonNode> all = list(ok(account.videos.views(TOKEN, token, "100", null)));
        assertThat(list(ok(account.videos.views(TOKEN, token, "2", "1")))).isEqualTo(all.subList(1, 3));
        assertThat(ok(account.videos.views(TOKEN, token, null, "1000"))).isEmpty();
        answered(422, account.videos.interactions(TOKEN, token, "x", null));
    }

    @Test
    void an_unknown_id_is_404_on_every_call() {
        answered(404, account.videos.video(TOKEN, NOBODY));
        answered(404, account.videos.views(TOKEN, NOBODY, null, null));
        answered(404, account.videos.interactions(TOKEN, NOBODY, null, null));
        answered(404, account.viewers.viewer(TOKEN, NOBODY));
        answered(404, account.viewers.views(TOKEN, NOBODY, null, null));
        answered(404, account.viewers.interactions(TOKEN, NOBODY, null, null));
        answered(404, account.interactions.interaction(TOKEN, NOBODY));
        answered(404, account.interactions.responses(TOKEN, NOBODY, null, null));
        answered(404, account.groups.group(TOKEN, NOBODY));
        answered(404, account.groups.videos(TOKEN, NOBODY));
        answered(404, account.groups.views(TOKEN, NOBODY, null, null));
        answered(404, account.groups.interactions(TOKEN, NOBODY, null, null));
        answered(404, account.series.one(TOKEN, NOBODY));
        answered(404, account.series.videos(TOKEN, NOBODY));
        answered(404, account.series.views(TOKEN, NOBODY, null, null));
        answered(404, account.series.interactions(TOKEN, NOBODY, null, null));
    }

    private static List<JsonNode> whose(List<JsonNode> rows, String field, String id) {
        return rows.stream()
                .filter(row -> id.equals(row.get(field).textValue()))
                .toList();
    }

    private static List<String> names(JsonNode row) {
        return row.propertyStream().map(Map.Entry::getKey).toList();
    }

    private static Set<String> ids(JsonNode rows) {
        return list(rows).stream().map(row -> text(row, "id")).collect(Collectors.toSet());
    }
}
