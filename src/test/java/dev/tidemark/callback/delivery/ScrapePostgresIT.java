package dev.tidemark.callback.delivery;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tidemark.callback.history.DeliveryState;
import dev.tidemark.callback.meter.Standings;
import dev.tidemark.testing.KafkaResource;
import dev.tidemark.testing.PostgresProfile;
import io.quarkus.narayana.jta.QuarkusTransaction;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import jakarta.inject.Inject;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What a scrape costs does not grow with what is stored. */
@QuarkusTest
@WithTestResource(KafkaResource.class)
@TestProfile(PostgresProfile.class)
@Timeout(60)
class ScrapePostgresIT extends DeliveryScene {
    @Inject
    Standings standings;

    @Test
    void a_scrape_shows_no_more_of_many_rows() {
        subscriptions.create(draft("crm"));
        append("a");
        sendAll();
        standings.look();
        List<String> few = series();

        IntStream.range(0, 20).forEach(i -> subscriptions.create(draft("crm" + i)));
        append(IntStream.range(0, 45).mapToObj(i -> "row" + i).toArray(String[]::new));
        sendAll();
        standings.look();

        assertThat(count(DeliveryState.DELIVERED)).isEqualTo(1 + 21 * 45);
        assertThat(series()).containsExactlyInAnyOrderElementsOf(few);
    }

    @Test
    void a_scrape_asks_no_table() {
        QuarkusTransaction.requiringNew().run(() -> {
            List<String> tables = sql.query(
                    "select table_name from information_schema.tables"
                            + " where table_schema = current_schema() and table_type = 'BASE TABLE'",
                    row -> row.getString(1));
            assertThat(tables).contains("delivery", "event", "row_state");
            // Who asks one of them now waits until this test runs out of time.
            sql.update("lock table " + String.join(", ", tables) + " in access exclusive mode");
            assertThat(series()).isNotEmpty();
        });
    }

    /** Names and labels without their values. */
    private static List<String> series() {
        return given().get("/q/metrics")
                .then()
                .statusCode(200)
                .extract()
                .asString()
                .lines()
                .filter(line -> line.startsWith("tidemark_"))
                .map(line -> line.substring(0, line.lastIndexOf(' ')))
                .toList();
    }
}
