package dev.tidemark.testing;

import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;

/** A real PostgreSQL from a jar: one server per JVM, a fresh database for each start of the application. */
public final class PostgresResource implements QuarkusTestResourceLifecycleManager {
    private static final AtomicInteger DATABASES = new AtomicInteger();

    @Override
    public Map<String, String> start() {
        String database = "tidemark_" + DATABASES.incrementAndGet();
        try (Connection connection = Server.RUNNING.get().getPostgresDatabase().getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute("create database " + database);
        } catch (SQLException e) {
            throw new IllegalStateException("cannot create " + database, e);
        }
        return Map.of(
                "quarkus.datasource.jdbc.url", Server.RUNNING.get().getJdbcUrl("postgres", database),
                "quarkus.datasource.username", "postgres",
                "quarkus.datasource.password", "postgres");
    }

    /** The server stays for the next class; it ends with the JVM. */
    @Override
    public void stop() {}

    private static final class Server {
        private static final Supplier<EmbeddedPostgres> RUNNING = start();

        private static Supplier<EmbeddedPostgres> start() {
            try {
                EmbeddedPostgres server = EmbeddedPostgres.builder().start();
                return () -> server;
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }
}
