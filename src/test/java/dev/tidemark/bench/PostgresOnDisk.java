package dev.tidemark.bench;

import dev.tidemark.testing.PostgresProfile;
import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import io.quarkus.test.junit.QuarkusTestProfile;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Map;

/** A PostgreSQL whose commits wait for the disk, as in production; that of the tests does not. */
public final class PostgresOnDisk implements QuarkusTestProfile {
    @Override
    public String getConfigProfile() {
        return new PostgresProfile().getConfigProfile();
    }

    @Override
    public List<TestResourceEntry> testResources() {
        return List.of(new TestResourceEntry(Server.class));
    }

    /** Ends with the benchmark. */
    public static final class Server implements QuarkusTestResourceLifecycleManager {
        private EmbeddedPostgres running;

        @Override
        public Map<String, String> start() {
            try {
                running = EmbeddedPostgres.builder()
                        .setServerConfig("fsync", "on")
                        .setServerConfig("synchronous_commit", "on")
                        .start();
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
            return Map.of(
                    "quarkus.datasource.jdbc.url",
                    running.getJdbcUrl("postgres", "postgres"),
                    "quarkus.datasource.username",
                    "postgres");
        }

        @Override
        public void stop() {
            try {
                running.close();
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }
}
