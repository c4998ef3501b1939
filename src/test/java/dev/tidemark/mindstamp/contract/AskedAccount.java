package dev.tidemark.mindstamp.contract;

import static io.restassured.RestAssured.given;

import dev.tidemark.testing.TestClock;
import io.restassured.RestAssured;
import io.restassured.http.ContentType;
import java.time.Duration;

/** Makes the sandbox an account with something in it, or takes the real one as it is. */
final class AskedAccount {
    private AskedAccount() {}

    /** A real account gives a hundred calls a minute; the sandbox's clock is turned instead. */
    static void pause(Duration pause) {
        if (Account.real().isPresent()) {
            try {
                Thread.sleep(pause);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }
    }

    /** Forty viewers have come and gone; nobody watches any more, so that pages stand still. */
    static Account open(TestClock clock) {
        return Account.real().orElseGet(() -> {
            clock.advance(Duration.ofHours(2));
            given().contentType(ContentType.JSON)
                    .body("{\"seed\": 11, \"viewers\": 40}")
                    .post("/sandbox/control/reset")
                    .then()
                    .statusCode(200);
            clock.advance(Duration.ofHours(2));
            return new Account(RestAssured.baseURI + ":" + RestAssured.port + "/sandbox/api/v1", "sandbox-token");
        });
    }
}
