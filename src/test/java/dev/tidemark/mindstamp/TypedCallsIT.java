package dev.tidemark.mindstamp;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tidemark.mindstamp.budget.CallLimits;
import dev.tidemark.mindstamp.pass.DocumentedCall;
import dev.tidemark.mindstamp.pass.DocumentedCalls;
import dev.tidemark.mindstamp.row.Video;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import org.junit.jupiter.api.Test;

/** Each typed call as it goes over the wire. */
@QuarkusTest
class TypedCallsIT {
    private static final String PAGE = "?limit=100&offset=200";

    @Inject
    MindstampClients clients;

    @Test
    void every_documented_call_is_made_as_documented() {
        Set<DocumentedCall> made = new HashSet<>();
        calls().forEach((expected, call) -> {
            // A row, a list of one, a user, a summary: whatever is asked for is in there.
            String answer = expected.contains("?") ? "[{\"id\":\"a\"}]" : "{\"id\":\"a\"}";
            try (RawServer server = new RawServer(RawServer.ok(answer))) {
                MindstampClient client = clients.of(
                        "typed-" + expected.hashCode(),
                        server.url(),
                        "t-" + UUID.randomUUID(),
                        new CallLimits(100, 1000));

                assertThat(call.apply(client)).as(expected).isInstanceOf(Reply.Ok.class);

                String[] words = expected.split(" ", 3);
                assertThat(server.request().line()).isEqualTo(words[0] + " /api/v1/" + words[1] + " HTTP/1.1");
                assertThat(server.request().body()).isEqualTo(words.length > 2 ? words[2] : "");
                if (words.length > 2) {
                    assertThat(server.request().head()).contains("content-type: application/json\r\n");
                }
                made.add(DocumentedCalls.find(words[0], words[1].replaceAll("\\?.*|%2F", ""))
                        .orElseThrow());
            }
        });
        assertThat(made).containsExactlyInAnyOrderElementsOf(DocumentedCalls.all());
    }

    private static Map<String, Function<MindstampClient, Reply<?>>> calls() {
        Map<String, Function<MindstampClient, Reply<?>>> calls = new LinkedHashMap<>();
        calls.put("GET views" + PAGE, client -> client.views(100, 200));
        calls.put("GET views/summary", MindstampClient::summary);
        calls.put("GET views/summary/month", MindstampClient::summaryOfMonth);
        calls.put("GET views/summary/week", MindstampClient::summaryOfWeek);
        calls.put("GET views/a%2Fb%20c%3F%25", client -> client.view("a/b c?%"));
        calls.put("GET views/7/interactions" + PAGE, client -> client.interactionsOfView("7", 100, 200));
        calls.put("GET interactions" + PAGE, client -> client.interactions(100, 200));
        calls.put("GET interactions/7", client -> client.interaction("7"));
        calls.put("GET interactions/7/responses" + PAGE, client -> client.responses("7", 100, 200));
        calls.put("GET videos" + PAGE, client -> client.videos(100, 200));
        calls.put("GET videos/aVOfEGmGrZlG", client -> client.video("aVOfEGmGrZlG"));
        calls.put("GET videos/7/views" + PAGE, client -> client.viewsOfVideo("7", 100, 200));
        calls.put("GET videos/7/interactions" + PAGE, client -> client.interactionsOfVideo("7", 100, 200));
        calls.put("GET viewers" + PAGE, client -> client.viewers(100, 200));
        calls.put("GET viewers/7", client -> client.viewer("7"));
        calls.put("GET viewers/7/views" + PAGE, client -> client.viewsOfViewer("7", 100, 200));
        calls.put("GET viewers/7/interactions" + PAGE, client -> client.interactionsOfViewer("7", 100, 200));
        calls.put("GET user/me", MindstampClient::me);
        groupsAndSeries(calls);
        calls.put("GET plink" + PAGE, client -> client.plinks().page(100, 200));
        calls.put("GET plink/7", client -> client.plinks().one("7"));
        calls.put(
                "PATCH plink/7 {\"status\":\"inactive\"}",
                client -> client.plinks().setStatus("7", "inactive"));
        calls.put(
                "POST plink/ {\"video_id\":\"v\",\"name\":\"n\"}",
                client -> client.plinks().create(Video.Reference.byId("v"), Optional.of("n")));
        calls.put("GET accessLists" + PAGE, client -> client.accessLists().page(100, 200));
        calls.put("GET accessLists/7", client -> client.accessLists().one("7"));
        calls.put(
                "POST accessLists/create {\"name\":\"n\"}",
                client -> client.accessLists().create("n"));
        calls.put(
                "POST accessLists/7/add {\"email\":\"a@b.c\"}",
                client -> client.accessLists().add("7", "a@b.c"));
        calls.put(
                "DELETE accessLists/7/delete {\"email\":\"a@b.c\"}",
                client -> client.accessLists().delete("7", "a@b.c"));
        return calls;
    }

    private static void groupsAndSeries(Map<String, Function<MindstampClient, Reply<?>>> calls) {
        calls.put("GET groups" + PAGE, client -> client.groups().page(100, 200));
        calls.put("GET groups/7", client -> client.groups().one("7"));
        calls.put("GET groups/7/videos" + PAGE, client -> client.groups().videos("7", 100, 200));
        calls.put("GET groups/7/views" + PAGE, client -> client.groups().views("7", 100, 200));
        calls.put("GET groups/7/interactions" + PAGE, client -> client.groups().interactions("7", 100, 200));
        calls.put(
                "POST groups/create {\"name\":\"n\"}", client -> client.groups().create("n"));
        calls.put(
                "POST groups/7/addVideo {\"video_token\":\"t\"}",
                client -> client.groups().addVideo("7", Video.Reference.byToken("t")));
        calls.put("GET series" + PAGE, client -> client.series().page(100, 200));
        calls.put("GET series/7", client -> client.series().one("7"));
        calls.put("GET series/7/videos" + PAGE, client -> client.series().videos("7", 100, 200));
        calls.put(
                "POST series/create {\"name\":\"n\"}", client -> client.series().create("n"));
        calls.put(
                "POST series/7/addVideo {\"video_id\":\"v\"}",
                client -> client.series().addVideo("7", Video.Reference.byId("v")));
        calls.put(
                "POST series/7/invite {\"email\":\"a@b.c\",\"name\":\"n\"}",
                client -> client.series().invite("7", "a@b.c", Optional.of("n")));
        calls.put("GET series/7/views" + PAGE, client -> client.series().views("7", 100, 200));
        calls.put("GET series/7/interactions" + PAGE, client -> client.series().interactions("7", 100, 200));
    }
}
