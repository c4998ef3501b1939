package dev.tidemark.callback.history;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tidemark.testing.Postgres;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.UUID;
import org.flywaydb.core.Flyway;
import org.junit.jupiter.api.Test;

/** Deliveries that were there before they could be searched are found as well. */
class SearchMigrationIT {
    @Test
    void older_deliveries_get_what_they_are_searched_by_on_h2() throws Exception {
        migrated("jdbc:h2:mem:" + UUID.randomUUID() + ";DB_CLOSE_DELAY=-1", "", "h2");
    }

    @Test
    void older_deliveries_get_what_they_are_searched_by_on_postgresql() throws Exception {
        migrated(Postgres.freshDatabase(), "postgres", "postgresql");
    }

    private static void migrated(String url, String user, String database) throws SQLException {
        Flyway flyway = Flyway.configure()
                .dataSource(url, user, "")
                .locations("db/migration", "db/" + database)
                .target("13")
                .load();
        flyway.migrate();
        try (Connection connection = DriverManager.getConnection(url, user, "");
                Statement statement = connection.createStatement()) {
            statement.execute("""
                    insert into event (sequence, id, account_id, type, family, subject, partition_key, occurred_at,
                                       logged_at, data_start, document)
                    values (7, 'evt_7', 'a', 'ViewEnded', 'views', 'views/7', '7', current_timestamp, current_timestamp,
                            0, cast('' as bytea))""");
            statement.execute("""
                    insert into delivery (id, subscription_id, event_sequence, state, attempts, due_at)
                    values (1, 'new', 7, 'pending', 0, current_timestamp), (2, 'crm', 7, 'retrying', 2, current_timestamp)""");
            statement.execute("""
                    insert into delivery_attempt (delivery_id, number, started_at, duration_ms, status, error, body_cut)
                    values (2, 1, current_timestamp, 1, null, 'timeout', false),
                           (2, 2, current_timestamp, 1, 503, 'status', false)""");
            Flyway.configure()
                    .configuration(flyway.getConfiguration())
                    .target("latest")
                    .load()
                    .migrate();
            try (ResultSet rows =
                    statement.executeQuery("select event_type, last_status, last_error from delivery order by id")) {
                assertThat(rows.next()).isTrue();
                assertThat(rows.getString("event_type")).isEqualTo("ViewEnded");
                assertThat(rows.getObject("last_status")).isNull();
                assertThat(rows.getObject("last_error")).isNull();
                assertThat(rows.next()).isTrue();
                assertThat(rows.getString("event_type")).isEqualTo("ViewEnded");
                assertThat(rows.getInt("last_status")).isEqualTo(503);
                assertThat(rows.getString("last_error")).isEqualTo("status");
            }
        }
    }
}
