package dev.tidemark.sandbox.calls;

import static io.restassured.RestAssured.given;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.startsWith;

import dev.tidemark.testing.TestClock;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.path.json.JsonPath;
import io.restassured.response.Response;
import io.restassured.specification.RequestSpecification;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What only HTTP shows of the stand-in: which path and method go where, and the bytes that come back. */
@QuarkusTest
class SandboxCallsIT {
    private static final String BASE = "/sandbox/api/v1/";

    @Inject
    TestClock clock;

    @BeforeEach
    void give_the_token_new_calls_and_the_account_some_views() {
        clock.advance(Duration.ofMinutes(2));
    }

    @Test
    void fixed_names_come_before_ids() {
        for (String summary : List.of("views/summary", "views/summary/month", "views/summary/week")) {
            call().get(BASE + summary).then().statusCode(200).body("views", not(equalTo(null)));
        }
        call().get(BASE + "groups/create").then().statusCode(404).body("error", equalTo("not found"));
        call().get(BASE + "views/nobody").then().statusCode(404);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "views/",
                "views/summary/",
                "views/summary/week/",
                "interactions/",
                "videos/",
                "viewers/",
                "user/me/",
                "groups/",
                "series/",
                "plink/",
                "accessLists/"
            })
    void a_slash_at_the_end_changes_nothing(String path) {
        String plain = path.substring(0, path.length() - 1);
        String expected =
                call().get(BASE + plain).then().statusCode(200).extract().asString();
        assertThat(call().get(BASE + path).then().statusCode(200).extract().asString())
                .isEqualTo(expected);
    }

    @Test
    void ids_and_writes_take_a_slash_at_the_end_too() {
        String video = call().get(BASE + "videos").path("[0].token");
        call().get(BASE + "videos/" + video + "/").then().statusCode(200).body("token", equalTo(video));
        call().get(BASE + "videos/" + video + "/views/").then().statusCode(200);
        for (String path : List.of("plink", "plink/")) {
            String id = write("{\"video_token\": \"" + video + "\"}")
                    .post(BASE + path)
                    .then()
                    .statusCode(201)
                    .body("status", equalTo("active"))
                    .extract()
                    .path("id");
            write("{\"status\": \"inactive\"}")
                    .patch(BASE + "plink/" + id + "/")
                    .then()
                    .statusCode(200)
                    .body("status", equalTo("inactive"));
        }
    }

    @ParameterizedTest
    @CsvSource({
        "GET, views/nobody",
        "GET, nothing/at/all",
        "GET, ''",
        "PUT, views",
        "DELETE, plink/x",
        "POST, groups/create",
        "OPTIONS, views"
    })
    void without_the_token_everything_is_401(String method, String path) {
        given().request(method, BASE + path).then().statusCode(401).body("error", equalTo("not authorized"));
        given().header("Authorization", "Bearer wrong")
                .request(method, BASE + path)
                .then()
                .statusCode(401);
    }

    @ParameterizedTest
    @CsvSource({
        "GET, nothing/at/all",
        "GET, ''",
        "GET, view",
        "GET, accesslists",
        "GET, views/x/interactions/y",
        "GET, groups/x/addVideo",
        "GET, groups/x/invite",
        "POST, groups/x/invite",
        "POST, views",
        "PUT, plink/x",
        "DELETE, groups/x",
        "PATCH, series/x",
        "OPTIONS, views",
        "DELETE, accessLists/x"
    })
    void what_is_no_call_is_404_in_the_shape_of_every_error(String method, String path) {
        call().request(method, BASE + path)
                .then()
                .statusCode(404)
                .contentType("application/json")
                .body("error", equalTo("not found"));
    }

    @Test
    void a_delete_takes_its_address_from_the_body_or_the_query() {
        String id = write("{\"name\": \"Pilots\"}")
                .post(BASE + "accessLists/create")
                .then()
                .statusCode(201)
                .extract()
                .path("id");
        for (String email : List.of("ada@acme.example", "bo@acme.example")) {
            write("{\"email\": \"" + email + "\"}")
                    .post(BASE + "accessLists/" + id + "/add")
                    .then()
                    .statusCode(200)
                    .body("entries.email", hasItem(email));
        }
        write("{\"email\": \"ada@acme.example\"}")
                .delete(BASE + "accessLists/" + id + "/delete")
                .then()
                .statusCode(200)
                .body("entries.email", equalTo(List.of("bo@acme.example")));
        call().queryParam("email", "bo@acme.example")
                .delete(BASE + "accessLists/" + id + "/delete")
                .then()
                .statusCode(200)
                .body("entries.email", equalTo(List.of()));
    }

    @Test
    void a_body_of_any_type_is_read_as_json_and_an_unreadable_one_is_422() {
        call().contentType("text/plain")
                .body("{\"name\": \"Plain\"}")
                .post(BASE + "groups/create")
                .then()
                .statusCode(201);
        write("{\"name\": ")
                .post(BASE + "groups/create")
                .then()
                .statusCode(422)
                .contentType("application/json")
                .body("error", startsWith("body: "));
        call().post(BASE + "groups/create").then().statusCode(422).body("error", startsWith("body: "));
    }

    @Test
    void an_emoji_comes_back_in_its_four_bytes_and_as_json_whatever_was_asked_for() {
        call().contentType("application/json; charset=utf-8")
                .body("{\"name\": \"Nacht 🌙\"}".getBytes(UTF_8))
                .post(BASE + "groups/create")
                .then()
                .statusCode(201);
        Response answer = call().accept("text/html").get(BASE + "groups");
        answer.then().statusCode(200).contentType("application/json");
        assertThat(new String(answer.asByteArray(), UTF_8)).contains("Nacht 🌙");
    }

    @Test
    void a_write_shows_in_the_ledger() {
        String id = write("{\"name\": \"Told\"}").post(BASE + "series/create").path("id");
        Integer after = 0;
        List<String> told = new ArrayList<>();
        while (after != null) {
            JsonPath page =
                    given().get("/sandbox/ledger?limit=10000&after=" + after).jsonPath();
            told.addAll(page.getList("items.findAll { it.subject == 'series/" + id + "' }.fact"));
            after = page.get("next");
        }
        assertThat(told).containsExactly("series-created");
    }

    private static RequestSpecification call() {
        return given().header("Authorization", "Bearer sandbox-token");
    }

    private static RequestSpecification write(String body) {
        return call().contentType("application/json").body(body);
    }
}
