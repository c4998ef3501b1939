package dev.tidemark.api.access;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.tidemark.platform.Json;
import dev.tidemark.testing.CapturedLog;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.QuarkusTestProfile;
import io.quarkus.test.junit.TestProfile;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Who may call what: every call of the API with every kind of key. */
@QuarkusTest
@TestProfile(AuthorizationIT.WithKeys.class)
@Timeout(120)
class AuthorizationIT {
    /** What each scope lets through, written out once more than in the code. */
    private static final Map<String, Set<String>> INCLUDED = Map.of(
            "read", Set.of("read"),
            "manage", Set.of("manage", "read"),
            "secrets", Set.of("secrets"),
            "admin", Set.of("admin", "secrets", "manage", "read"));

    /** They only ask, with a body. */
    private static final Set<String> ASKING = Set.of("/api/v1/subscriptions/preview");

    private static final Set<String> METHODS = Set.of("get", "put", "post", "patch", "delete", "head", "options");

    public static class WithKeys implements QuarkusTestProfile {
        @Override
        public Map<String, String> getConfigOverrides() {
            Map<String, String> config = new HashMap<>(Map.of("tidemark.api.auth", "keys"));
            for (String scope : INCLUDED.keySet()) {
                config.put("tidemark.api.keys." + scope + "-key.hash", sha256(key(scope)));
                config.put("tidemark.api.keys." + scope + "-key.scopes", scope);
            }
            return config;
        }
    }

    @TestHTTPResource("/")
    URI base;

    private final HttpClient client =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

    @Test
    void every_call_asks_for_a_known_scope() {
        assertThat(ApiCalls.all())
                .hasSizeGreaterThanOrEqualTo(7)
                .allSatisfy(call ->
                        assertThat(call.scopes()).as(call.where()).isNotEmpty().isSubsetOf(INCLUDED.keySet()));
    }

    @Test
    void only_the_public_keys_and_signing_in_are_for_everyone_whatever_key_comes_along() throws Exception {
        assertThat(ApiCalls.open()).extracting(ApiCalls.Call::path).hasSameElementsAs(ApiCalls.OPEN);
        for (ApiCalls.Call call : ApiCalls.open()) {
            for (Optional<String> header : List.of(Optional.<String>empty(), Optional.of("Bearer foreign"))) {
                HttpResponse<InputStream> response = send(call, header);
                int expected = switch (call.http()) {
                    // No organisation's sign-in is configured here.
                    case "GET" -> call.path().endsWith("/organisation") ? 404 : 200;
                    case "DELETE" -> 204;
                    default -> 422;
                };
                assertThat(response.statusCode()).as("%s with %s", call, header).isEqualTo(expected);
                leave(response);
            }
        }
    }

    @Test
    void a_page_of_the_console_is_shown_to_those_who_may_read_and_others_are_sent_to_sign_in() throws Exception {
        List<ApiCalls.Call> pages =
                ApiCalls.pages().stream().filter(page -> !page.open()).toList();
        assertThat(ApiCalls.pages())
                .filteredOn(ApiCalls.Call::open)
                .extracting(ApiCalls.Call::path)
                .containsExactlyInAnyOrder("", "/console/sign-in");
        assertThat(pages).hasSizeGreaterThan(3);
        for (ApiCalls.Call page : pages) {
            assertThat(page.scopes()).as(page.where()).isNotEmpty();
            HttpResponse<InputStream> unknown = send(page, Optional.empty());
            if (page.path().endsWith("/stream")) {
                // A script listens there, and no script can sign in.
                assertThat(unknown.statusCode()).as(page.toString()).isEqualTo(401);
            } else {
                assertThat(unknown.statusCode()).as(page.toString()).isEqualTo(303);
                assertThat(unknown.headers().firstValue("Location").orElse(""))
                        .as(page.toString())
                        .contains("/console/sign-in?to=%2Fconsole");
            }
            leave(unknown);
            for (String scope : INCLUDED.keySet()) {
                HttpResponse<InputStream> known = send(page, Optional.of("Bearer " + key(scope)));
                boolean may = !Collections.disjoint(page.scopes(), INCLUDED.get(scope));
                if (may) {
                    assertThat(known.statusCode()).as("%s with %s", page, scope).isNotIn(303, 401, 403);
                } else {
                    assertThat(known.statusCode()).as("%s with %s", page, scope).isEqualTo(403);
                }
                leave(known);
            }
        }
    }

    @Test
    void a_key_may_do_what_its_scopes_say_and_nothing_else() throws Exception {
        for (ApiCalls.Call call : ApiCalls.all()) {
            for (String scope : INCLUDED.keySet()) {
                HttpResponse<InputStream> response = send(call, Optional.of("Bearer " + key(scope)));
                if (Collections.disjoint(call.scopes(), INCLUDED.get(scope))) {
                    assertThat(response.statusCode())
                            .as("%s with %s", call, scope)
                            .isEqualTo(403);
                    assertThat(problem(response)).contains(call.scopes());
                } else {
                    assertThat(response.statusCode())
                            .as("%s with %s", call, scope)
                            .isNotIn(401, 403);
                    leave(response);
                }
            }
        }
    }

    @Test
    void without_a_known_key_nothing_is_answered() throws Exception {
        List<Optional<String>> headers = Stream.of(
                        null, "Bearer " + key("foreign"), "Bearer", "Bearer ", "Basic cmVhZDpyZWFk", key("read"), "")
                .map(Optional::ofNullable)
                .toList();
        for (ApiCalls.Call call : ApiCalls.all()) {
            for (Optional<String> header : headers) {
                HttpResponse<InputStream> response = send(call, header);
                assertThat(response.statusCode()).as("%s with %s", call, header).isEqualTo(401);
                assertThat(response.headers().allValues("WWW-Authenticate"))
                        .as("%s with %s", call, header)
                        .containsExactly("Bearer");
                assertThat(problem(response)).contains("Authorization: Bearer <key>");
            }
        }
    }

    /** The description comes from the running service: what is added to it without a scope fails here, wherever its class is. */
    @Test
    void every_route_of_the_description_refuses_who_may_not() throws Exception {
        List<ApiCalls.Call> described = described();
        assertThat(described).hasSizeGreaterThan(ApiCalls.all().size() - 5);
        for (ApiCalls.Call call : described) {
            HttpResponse<InputStream> nobody = send(call, Optional.empty());
            assertThat(nobody.statusCode()).as("%s without a key", call).isEqualTo(401);
            leave(nobody);
            // Secrets come with no other scope, and no other scope but admin with secrets: one of these is refused
            // everywhere.
            List<Integer> answers = new ArrayList<>();
            for (String scope : List.of("read", "secrets")) {
                HttpResponse<InputStream> response = send(call, Optional.of("Bearer " + key(scope)));
                answers.add(response.statusCode());
                leave(response);
            }
            assertThat(answers).as("%s with read, with secrets", call).contains(403);
            if (!call.http().equals("GET") && !ASKING.contains(call.path())) {
                assertThat(answers.getFirst()).as("%s changes something", call).isEqualTo(403);
            }
        }
    }

    /** All routes of the service but those of the stand-in, which has a token of its own, a test's own, and what is open on purpose. */
    private List<ApiCalls.Call> described() throws Exception {
        HttpRequest request =
                HttpRequest.newBuilder(base.resolve("q/openapi?format=json")).build();
        JsonNode paths = Json.read(client.send(request, HttpResponse.BodyHandlers.ofByteArray())
                        .body())
                .path("paths");
        List<ApiCalls.Call> calls = new ArrayList<>();
        for (Map.Entry<String, JsonNode> path : paths.properties()) {
            if (path.getKey().matches("/sandbox/.*|/api/v1/probe") || ApiCalls.OPEN.contains(path.getKey())) {
                continue;
            }
            for (Map.Entry<String, JsonNode> operation : path.getValue().properties()) {
                if (METHODS.contains(operation.getKey())) {
                    calls.add(new ApiCalls.Call(
                            operation.getKey().toUpperCase(Locale.ROOT),
                            path.getKey().replaceAll("\\{[^}]*}", "none"),
                            Set.of(),
                            false,
                            "the description"));
                }
            }
        }
        return calls;
    }

    @Test
    void other_bearer_tokens_on_other_routes_are_left_alone() throws Exception {
        for (String path : List.of("q/health/live", "q/openapi", "sandbox/none")) {
            HttpRequest request = HttpRequest.newBuilder(base.resolve(path))
                    .header("Authorization", "Bearer sandbox-token")
                    .build();
            assertThat(client.send(request, HttpResponse.BodyHandlers.discarding())
                            .statusCode())
                    .as(path)
                    .isNotIn(401, 403);
        }
    }

    @Test
    void keys_never_reach_the_log() throws Exception {
        try (CapturedLog log = CapturedLog.start()) {
            for (ApiCalls.Call call : ApiCalls.all()) {
                for (String scope : List.of("read", "secrets", "foreign")) {
                    leave(send(call, Optional.of("Bearer " + key(scope))));
                }
            }
            assertThat(log.text())
                    .doesNotContain(key("read"), key("secrets"), key("foreign"))
                    .doesNotContain(sha256(key("read")));
        }
    }

    private HttpResponse<InputStream> send(ApiCalls.Call call, Optional<String> authorization)
            throws IOException, InterruptedException {
        boolean hasBody = Set.of("POST", "PUT", "PATCH").contains(call.http());
        HttpRequest.Builder request = HttpRequest.newBuilder(base.resolve(call.path()))
                .method(
                        call.http(),
                        hasBody ? HttpRequest.BodyPublishers.ofString("{}") : HttpRequest.BodyPublishers.noBody());
        if (hasBody) {
            request.header("Content-Type", "application/json");
        }
        authorization.ifPresent(value -> request.header("Authorization", value));
        try {
            return client.send(request.build(), HttpResponse.BodyHandlers.ofInputStream());
        } catch (IOException e) {
            throw new IOException(call + " " + authorization, e);
        }
    }

    /** Streams do not end by themselves; everything else is read to its end, so that the connection stays whole. */
    private static void leave(HttpResponse<InputStream> response) throws IOException {
        try (InputStream body = response.body()) {
            if (!response.headers().firstValue("Content-Type").orElse("").startsWith("text/event-stream")) {
                body.readAllBytes();
            }
        }
    }

    private static String problem(HttpResponse<InputStream> response) throws IOException {
        try (InputStream body = response.body()) {
            assertThat(response.headers().firstValue("Content-Type").orElse("")).startsWith("application/problem+json");
            return Json.read(body.readAllBytes()).path("detail").asText();
        }
    }

    private static String key(String scope) {
        return "tidemark-test-key-" + scope;
    }

    private static String sha256(String key) {
        return HexFormat.of()
                .formatHex(dev.tidemark.platform.Ids.sha256()
                        .digest(key.getBytes(java.nio.charset.StandardCharsets.UTF_8)));
    }
}
