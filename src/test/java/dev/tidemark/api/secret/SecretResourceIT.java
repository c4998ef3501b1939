package dev.tidemark.api.secret;

import static io.restassured.RestAssured.given;
import static io.restassured.RestAssured.when;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.emptyIterable;
import static org.hamcrest.Matchers.hasKey;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.matchesPattern;
import static org.hamcrest.Matchers.not;

import dev.tidemark.callback.signing.SecretStore;
import dev.tidemark.callback.signing.SignatureScheme;
import dev.tidemark.callback.signing.SigningSecret;
import dev.tidemark.platform.Sql;
import dev.tidemark.testing.TestClock;
import io.quarkus.narayana.jta.QuarkusTransaction;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.http.ContentType;
import io.restassured.response.ValidatableResponse;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@QuarkusTest
class SecretResourceIT {
    private static final String PATH = "/api/v1/subscriptions/crm/secret";
    private static final String KEYS = "/.well-known/jwks.json";

    @Inject
    SecretStore store;

    @Inject
    Sql sql;

    @Inject
    TestClock clock;

    private String secret;

    @BeforeEach
    void one() {
        QuarkusTransaction.requiringNew().run(() -> sql.update("delete from subscription"));
        secret = given().contentType(ContentType.JSON)
                .body("{\"id\": \"crm\", \"url\": \"http://127.0.0.1:9/hook\"}")
                .post("/api/v1/subscriptions")
                .then()
                .statusCode(201)
                .extract()
                .path("secret");
    }

    @Test
    void the_secret_of_a_subscription_can_be_read_again() {
        when().get(PATH)
                .then()
                .statusCode(200)
                .header("Cache-Control", "no-store")
                .body("scheme", is("v1"))
                .body("secret", is(secret))
                .body("$", hasKey("created_at"))
                .body("$", not(hasKey("ends_at")))
                .body("$", not(hasKey("publicKey")))
                .body("older", emptyIterable());
    }

    @Test
    void a_rotation_answers_the_new_secret_and_until_when_the_old_one_signs_too() {
        rotate("{\"overlap\": \"PT2H\"}")
                .statusCode(200)
                .header("Cache-Control", "no-store")
                .body("secret", matchesPattern("whsec_[A-Za-z0-9+/]{43}="))
                .body("secret", not(is(secret)))
                .body("older", hasSize(1))
                .body("older[0].secret", is(secret))
                .body("older[0].scheme", is("v1"))
                .body("older[0]", not(hasKey("older")));
        Instant end = Instant.parse(when().get(PATH).then().extract().path("older[0].ends_at"));
        assertThat(end).isEqualTo(clock.instant().plus(Duration.ofHours(2)));
    }

    @Test
    void without_a_body_the_old_one_signs_for_a_day() {
        given().noContentType().post(PATH + "/rotate").then().statusCode(200);
        rotate("{}").statusCode(200).body("older", hasSize(2));
        for (int i = 0; i < 2; i++) {
            assertThat(Instant.parse(when().get(PATH).then().extract().path("older[" + i + "].ends_at")))
                    .isEqualTo(clock.instant().plus(Duration.ofDays(1)));
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"P8D", "P7DT1S", "-PT1S", "soon", "24h", "", "PT999999999999999H"})
    void an_overlap_that_cannot_be_is_named(String overlap) {
        rotate("{\"overlap\": \"" + overlap + "\"}")
                .statusCode(422)
                .contentType("application/problem+json")
                .body("errors[0].field", is("overlap"))
                .body("errors[0].detail", containsString("P7D"));
        when().get(PATH).then().body("secret", is(secret)).body("older", emptyIterable());
    }

    @ParameterizedTest
    @CsvSource({"PT0S,0", "P7D,1"})
    void the_shortest_and_the_longest_overlap_are_taken(String overlap, int older) {
        rotate("{\"overlap\": \"" + overlap + "\"}").statusCode(200).body("older", hasSize(older));
    }

    @Test
    void what_nobody_knows_is_a_problem() {
        when().get("/api/v1/subscriptions/none/secret").then().statusCode(404).contentType("application/problem+json");
        given().noContentType()
                .post("/api/v1/subscriptions/none/secret/rotate")
                .then()
                .statusCode(404);
        rotate("{\"overlapp\": \"PT1H\"}").statusCode(422).body("errors[0].field", is("overlapp"));
    }

    @Test
    void of_a_pair_of_keys_the_public_half_is_shown_and_stands_in_the_key_set() {
        when().get(KEYS)
                .then()
                .statusCode(200)
                .header("Cache-Control", "public, max-age=300")
                .body("keys", emptyIterable());
        SigningSecret pair = QuarkusTransaction.requiringNew()
                .call(() -> store.change("crm", SignatureScheme.V1A))
                .orElseThrow();
        String seed = pair.text().substring(5, 40);

        String shown = when().get(PATH)
                .then()
                .statusCode(200)
                .body("scheme", is("v1a"))
                .body("publicKey", is(pair.shown()))
                .body("$", not(hasKey("secret")))
                .body("older[0].secret", is(secret))
                .extract()
                .asString();
        String kid = when().get(PATH).then().extract().path("kid");
        String keys = when().get(KEYS)
                .then()
                .statusCode(200)
                .body("keys", hasSize(1))
                .body("keys[0].kty", is("OKP"))
                .body("keys[0].crv", is("Ed25519"))
                .body("keys[0].use", is("sig"))
                .body("keys[0].alg", is("EdDSA"))
                .body("keys[0].kid", is(kid))
                .body("keys[0].x", matchesPattern("[A-Za-z0-9_-]{43}"))
                .extract()
                .asString();
        assertThat(shown + keys).doesNotContain(seed);
        assertThat(keys).doesNotContain("crm");

        rotate("{\"overlap\": \"PT1H\"}").body("scheme", is("v1a")).body("older[0].kid", is(kid));
        when().get(KEYS).then().body("keys", hasSize(2));
        clock.advance(Duration.ofHours(1));
        when().get(KEYS).then().body("keys", hasSize(1)).body("keys[0].kid", not(is(kid)));
    }

    private static ValidatableResponse rotate(String body) {
        return given().contentType(ContentType.JSON)
                .body(body)
                .post(PATH + "/rotate")
                .then();
    }
}
