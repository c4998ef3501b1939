package dev.tidemark.mainjob;

import dev.tidemark.testing.Postgres;
import java.nio.file.Path;
import java.util.Map;

/** On PostgreSQL. */
class KilledPostgresIT extends KilledContract {
    @Override
    Path jar() {
        return Path.of("target/quarkus-app-postgresql/quarkus-run.jar");
    }

    @Override
    Map<String, String> database() {
        return Map.of(
                "quarkus.datasource.jdbc.url", Postgres.freshDatabase(), "quarkus.datasource.username", "postgres");
    }
}
