package dev.tidemark.mindstamp.contract;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tidemark.mindstamp.MindstampClient;
import dev.tidemark.mindstamp.MindstampClients;
import dev.tidemark.mindstamp.MindstampFailure;
import dev.tidemark.mindstamp.Reply;
import dev.tidemark.mindstamp.Written;
import dev.tidemark.mindstamp.budget.CallLimits;
import dev.tidemark.mindstamp.page.Page;
import dev.tidemark.mindstamp.row.Fields;
import dev.tidemark.mindstamp.row.Interaction;
import dev.tidemark.mindstamp.row.Plink;
import dev.tidemark.mindstamp.row.Video;
import dev.tidemark.mindstamp.row.View;
import dev.tidemark.mindstamp.row.Viewer;
import dev.tidemark.testing.TestClock;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The API as the typed client shows it; the rows are those of mindstamp-api.md §2. */
@QuarkusTest
class TypedContractIT {
    private static final String NOBODY = "00000000-0000-4000-8000-000000000000";
    private static final int MOST = MindstampClient.PAGE_SIZE;

    @Inject
    TestClock clock;

    @Inject
    MindstampClients clients;

    private MindstampClient client;

    @BeforeEach
    void open() {
        client = client(AskedAccount.open(clock));
        AskedAccount.pause(Duration.ofSeconds(4)); // a test makes four calls or so
    }

    @Test
    @Row(1)
    void views_have_the_types_of_their_fields() {
        List<View> views = some(client.views(MOST, 0));

        assertThat(views).extracting(View::id).doesNotHaveDuplicates();
        assertThat(views).allSatisfy(view -> {
            assertThat(known(view.percentage(), view, "percentage")).isBetween(0, 100);
            assertThat(known(view.started(), view, "started")).isAfter(Instant.EPOCH);
            assertThat(known(view.videoToken(), view, "video_token")).isNotBlank();
            assertThat(known(view.viewerId(), view, "viewer_id")).isNotBlank();
        });
    }

    @Test
    @Row({1, 7})
    void limit_and_offset_cut_the_list() {
        List<String> three = ids(ok(client.views(3, 0)));

        assertThat(ids(ok(client.views(2, 1)))).isEqualTo(three.subList(Math.min(1, three.size()), three.size()));
        assertThat(ok(client.views(MOST, 100_000_000)).rows()).isEmpty();
        assertThat(ok(client.interactions(3, 0)).received()).isLessThanOrEqualTo(3);
    }

    @Test
    @Row({2, 3, 4})
    void summaries_are_read_whatever_their_shape() {
        assertThat(ok(client.summary()).json()).isNotNull();
        assertThat(ok(client.summaryOfMonth()).json()).isNotNull();
        assertThat(ok(client.summaryOfWeek()).json()).isNotNull();
    }

    @Test
    @Row({5, 6})
    void a_view_is_the_row_of_the_list_and_has_its_interactions() {
        each(client.interactions(2, 0), interaction -> {
            String id = interaction.viewId().orElseThrow();
            View view = ok(client.view(id));
            List<Interaction> rows = ok(client.interactionsOfView(id, MOST, 0)).rows();

            assertThat(view.id()).isEqualTo(id);
            assertThat(rows).extracting(Interaction::id).contains(interaction.id());
            assertThat(rows).allSatisfy(row -> assertThat(row.viewId()).contains(id));
        });
    }

    @Test
    @Row({7, 8})
    void interactions_have_the_types_of_their_fields() {
        List<Interaction> interactions = some(client.interactions(MOST, 0));

        assertThat(interactions).allSatisfy(row -> {
            assertThat(known(row.typeOf(), row, "type_of")).isNotBlank();
            assertThat(known(row.createdAt(), row, "created_at")).isAfter(Instant.EPOCH);
        });
        interactions.stream()
                .limit(2)
                .forEach(row ->
                        assertThat(ok(client.interaction(row.id())).createdAt()).isEqualTo(row.createdAt()));
    }

    @Test
    @Row(9)
    void responses_are_interactions_of_their_item() {
        some(client.interactions(MOST, 0)).stream()
                .filter(Interaction::isResponse)
                .limit(2)
                .forEach(answer -> {
                    String item = answer.parentId().orElseThrow();
                    List<Interaction> responses =
                            ok(client.responses(item, MOST, 0)).rows();
                    assertThat(responses).extracting(Interaction::id).contains(answer.id());
                    assertThat(responses)
                            .allSatisfy(row -> assertThat(row.parentId()).contains(item));
                });
    }

    @Test
    @Row({10, 11, 12, 13})
    void a_video_has_views_and_interactions() {
        some(client.videos(MOST, 0));
        each(client.views(2, 0), view -> {
            String token = view.videoToken().orElseThrow();
            assertThat(ok(client.video(token)).token()).contains(token);
            List<View> views = ok(client.viewsOfVideo(token, MOST, 0)).rows();
            assertThat(views).extracting(View::id).contains(view.id());
            assertThat(views).allSatisfy(row -> assertThat(row.videoToken()).contains(token));
            assertThat(ok(client.interactionsOfVideo(token, MOST, 0)).rows())
                    .allSatisfy(row -> assertThat(row.videoId()).isEqualTo(view.videoId()));
        });
    }

    @Test
    @Row({14, 15, 16, 17})
    void a_viewer_has_views_and_interactions() {
        some(client.viewers(MOST, 0));
        each(client.interactions(2, 0), interaction -> {
            String id = interaction.viewerId().orElseThrow();
            Viewer viewer = ok(client.viewer(id));
            assertThat(viewer.id()).isEqualTo(id);
            List<View> views = ok(client.viewsOfViewer(id, MOST, 0)).rows();
            List<Interaction> interactions =
                    ok(client.interactionsOfViewer(id, MOST, 0)).rows();
            assertThat(views).extracting(View::id).contains(interaction.viewId().orElseThrow());
            assertThat(views).allSatisfy(row -> assertThat(row.viewerId()).contains(id));
            assertThat(interactions).extracting(Interaction::id).contains(interaction.id());
            assertThat(interactions)
                    .allSatisfy(row -> assertThat(row.viewerId()).contains(id));
        });
    }

    @Test
    @Row(18)
    void the_token_has_a_user() {
        assertThat(ok(client.me()).fields()).isNotEmpty();
    }

    @Test
    @Row({19, 20, 21, 22, 23})
    void a_group_has_videos_views_and_interactions() {
        each(client.groups().page(MOST, 0), group -> {
            String id = group.id();
            assertThat(ok(client.groups().one(id))).isEqualTo(group);
            assertThat(ok(client.groups().videos(id, MOST, 0)).poison()).isEmpty();
            assertThat(ok(client.groups().views(id, MOST, 0)).rows())
                    .allSatisfy(view -> assertThat(view.groupId()).contains(id));
            assertThat(ok(client.groups().interactions(id, MOST, 0)).poison()).isEmpty();
        });
    }

    @Test
    @Row({27, 28, 29, 33, 34})
    void a_series_has_videos_views_and_interactions() {
        each(client.series().page(MOST, 0), series -> {
            String id = series.id();
            assertThat(ok(client.series().one(id))).isEqualTo(series);
            assertThat(ok(client.series().videos(id, MOST, 0)).poison()).isEmpty();
            assertThat(ok(client.series().views(id, MOST, 0)).poison()).isEmpty();
            assertThat(ok(client.series().interactions(id, MOST, 0)).poison()).isEmpty();
        });
    }

    @Test
    @Row({35, 36, 39, 40})
    void plinks_and_access_lists_can_be_looked_at() {
        each(
                client.plinks().page(MOST, 0),
                plink -> assertThat(ok(client.plinks().one(plink.id()))).isEqualTo(plink));
        each(
                client.accessLists().page(MOST, 0),
                list -> assertThat(ok(client.accessLists().one(list.id()))).isEqualTo(list));
    }

    @Test
    @Writes
    @Row({24, 25, 30, 31})
    void groups_and_series_are_created_and_take_videos() {
        List<Video> videos = some(client.videos(MOST, 0));
        Video.Reference byId = Video.Reference.byId(videos.get(0).id());
        Video.Reference byToken = Video.Reference.byToken(videos.get(1).token().orElseThrow());

        String group = id(ok(client.groups().create("Night shift")));
        ok(client.groups().addVideo(group, byId));
        ok(client.groups().addVideo(group, byToken));
        assertThat(ids(ok(client.groups().videos(group, MOST, 0)))).hasSize(2);

        String series = id(ok(client.series().create("Onboarding")));
        ok(client.series().addVideo(series, byId));
        assertThat(ids(ok(client.series().videos(series, MOST, 0))))
                .containsExactly(videos.get(0).id());
        assertThat(ok(client.series().one(series)).name()).contains("Onboarding");
    }

    @Test
    @Writes
    @Row({26, 32})
    void a_user_is_invited() {
        String series = some(client.series().page(MOST, 0)).getFirst().id();

        ok(client.series().invite(series, "ada@acme.example", Optional.of("Ada")));
        ok(client.series().invite(series, "bo@acme.example", Optional.empty()));
        assertThat(failure(client.series().invite(series, "nobody", Optional.empty())))
                .isInstanceOfSatisfying(MindstampFailure.Refused.class, refused -> {
                    assertThat(refused.status()).isEqualTo(422);
                    assertThat(refused.body()).contains("email");
                });
    }

    @Test
    @Writes
    @Row({37, 38})
    void a_plink_is_made_and_switched_off() {
        Video video = some(client.videos(MOST, 0)).getFirst();

        String id = id(ok(client.plinks().create(Video.Reference.byId(video.id()), Optional.of("Fair"))));
        ok(client.plinks().setStatus(id, "inactive"));

        Plink plink = ok(client.plinks().one(id));
        assertThat(plink.status()).contains("inactive");
        assertThat(plink.name()).contains("Fair");
    }

    @Test
    @Writes
    @Row({41, 42, 43})
    void an_access_list_takes_and_gives_up_an_entry() {
        String id = id(ok(client.accessLists().create("Press")));

        ok(client.accessLists().add(id, "a@acme.example"));
        assertThat(ok(client.accessLists().one(id)).entries().orElseThrow())
                .extracting(entry -> entry.path("email").asText())
                .containsExactly("a@acme.example");

        ok(client.accessLists().delete(id, "a@acme.example"));
        assertThat(ok(client.accessLists().one(id)).entries()).contains(List.of());
    }

    @Test
    @Row({5, 6, 8, 9, 11, 12, 13, 15, 16, 17, 20, 21, 22, 23, 28, 29, 33, 34, 36, 40})
    void an_unknown_id_is_not_found() {
        Stream<Reply<?>> replies = Stream.of(
                client.view(NOBODY),
                client.interactionsOfView(NOBODY, 1, 0),
                client.interaction(NOBODY),
                client.responses(NOBODY, 1, 0),
                client.video(NOBODY),
                client.viewsOfVideo(NOBODY, 1, 0),
                client.interactionsOfVideo(NOBODY, 1, 0),
                client.viewer(NOBODY),
                client.viewsOfViewer(NOBODY, 1, 0),
                client.interactionsOfViewer(NOBODY, 1, 0),
                client.groups().one(NOBODY),
                client.groups().videos(NOBODY, 1, 0),
                client.groups().views(NOBODY, 1, 0),
                client.groups().interactions(NOBODY, 1, 0),
                client.series().one(NOBODY),
                client.series().videos(NOBODY, 1, 0),
                client.series().views(NOBODY, 1, 0),
                client.series().interactions(NOBODY, 1, 0),
                client.plinks().one(NOBODY),
                client.accessLists().one(NOBODY));
        assertThat(replies.map(TypedContractIT::failure)).containsOnly(new MindstampFailure.NotFound());
    }

    @Test
    @Writes
    @Row({25, 31, 32, 37, 42, 43})
    void writing_to_an_unknown_id_is_not_found() {
        Video.Reference video =
                Video.Reference.byId(some(client.videos(MOST, 0)).getFirst().id());
        Stream<Reply<Written>> replies = Stream.of(
                client.groups().addVideo(NOBODY, video),
                client.series().addVideo(NOBODY, video),
                client.series().invite(NOBODY, "ada@acme.example", Optional.empty()),
                client.plinks().setStatus(NOBODY, "active"),
                client.accessLists().add(NOBODY, "ada@acme.example"),
                client.accessLists().delete(NOBODY, "ada@acme.example"));
        assertThat(replies.map(TypedContractIT::failure)).containsOnly(new MindstampFailure.NotFound());
    }

    @Test
    @Row(18)
    void a_wrong_token_is_unauthorized() {
        Account account = AskedAccount.open(clock);
        assertThat(failure(client(new Account(account.url(), "wrong")).me()))
                .isEqualTo(new MindstampFailure.Unauthorized());
    }

    private MindstampClient client(Account account) {
        return clients.of("contract", account.url(), account.token(), new CallLimits(100, 1000));
    }

    /** A field that is there in the answer must be there as a value. */
    private static <T> T known(Optional<T> value, Fields row, String field) {
        assertThat(value).as("%s of %s", field, row.fields()).isPresent();
        return value.orElseThrow();
    }

    private static <R> void each(Reply<Page<R>> reply, Consumer<R> check) {
        some(reply).stream().limit(2).forEach(check);
    }

    /** The sandbox has some of everything, a real account may have none. */
    private static <R> List<R> some(Reply<Page<R>> reply) {
        Page<R> page = ok(reply);
        assertThat(page.poison()).isEmpty();
        if (Account.real().isEmpty()) {
            assertThat(page.rows()).isNotEmpty();
        }
        return page.rows();
    }

    private static <T> T ok(Reply<T> reply) {
        return switch (reply) {
            case Reply.Ok<T>(T value) -> value;
            case Reply.Failed<T>(MindstampFailure failure) -> throw new AssertionError(failure.reason());
        };
    }

    private static MindstampFailure failure(Reply<?> reply) {
        return switch (reply) {
            case Reply.Ok<?>(Object value) -> throw new AssertionError("succeeded: " + value);
            case Reply.Failed<?>(MindstampFailure failure) -> failure;
        };
    }

    private static String id(Written written) {
        return written.body().orElseThrow().path("id").asText();
    }

    private static List<String> ids(Page<? extends dev.tidemark.mindstamp.row.Row> page) {
        return page.rows().stream().map(dev.tidemark.mindstamp.row.Row::id).toList();
    }
}
