package dev.tidemark.sandbox;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.greaterThan;
import static org.hamcrest.Matchers.hasItem;

import dev.tidemark.platform.Json;
import dev.tidemark.testing.TestClock;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.http.ContentType;
import io.restassured.response.ValidatableResponse;
import jakarta.inject.Inject;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What only HTTP shows of the faults, and the controls by which they are dealt. */
@QuarkusTest
class SandboxFaultsIT {
    @Inject
    TestClock clock;

    @TestHTTPResource("/sandbox/api/v1/")
    URI api;

    private final HttpClient client = HttpClient.newHttpClient();

    @BeforeEach
    void give_the_account_some_views() {
        reset();
        clock.advance(Duration.ofMinutes(5));
    }

    @AfterEach
    void reset() {
        given().contentType(ContentType.JSON)
                .body("{\"seed\": 1}")
                .post("/sandbox/control/reset")
                .then()
                .statusCode(200);
    }

    @Test
    void a_truncated_answer_arrives_whole_and_is_no_json() throws Exception {
        control("{\"truncated_share\": 1}");
        HttpResponse<byte[]> answer = get("views");
        assertThat(answer.statusCode()).isEqualTo(200);
        assertThatThrownBy(() -> Json.read(answer.body())).isInstanceOf(UncheckedIOException.class);
        dealt("truncated");
    }

    @Test
    void after_a_timeout_the_connection_is_broken_and_the_work_done() {
        for (HttpClient.Version version : HttpClient.Version.values()) {
            // More than once: an answer must not get through by being quick.
            for (int i = 0; i < 5; i++) {
                breaks(version);
            }
        }
        control("{\"timeout_share\": 0}");
        given().header("Authorization", "Bearer sandbox-token")
                .get("/sandbox/api/v1/groups")
                .then()
                .body("name", hasItem("HTTP_1_1"))
                .body("name", hasItem("HTTP_2"));
    }

    private void breaks(HttpClient.Version version) {
        control("{\"timeout_share\": 1, \"timeout_seconds\": 0}");
        HttpRequest write = request("groups/create")
                .version(version)
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString("{\"name\": \"" + version + "\"}"))
                .build();
        assertThatThrownBy(() -> client.send(write, HttpResponse.BodyHandlers.ofByteArray()))
                .isInstanceOf(IOException.class);
        dealt("timeout");
    }

    @Test
    void a_dripping_answer_is_whole_in_the_end() throws Exception {
        control("{\"slow_share\": 1, \"slow_ms\": 300, \"slowness\": \"dripping\"}");
        HttpResponse<byte[]> answer = get("views");
        assertThat(answer.headers().firstValue("Content-Length")).isEmpty();
        assertThat(Json.read(answer.body())).hasSize(25);
        assertThat(answer.headers().firstValue("Content-Type").orElseThrow()).startsWith("application/json");
        dealt("slow");
    }

    @Test
    void a_throttled_call_says_when_to_come_again() throws Exception {
        control("{\"throttling\": \"seconds-429\", \"calls_per_minute\": 1}");
        get("user/me");
        HttpResponse<byte[]> refused = get("user/me");
        assertThat(refused.statusCode()).isEqualTo(429);
        assertThat(refused.headers().firstValue("Retry-After")).contains("60");
        assertThat(refused.headers().allValues("Date")).hasSize(1);
    }

    @Test
    void all_that_is_wrong_is_named_and_nothing_is_changed() {
        turn("{\"order\": \"sideways\", \"null_rows\": 2, \"absent_fields\": [\"id\"], \"speed\": 5}")
                .statusCode(422)
                .body("errors.field", equalTo(List.of("null_rows", "order", "absent_fields")))
                .body("errors.detail", hasItem(containsString("newest, oldest, updated-first, unsorted, changing")));
        given().get("/sandbox/control").then().body("order", equalTo("newest")).body("speed", equalTo(1.0f));
    }

    @Test
    void views_are_deleted_and_resumed_on_request() {
        String view = given().get("/sandbox/ledger/rows/views").jsonPath().getString("items[0].id");
        post("delete", "{\"view\": \"" + view + "\"}").statusCode(200).body("deleted", equalTo(1));
        post("delete", "{\"view\": \"" + view + "\"}").statusCode(404);
        post("delete", "{\"views\": 0}").statusCode(422);
        post("delete", "{}").statusCode(422);
        post("resume", "{\"view\": \"" + view + "\"}").statusCode(422);
        given().get("/sandbox/ledger?fact=view-deleted&subject=views/{view}", view)
                .then()
                .body("items.view", equalTo(List.of(view)));
        given().get("/sandbox/ledger/rows/sofas").then().statusCode(404);
    }

    @Test
    void openapi_knows_every_member() {
        given().accept(ContentType.JSON)
                .get("/q/openapi")
                .then()
                .body(
                        "paths.'/sandbox/control'.put.requestBody.content.'application/json'.schema.properties.order.enum",
                        hasItem("updated-first"))
                .body(
                        "paths.'/sandbox/control/reset'.post.requestBody.content.'application/json'.schema.properties.size()",
                        greaterThan(35));
    }

    private void control(String json) {
        turn(json).statusCode(200);
    }

    private static ValidatableResponse turn(String json) {
        return given().contentType(ContentType.JSON)
                .body(json)
                .put("/sandbox/control")
                .then();
    }

    private static ValidatableResponse post(String what, String json) {
        return given().contentType(ContentType.JSON)
                .body(json)
                .post("/sandbox/control/" + what)
                .then();
    }

    private static void dealt(String kind) {
        given().get("/sandbox/control").then().body("dealt." + kind, greaterThan(0));
    }

    private HttpResponse<byte[]> get(String path) throws IOException, InterruptedException {
        return client.send(request(path).build(), HttpResponse.BodyHandlers.ofByteArray());
    }

    private HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(api.resolve(path)).header("Authorization", "Bearer sandbox-token");
    }
}
