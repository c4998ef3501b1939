package dev.tidemark.account;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;

import dev.tidemark.platform.Sql;
import dev.tidemark.testing.KafkaResource;
import dev.tidemark.testing.MindstampStub;
import io.quarkus.narayana.jta.QuarkusTransaction;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusMock;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.http.ContentType;
import jakarta.inject.Inject;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What the configuration says against what the API changed, over several starts. */
@QuarkusTest
@WithTestResource(KafkaResource.class)
class DeclaredAccountsIT {
    private static final String URL = "/api/v1/accounts/";
    private static final String OTHER = "another-token-of-the-same-person-0123456789";

    @Inject
    AccountStore accounts;

    @Inject
    Sql sql;

    private final MindstampStub mindstamp = new MindstampStub();

    @AfterEach
    void remove() {
        mindstamp.close();
        QuarkusTransaction.requiringNew().run(() -> sql.update("delete from account where id = 'declared'"));
    }

    @Test
    void a_change_by_api_stays_until_the_configuration_says_something_else() {
        start("One", "first");
        mindstamp.knows(OTHER);
        given().contentType(ContentType.JSON)
                .body(Map.of("name", "Two", "token", OTHER))
                .patch(URL + "declared")
                .then()
                .statusCode(200)
                .body("name", equalTo("Two"));

        start("One", "first");
        assertThat(accounts.find("declared").orElseThrow().name()).isEqualTo("Two");
        assertThat(accounts.token("declared")).isEqualTo(OTHER);

        start("Three", "first");
        assertThat(accounts.find("declared").orElseThrow().name()).isEqualTo("Three");
        assertThat(accounts.token("declared")).isEqualTo("first");
    }

    @Test
    void an_account_stored_before_there_were_fingerprints_is_brought_up_to_date() {
        accounts.put("declared", "Old", "https://old.example/v1", "old");

        start("New", "first");

        assertThat(accounts.find("declared").orElseThrow().name()).isEqualTo("New");
        assertThat(accounts.find("declared").orElseThrow().url()).isEqualTo(mindstamp.url());
        assertThat(accounts.token("declared")).isEqualTo("first");
    }

    @Test
    void a_token_that_was_sealed_with_another_key_is_replaced_though_nothing_was_changed() {
        start("One", "first");
        QuarkusTransaction.requiringNew()
                .run(() -> sql.update("update account set token = ? where id = 'declared'", (Object) new byte[60]));

        start("One", "first");

        assertThat(accounts.token("declared")).isEqualTo("first");
    }

    @Test
    void what_is_stored_of_the_configuration_does_not_show_the_token() {
        start("One", "first-token");

        String stored = QuarkusTransaction.requiringNew()
                .call(() -> sql.first("select declared from account where id = 'declared'", row -> row.getString(1))
                        .orElseThrow());
        assertThat(stored).matches("[0-9a-f]{64}");
    }

    @Test
    void an_account_of_the_running_configuration_is_not_removed() {
        ConfiguredAccounts running = start("One", "first");
        QuarkusMock.installMockForType(running, ConfiguredAccounts.class);

        given().get(URL + "declared").then().body("declared", equalTo(true));
        given().delete(URL + "declared?confirm=declared")
                .then()
                .statusCode(409)
                .contentType("application/problem+json")
                .body("detail", containsString("tidemark.accounts.declared.token"));
        given().get(URL + "declared").then().statusCode(200).body("state", equalTo("active"));
    }

    @Test
    void an_account_that_is_being_removed_does_not_come_back_half_way() {
        start("One", "first");
        accounts.deleting("declared");

        start("Two", "second");

        assertThat(accounts.find("declared").orElseThrow().state()).isEqualTo(Account.State.DELETING);
        assertThat(accounts.find("declared").orElseThrow().name()).isEqualTo("One");
    }

    private ConfiguredAccounts start(String name, String token) {
        ConfiguredAccounts configured = ConfiguredAccountsTest.of(Map.of(
                "tidemark.accounts.declared.name", name,
                "tidemark.accounts.declared.url", mindstamp.url(),
                "tidemark.accounts.declared.token", token));
        new AccountStart(accounts, configured).putDeclaredAccounts(null);
        return configured;
    }
}
