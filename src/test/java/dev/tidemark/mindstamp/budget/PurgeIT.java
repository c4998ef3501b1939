package dev.tidemark.mindstamp.budget;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tidemark.testing.TestClock;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import javax.sql.DataSource;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What no window holds any more does not stay in the database. */
@QuarkusTest
class PurgeIT {
    private static final String URL = "https://api.mindstamp.com/api/v1";

    @Inject
    CallBudget budget;

    @Inject
    DataSource database;

    @Inject
    TestClock clock;

    /** What other classes left, by clocks of their own. */
    @BeforeEach
    void begin_with_nothing() throws SQLException {
        try (Connection connection = database.getConnection();
                Statement statement = connection.createStatement()) {
            for (String table : List.of("mindstamp_call", "mindstamp_demand", "mindstamp_budget")) {
                statement.executeUpdate("delete from " + table);
            }
        }
    }

    @Test
    void calls_of_the_last_hour_stay_and_older_ones_go_in_steps() throws SQLException {
        for (int token = 0; token < 12; token++) {
            CallBudget.OfToken old = ofNewToken();
            for (int call = 0; call < 100; call++) {
                assertThat(old.spend(CallClass.SWEEP)).isInstanceOf(CallBudget.Spent.class);
            }
        }
        clock.advance(CallLimits.HOUR.plusSeconds(1));
        ofNewToken().spend(CallClass.SWEEP);

        budget.purge();

        assertThat(count("mindstamp_call")).isEqualTo(1);
        assertThat(count("mindstamp_budget")).isGreaterThanOrEqualTo(13);
    }

    @Test
    void a_token_that_nobody_uses_is_forgotten_after_a_day() throws SQLException {
        CallBudget.OfToken paused = ofNewToken();
        paused.spend(CallClass.HEAD);
        clock.advance(Duration.ofHours(25));
        ofNewToken().spend(CallClass.HEAD);

        budget.purge();

        assertThat(count("mindstamp_budget")).isEqualTo(1);
        assertThat(count("mindstamp_demand")).isEqualTo(1);
    }

    private CallBudget.OfToken ofNewToken() {
        return budget.of("purge", URL, "token-" + UUID.randomUUID(), new CallLimits(100, 1000));
    }

    private int count(String table) throws SQLException {
        try (Connection connection = database.getConnection();
                Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery("select count(*) from " + table)) {
            rows.next();
            return rows.getInt(1);
        }
    }
}
