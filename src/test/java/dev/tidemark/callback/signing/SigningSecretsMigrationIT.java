package dev.tidemark.callback.signing;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tidemark.testing.Postgres;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.UUID;
import org.flywaydb.core.Flyway;
import org.junit.jupiter.api.Test;

/** A database of a service that had one secret a subscription keeps it, byte for byte. */
class SigningSecretsMigrationIT {
    private static final Instant CREATED = Instant.parse("2026-01-01T05:00:00Z");

    @Test
    void secrets_move_to_their_own_table_on_h2() throws Exception {
        secretsMove("jdbc:h2:mem:" + UUID.randomUUID() + ";DB_CLOSE_DELAY=-1", "", "h2");
    }

    @Test
    void secrets_move_to_their_own_table_on_postgresql() throws Exception {
        secretsMove(Postgres.freshDatabase(), "postgres", "postgresql");
    }

    private static void secretsMove(String url, String user, String database) throws SQLException {
        String[] locations = {"db/migration", "db/" + database};
        Flyway.configure()
                .dataSource(url, user, "")
                .locations(locations)
                .target("12.1")
                .load()
                .migrate();
        try (Connection connection = DriverManager.getConnection(url, user, "")) {
            for (String id : new String[] {"a", "b"}) {
                try (PreparedStatement insert = connection.prepareStatement("""
                        insert into subscription (id, url, types, accounts, enabled, secret, created_at, updated_at)
                        values (?, 'https://crm.example.com', '', '', ?, ?, ?, ?)""")) {
                    insert.setString(1, id);
                    insert.setBoolean(2, id.equals("a"));
                    insert.setBytes(3, ("sealed for " + id).getBytes(UTF_8));
                    insert.setTimestamp(4, Timestamp.from(CREATED));
                    insert.setTimestamp(5, Timestamp.from(CREATED.plusSeconds(9)));
                    insert.executeUpdate();
                }
            }
            Flyway.configure()
                    .dataSource(url, user, "")
                    .locations(locations)
                    .load()
                    .migrate();
            try (ResultSet rows =
                    connection.createStatement().executeQuery("select * from signing_secret order by id")) {
                for (String id : new String[] {"a", "b"}) {
                    assertThat(rows.next()).isTrue();
                    assertThat(rows.getString("subscription_id")).isEqualTo(id);
                    assertThat(rows.getString("scheme")).isEqualTo("v1");
                    assertThat(rows.getBytes("sealed")).isEqualTo(("sealed for " + id).getBytes(UTF_8));
                    assertThat(rows.getTimestamp("created_at").toInstant()).isEqualTo(CREATED);
                    assertThat(rows.getTimestamp("ends_at")).isNull();
                }
                assertThat(rows.next()).isFalse();
            }
            assertThat(connection
                            .getMetaData()
                            .getColumns(null, null, "%ubscription", "secret")
                            .next())
                    .isFalse();
        }
    }
}
