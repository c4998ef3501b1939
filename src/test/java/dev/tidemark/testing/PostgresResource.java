package dev.tidemark.testing;

import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import java.util.Map;

/** Gives each start of the application a database of its own. */
public final class PostgresResource implements QuarkusTestResourceLifecycleManager {
    @Override
    public Map<String, String> start() {
        return Map.of(
                "quarkus.datasource.jdbc.url", Postgres.freshDatabase(), "quarkus.datasource.username", "postgres");
    }

    /** The server stays for the next class. */
    @Override
    public void stop() {}
}
