package dev.tidemark.api.access;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;

import dev.tidemark.platform.SecretBox;
import dev.tidemark.testing.TestClock;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.restassured.http.Cookie;
import io.restassured.response.Response;
import io.restassured.specification.RequestSpecification;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Browsers that signed in. */
@QuarkusTest
@TestProfile(AuthorizationIT.WithKeys.class)
class SessionIT {
    private static final String COOKIE = "tidemark-session";

    @Inject
    TestClock clock;

    @Inject
    SecretBox box;

    @Test
    void a_key_is_changed_for_a_cookie_that_scripts_and_other_sites_do_not_get() {
        Cookie cookie = signIn("read").detailedCookie(COOKIE);

        assertThat(cookie.isHttpOnly()).isTrue();
        assertThat(cookie.getSameSite()).isEqualTo("Strict");
        assertThat(cookie.getMaxAge()).isEqualTo(Duration.ofHours(12).toSeconds());
        assertThat(cookie.getValue()).doesNotContain("tidemark-test-key");
    }

    @Test
    void the_cookie_does_what_the_key_may_do_and_no_more() {
        String read = signIn("read").cookie(COOKIE);

        with(read).get("/api/v1/events").then().statusCode(200);
        with(read).delete("/api/v1/subscriptions/none").then().statusCode(403);
        with(signIn("manage").cookie(COOKIE))
                .delete("/api/v1/subscriptions/none")
                .then()
                .statusCode(404);
    }

    @Test
    void an_unknown_key_gets_no_cookie() {
        given().contentType("application/json")
                .body("{\"key\": \"guessed\"}")
                .post("/api/v1/session")
                .then()
                .statusCode(401)
                .header("Set-Cookie", equalTo(null));
        given().contentType("application/json")
                .body("{}")
                .post("/api/v1/session")
                .then()
                .statusCode(422)
                .body("errors[0].field", equalTo("key"));
    }

    @Test
    void it_is_over_after_twelve_hours() {
        String cookie = signIn("read").cookie(COOKIE);

        clock.advance(Duration.ofHours(12));
        with(cookie).get("/api/v1/events").then().statusCode(200);
        clock.advance(Duration.ofSeconds(1));
        with(cookie).get("/api/v1/events").then().statusCode(401);
    }

    @Test
    void a_forged_or_broken_cookie_is_as_none() {
        String cookie = signIn("admin").cookie(COOKIE);
        char last = cookie.charAt(cookie.length() - 2);
        String bent = cookie.substring(0, cookie.length() - 2)
                + (last == 'A' ? 'B' : 'A')
                + cookie.charAt(cookie.length() - 1);

        for (String other : new String[] {bent, "", "x", "AAAA", cookie.substring(4), "%00"}) {
            with(other).get("/api/v1/events").then().statusCode(401);
        }
    }

    @Test
    void a_session_that_the_organisation_began_is_over_when_that_is_another_or_none() {
        Caller ada = new Caller("ada\nlovelace", Set.of("read", "manage"));
        String cookie = sessions(true, "https://id.example.com").begin(ada);

        assertThat(sessions(true, "https://id.example.com").of(cookie)).contains(ada);
        assertThat(sessions(true, "https://id.example.org").of(cookie)).isEmpty();
        assertThat(sessions(false, "https://id.example.com").of(cookie)).isEmpty();
        with(cookie).get("/api/v1/events").then().statusCode(401);
    }

    private Sessions sessions(boolean on, String server) {
        ApiKeysTest.Config config = new ApiKeysTest.Config(ApiConfig.Auth.KEYS, Map.of());
        Organisation organisation =
                new Organisation(new OrganisationTest.SignIn(on, Optional.of(server), Optional.of("tidemark")), config);
        return new Sessions(box, new ApiKeys(config, organisation), organisation, clock);
    }

    @Test
    void signing_out_takes_the_cookie_away() {
        Cookie gone = with(signIn("read").cookie(COOKIE))
                .delete("/api/v1/session")
                .then()
                .statusCode(204)
                .extract()
                .detailedCookie(COOKIE);

        assertThat(gone.getMaxAge()).isZero();
        assertThat(gone.getValue()).isEmpty();
    }

    @Test
    void a_page_of_another_site_changes_nothing_here() {
        String admin = signIn("admin").cookie(COOKIE);
        for (String site : new String[] {"cross-site", "same-site"}) {
            with(admin)
                    .header("Sec-Fetch-Site", site)
                    .post("/api/v1/subscriptions/none/enable")
                    .then()
                    .statusCode(403)
                    .body("detail", containsString("another site"));
        }
        with(admin)
                .header("Origin", "https://evil.example.com")
                .post("/api/v1/subscriptions/none/enable")
                .then()
                .statusCode(403);
        with(admin)
                .header("Origin", "null")
                .post("/api/v1/subscriptions/none/enable")
                .then()
                .statusCode(403);
        with(admin)
                .header("Sec-Fetch-Site", "cross-site")
                .get("/api/v1/events")
                .then()
                .statusCode(200);
    }

    @Test
    void the_console_itself_and_programs_are_let_through() {
        String admin = signIn("admin").cookie(COOKIE);
        with(admin)
                .header("Sec-Fetch-Site", "same-origin")
                .post("/api/v1/subscriptions/none/enable")
                .then()
                .statusCode(404);
        with(admin)
                .header("Host", "tidemark.example.com")
                .header("Origin", "https://tidemark.example.com")
                .post("/api/v1/subscriptions/none/enable")
                .then()
                .statusCode(404);
        with(admin).post("/api/v1/subscriptions/none/enable").then().statusCode(404);
    }

    @Test
    void after_signing_in_nobody_is_sent_to_another_site() {
        for (String elsewhere : new String[] {
            "https://evil.example.com",
            "//evil.example.com",
            "/console/../../evil",
            "/console/%2e%2E/evil",
            "/consolevil",
            "javascript:alert(1)",
            "/console\\evil"
        }) {
            String page =
                    given().queryParam("to", elsewhere).get("/console/sign-in").asString();
            assertThat(page).as(elsewhere).contains("data-then=\"go:/console\"");
        }
        assertThat(given().queryParam("to", "/console/deliveries?code=503&error=*")
                        .get("/console/sign-in")
                        .asString())
                .contains("data-then=\"go:/console/deliveries?code=503&amp;error=*\"");
    }

    private static Response signIn(String scope) {
        return given().contentType("application/json")
                .body("{\"key\": \"tidemark-test-key-" + scope + "\"}")
                .post("/api/v1/session")
                .then()
                .statusCode(204)
                .extract()
                .response();
    }

    private static RequestSpecification with(String cookie) {
        return given().cookie(COOKIE, cookie);
    }
}
