package dev.tidemark.mindstamp.contract;

import static dev.tidemark.mindstamp.contract.PlainApi.encoded;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.tidemark.testing.TestClock;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The API as plain HTTP and JSON show it; the rows are those of mindstamp-api.md §2. */
@QuarkusTest
class PlainContractIT {
    private static final String NOBODY = "00000000-0000-4000-8000-000000000000";

    @Inject
    TestClock clock;

    private PlainApi api;

    @BeforeEach
    void open() {
        api = new PlainApi(
                AskedAccount.open(clock), Account.real().isPresent() ? Duration.ofMillis(800) : Duration.ZERO);
    }

    @Test
    @Row(1)
    void views_are_a_list_of_rows_with_the_known_fields() {
        List<JsonNode> views = api.list("/views?limit=100");

        assertSomething(views);
        assertThat(views).allSatisfy(view -> KnownFields.hold(KnownFields.VIEW, view));
        assertThat(views).extracting(PlainContractIT::id).doesNotHaveDuplicates();
    }

    @Test
    @Row({1, 7})
    void limit_and_offset_cut_the_list() {
        for (String path : List.of("/views", "/interactions")) {
            List<String> three = ids(api.list(path + "?limit=3&offset=0"));
            List<String> shifted = ids(api.list(path + "?limit=2&offset=1"));

            assertThat(three).hasSizeLessThanOrEqualTo(3);
            assertThat(shifted).isEqualTo(three.subList(Math.min(1, three.size()), three.size()));
            assertThat(api.list(path)).as("default limit").hasSizeLessThanOrEqualTo(25);
            assertThat(api.list(path + "?limit=100&offset=100000000"))
                    .as("past the end")
                    .isEmpty();
        }
    }

    @Test
    @Row({2, 3, 4})
    void summaries_are_no_views() {
        for (String path : List.of("/views/summary", "/views/summary/month", "/views/summary/week")) {
            PlainApi.Answer answer = api.get(path);
            assertThat(answer.status()).as(path).isEqualTo(200);
            assertThat(answer.contentType()).as(path).startsWith("application/json");
            assertThat(answer.json().isMissingNode()).as(path).isFalse();
        }
    }

    @Test
    @Writes
    @Row({2, 3, 4})
    void the_sandbox_counts_its_views_in_the_summaries() {
        int views = api.list("/views?limit=100").size();
        assertThat(api.get("/views/summary").json().path("views").asInt()).isEqualTo(views);
        assertThat(api.get("/views/summary/week").json().path("views").asInt()).isEqualTo(views);
        assertThat(api.get("/views/summary/month").json().path("views").asInt()).isBetween(0, views);
    }

    @Test
    @Row(5)
    void a_view_is_the_row_of_the_list() {
        each("/views?limit=2", view -> assertSame(api.one("/views/" + id(view)), view));
    }

    @Test
    @Row(6)
    void interactions_of_a_view_belong_to_it() {
        each("/interactions?limit=2", interaction -> {
            String view = interaction.path("view_id").asText();
            List<JsonNode> rows = api.list("/views/" + view + "/interactions?limit=100");
            assertThat(ids(rows)).contains(id(interaction));
            assertThat(rows)
                    .allSatisfy(row -> assertThat(row.path("view_id").asText()).isEqualTo(view));
        });
    }

    @Test
    @Row(7)
    void interactions_are_a_list_of_rows_with_the_known_fields() {
        List<JsonNode> interactions = api.list("/interactions?limit=100");

        assertSomething(interactions);
        assertThat(interactions).allSatisfy(row -> KnownFields.hold(KnownFields.INTERACTION, row));
    }

    @Test
    @Row(8)
    void an_interaction_is_the_row_of_the_list() {
        each("/interactions?limit=2", row -> assertSame(api.one("/interactions/" + id(row)), row));
    }

    @Test
    @Row(9)
    void responses_of_an_authored_item_point_to_it() {
        List<JsonNode> answers = api.list("/interactions?limit=100").stream()
                .filter(row -> row.path("parent_type").asText().equals("question"))
                .toList();
        assertSomething(answers);
        answers.stream().limit(2).forEach(answer -> {
            String item = answer.path("parent_id").asText();
            List<JsonNode> responses = api.list("/interactions/" + item + "/responses?limit=100");
            assertThat(ids(responses)).contains(id(answer));
            assertThat(responses)
                    .allSatisfy(
                            row -> assertThat(row.path("parent_id").asText()).isEqualTo(item));
        });
    }

    @Test
    @Writes
    @Row({7, 8, 9})
    void an_authored_item_has_neither_view_nor_viewer() {
        JsonNode answer = api.list("/interactions?limit=1").getFirst();
        JsonNode item = api.one("/interactions/" + answer.path("parent_id").asText());

        KnownFields.hold(KnownFields.INTERACTION, item);
        assertThat(item.path("view_id").isNull()).isTrue();
        assertThat(item.path("viewer_id").isNull()).isTrue();
        assertThat(api.list("/interactions/" + id(answer) + "/responses")).isEmpty();
    }

    @Test
    @Row(10)
    void videos_are_a_list_of_rows_with_the_known_fields() {
        List<JsonNode> videos = api.list("/videos");

        assertSomething(videos);
        assertThat(videos).allSatisfy(video -> {
            KnownFields.hold(KnownFields.VIDEO, video);
            assertThat(video.path("token").asText()).isNotBlank();
        });
    }

    @Test
    @Row(11)
    void a_video_is_asked_for_by_its_token() {
        each(
                "/videos",
                video -> assertThat(id(api.one("/videos/" + token(video)))).isEqualTo(id(video)));
    }

    @Test
    @Writes
    @Row(11)
    void the_sandbox_takes_the_uuid_of_a_video_too() {
        each("/videos", video -> assertThat(api.one("/videos/" + id(video))).isEqualTo(video));
    }

    @Test
    @Row(12)
    void views_of_a_video_belong_to_it() {
        each("/views?limit=2", view -> {
            String token = view.path("video_token").asText();
            List<JsonNode> views = api.list("/videos/" + token + "/views?limit=100");
            assertThat(ids(views)).contains(id(view));
            assertThat(views)
                    .allSatisfy(
                            row -> assertThat(row.path("video_token").asText()).isEqualTo(token));
        });
    }

    @Test
    @Row(13)
    void interactions_of_a_video_are_paged_as_documented() {
        each("/interactions?limit=1", interaction -> {
            String path = "/videos/" + tokenOf(interaction.path("video_id").asText()) + "/interactions";
            List<JsonNode> first = api.list(path + "?limit=50");
            List<JsonNode> all = api.list(path + "?limit=100");
            List<JsonNode> rest = api.list(path + "?offset=50&limit=100");

            assertThat(first).hasSizeLessThanOrEqualTo(50);
            assertThat(all).allSatisfy(row -> assertThat(row.path("video_id")).isEqualTo(interaction.path("video_id")));
            assertThat(ids(all).stream().limit(first.size())).isEqualTo(ids(first));
            assertThat(ids(rest).stream().limit(Math.max(0, all.size() - 50)))
                    .isEqualTo(ids(all).stream().skip(50).toList());
        });
    }

    @Test
    @Row(14)
    void viewers_are_a_list_of_rows_with_the_known_fields() {
        List<JsonNode> viewers = api.list("/viewers");

        assertSomething(viewers);
        assertThat(viewers).allSatisfy(viewer -> KnownFields.hold(KnownFields.VIEWER, viewer));
    }

    @Test
    @Row(15)
    void a_viewer_is_the_row_of_the_list() {
        each("/viewers", viewer -> assertSame(api.one("/viewers/" + id(viewer)), viewer));
    }

    @Test
    @Row({16, 17})
    void views_and_interactions_of_a_viewer_are_hers() {
        each("/interactions?limit=2", interaction -> {
            String viewer = interaction.path("viewer_id").asText();
            List<JsonNode> views = api.list("/viewers/" + viewer + "/views?limit=100");
            List<JsonNode> interactions = api.list("/viewers/" + viewer + "/interactions?limit=100");

            assertThat(ids(views)).contains(interaction.path("view_id").asText());
            assertThat(ids(interactions)).contains(id(interaction));
            assertThat(Stream.concat(views.stream(), interactions.stream()))
                    .allSatisfy(
                            row -> assertThat(row.path("viewer_id").asText()).isEqualTo(viewer));
        });
    }

    @Test
    @Row(18)
    void the_token_has_a_user() {
        PlainApi.Answer me = api.get("/user/me");

        assertThat(me.status()).isEqualTo(200);
        assertThat(me.json().isObject()).isTrue();
        assertThat(me.json()).isNotEmpty();
    }

    @Test
    @Row({19, 20, 21, 22, 23})
    void groups_have_videos_views_and_interactions() {
        sharing("/groups", true);
    }

    @Test
    @Row({27, 28, 29, 33, 34})
    void series_have_videos_views_and_interactions() {
        sharing("/series", true);
    }

    @Test
    @Row({35, 36})
    void plinks_can_be_listed_and_looked_at() {
        sharing("/plink", false);
    }

    @Test
    @Row({39, 40})
    void access_lists_can_be_listed_and_looked_at() {
        sharing("/accessLists", false);
    }

    @Test
    @Writes
    @Row({24, 25, 20, 21})
    void a_group_is_created_and_takes_a_video() {
        JsonNode group = created(api.post("/groups/create", "{\"name\": \"Night shift\"}"));
        assertThat(group.path("name").asText()).isEqualTo("Night shift");
        addsVideosTo("/groups/" + id(group));
        assertThat(ids(api.list("/groups"))).contains(id(group));
    }

    @Test
    @Writes
    @Row({30, 31, 28, 29})
    void a_series_is_created_and_takes_a_video() {
        JsonNode series = created(api.post("/series/create", "{\"name\": \"Onboarding\"}"));
        addsVideosTo("/series/" + id(series));
        assertThat(ids(api.list("/series"))).contains(id(series));
    }

    @Test
    @Writes
    @Row({26, 32})
    void a_user_is_invited_to_a_series() {
        String series = "/series/" + id(api.list("/series").getFirst());

        assertThat(api.post(series + "/invite", "{\"email\": \"ada@acme.example\", \"name\": \"Ada\"}")
                        .status())
                .isIn(200, 201);
        unprocessable(api.post(series + "/invite", "{\"email\": \"nobody\"}"), "email");
        unprocessable(api.post(series + "/invite", "{}"), "email");
    }

    @Test
    @Writes
    @Row({38, 36, 37})
    void a_plink_is_made_for_a_video_and_switched_off_and_on() {
        JsonNode video = api.list("/videos").getFirst();
        for (String path : List.of("/plink/", "/plink")) {
            JsonNode plink = created(api.post(path, "{\"video_token\": \"" + token(video) + "\"}"));
            assertThat(api.one("/plink/" + id(plink))).isEqualTo(plink);
            for (String status : List.of("inactive", "active")) {
                PlainApi.Answer answer = api.patch("/plink/" + id(plink), "{\"status\": \"" + status + "\"}");
                assertThat(answer.status()).isEqualTo(200);
                assertThat(api.one("/plink/" + id(plink)).path("status").asText())
                        .isEqualTo(status);
            }
            unprocessable(api.patch("/plink/" + id(plink), "{\"status\": \"asleep\"}"), "status");
        }
        unprocessable(api.post("/plink/", "{}"), "video_token");
        unprocessable(api.post("/plink/", "{\"video_id\": \"" + NOBODY + "\"}"), "video_id");
    }

    @Test
    @Writes
    @Row({41, 42, 43, 40})
    void an_access_list_takes_and_gives_up_entries() {
        JsonNode list = created(api.post("/accessLists/create", "{\"name\": \"Press\"}"));
        String path = "/accessLists/" + id(list);

        for (String email : List.of("a@acme.example", "b@acme.example")) {
            assertThat(api.post(path + "/add", "{\"email\": \"" + email + "\"}").status())
                    .isIn(200, 201);
        }
        assertThat(api.one(path).toString()).contains("a@acme.example", "b@acme.example");

        assertThat(api.delete(path + "/delete", "{\"email\": \"a@acme.example\"}")
                        .status())
                .isEqualTo(200);
        assertThat(api.delete(path + "/delete?email=" + encoded("b@acme.example"), null)
                        .status())
                .isEqualTo(200);
        assertThat(api.one(path).toString()).doesNotContain("@acme.example");
        unprocessable(api.post(path + "/add", "{\"email\": 7}"), "email");
        unprocessable(api.delete(path + "/delete", null), "email");
    }

    @ParameterizedTest
    @Writes
    @Row({24, 30, 41})
    @ValueSource(strings = {"/groups/create", "/series/create", "/accessLists/create"})
    void what_is_created_needs_a_name(String path) {
        for (String body : List.of("{}", "{\"name\": null}", "{\"name\": \"  \"}", "{\"name\": 7}")) {
            unprocessable(api.post(path, body), "name");
        }
        for (String body : List.of("", "[]", "{\"name\": ")) {
            assertThat(api.post(path, body).status()).as(body).isEqualTo(422);
        }
    }

    @ParameterizedTest
    @Row({5, 6, 8, 9, 11, 12, 13, 15, 16, 17, 20, 21, 22, 23, 28, 29, 33, 34, 36, 40})
    @ValueSource(
            strings = {
                "/views/{}",
                "/views/{}/interactions",
                "/interactions/{}",
                "/interactions/{}/responses",
                "/videos/{}",
                "/videos/{}/views",
                "/videos/{}/interactions",
                "/viewers/{}",
                "/viewers/{}/views",
                "/viewers/{}/interactions",
                "/groups/{}",
                "/groups/{}/videos",
                "/groups/{}/views",
                "/groups/{}/interactions",
                "/series/{}",
                "/series/{}/videos",
                "/series/{}/views",
                "/series/{}/interactions",
                "/plink/{}",
                "/accessLists/{}"
            })
    void an_unknown_id_is_404(String path) {
        assertThat(api.get(path.replace("{}", NOBODY)).status()).isEqualTo(404);
    }

    @Test
    @Writes
    @Row({25, 31, 32, 37, 42, 43})
    void writing_to_an_unknown_id_is_404() {
        String video = "{\"video_id\": \"" + id(api.list("/videos").getFirst()) + "\"}";
        String email = "{\"email\": \"ada@acme.example\"}";
        assertThat(List.of(
                        api.post("/groups/" + NOBODY + "/addVideo", video),
                        api.post("/series/" + NOBODY + "/addVideo", video),
                        api.post("/series/" + NOBODY + "/invite", email),
                        api.patch("/plink/" + NOBODY, "{\"status\": \"active\"}"),
                        api.post("/accessLists/" + NOBODY + "/add", email),
                        api.delete("/accessLists/" + NOBODY + "/delete", email)))
                .extracting(PlainApi.Answer::status)
                .containsOnly(404);
    }

    @ParameterizedTest
    @Row({1, 7, 10, 14, 18, 19, 27, 35, 39})
    @ValueSource(
            strings = {
                "/views",
                "/interactions",
                "/videos",
                "/viewers",
                "/user/me",
                "/groups",
                "/series",
                "/plink",
                "/accessLists"
            })
    void without_a_good_token_nothing_is_told(String path) {
        assertThat(api.call("GET", path, null, null).status()).isEqualTo(401);
        assertThat(api.call("GET", path, null, "Bearer wrong").status()).isEqualTo(401);
    }

    @Test
    @Writes
    @Row({24, 37, 43})
    void without_a_good_token_nothing_is_written() {
        int groups = api.list("/groups").size();
        assertThat(api.call("POST", "/groups/create", "{\"name\": \"x\"}", null).status())
                .isEqualTo(401);
        assertThat(api.call("PATCH", "/plink/x", "{}", "Bearer wrong").status()).isEqualTo(401);
        assertThat(api.call("DELETE", "/accessLists/x/delete", null, null).status())
                .isEqualTo(401);
        assertThat(api.list("/groups")).hasSize(groups);
    }

    @Test
    @Writes
    @Row({1, 2, 5, 10, 20, 24})
    void the_sandbox_takes_a_trailing_slash_and_fixed_words_before_ids() {
        assertThat(api.list("/views/?limit=2")).hasSize(2);
        assertThat(api.get("/views/summary/").status()).isEqualTo(200);
        assertThat(api.get("/videos/" + token(api.list("/videos").getFirst()) + "/")
                        .status())
                .isEqualTo(200);
        assertThat(api.post("/groups/create/", "{\"name\": \"slash\"}").status())
                .isEqualTo(201);
        assertThat(api.get("/groups/create").status()).isEqualTo(404);
    }

    private void sharing(String path, boolean withChildren) {
        each(path, row -> {
            assertThat(id(api.one(path + "/" + id(row)))).isEqualTo(id(row));
            if (withChildren) {
                children(path + "/" + id(row) + "/videos", KnownFields.VIDEO);
                children(path + "/" + id(row) + "/views", KnownFields.VIEW);
                children(path + "/" + id(row) + "/interactions", KnownFields.INTERACTION);
            }
        });
    }

    private void children(String path, Map<String, Predicate<JsonNode>> known) {
        assertThat(api.list(path)).allSatisfy(row -> KnownFields.hold(known, row));
    }

    private void addsVideosTo(String path) {
        List<JsonNode> videos = api.list("/videos");
        assertThat(api.post(path + "/addVideo", "{\"video_id\": \"" + id(videos.get(0)) + "\"}")
                        .status())
                .isIn(200, 201);
        assertThat(api.post(path + "/addVideo", "{\"video_token\": \"" + token(videos.get(1)) + "\"}")
                        .status())
                .isIn(200, 201);
        assertThat(ids(api.list(path + "/videos"))).containsExactlyInAnyOrder(id(videos.get(0)), id(videos.get(1)));
        unprocessable(api.post(path + "/addVideo", "{}"), "video_id");
        unprocessable(api.post(path + "/addVideo", "{\"video_token\": \"nowhere\"}"), "video_token");
    }

    /** The first two rows of a list; the sandbox has some of everything, a real account may have none. */
    private void each(String path, java.util.function.Consumer<JsonNode> check) {
        List<JsonNode> rows = api.list(path);
        assertSomething(rows);
        rows.stream().limit(2).forEach(check);
    }

    private static void assertSomething(List<JsonNode> rows) {
        if (Account.real().isEmpty()) {
            assertThat(rows).isNotEmpty();
        }
    }

    /** In a real account somebody may be watching. */
    private static void assertSame(JsonNode one, JsonNode row) {
        if (Account.real().isEmpty()) {
            assertThat(one).isEqualTo(row);
        }
        assertThat(id(one)).isEqualTo(id(row));
        assertThat(one.path("created_at")).isEqualTo(row.path("created_at"));
    }

    private static JsonNode created(PlainApi.Answer answer) {
        assertThat(answer.status()).isEqualTo(201);
        assertThat(id(answer.json())).isNotBlank();
        return answer.json();
    }

    private static void unprocessable(PlainApi.Answer answer, String field) {
        assertThat(answer.status()).isEqualTo(422);
        assertThat(answer.json().toString()).contains(field);
    }

    private String tokenOf(String videoId) {
        Optional<JsonNode> video = api.list("/videos").stream()
                .filter(row -> id(row).equals(videoId))
                .findFirst();
        return token(video.orElseThrow());
    }

    private static String id(JsonNode row) {
        return row.path("id").asText();
    }

    private static String token(JsonNode video) {
        return video.path("token").asText();
    }

    private static List<String> ids(List<JsonNode> rows) {
        return rows.stream().map(PlainContractIT::id).toList();
    }
}
