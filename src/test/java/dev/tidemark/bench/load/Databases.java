package dev.tidemark.bench.load;

import dev.tidemark.bench.load.process.Usage;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.eclipse.microprofile.config.ConfigProvider;

/** The one PostgreSQL server of the run, in which each case has a database of its own; and H2 files. */
final class Databases {
    private final AtomicInteger made = new AtomicInteger();
    private final String url = ConfigProvider.getConfig().getValue("quarkus.datasource.jdbc.url", String.class);
    private final long server;
    private final String version;

    /**
     * @param jar that runs on it
     * @param settings by which the jar finds it
     */
    record Database(String name, Path jar, Map<String, String> settings, String url, String user) {
        Connection open() throws SQLException {
            return DriverManager.getConnection(url, user, "");
        }

        boolean isPostgresql() {
            return url.startsWith("jdbc:postgresql:");
        }
    }

    Databases() {
        try (Connection connection = DriverManager.getConnection(url, "postgres", "");
                Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery("select pg_backend_pid(), current_setting('server_version')")) {
            row.next();
            server = Usage.parent(row.getLong(1));
            version = row.getString(2);
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    String version() {
        return version;
    }

    /** Of PostgreSQL as a whole. */
    double cpuSeconds() {
        return Usage.cpuSecondsOfFamily(server);
    }

    /** Counts the transactions of PostgreSQL that wrote something, all databases together; asking is one itself. */
    long transactions() {
        try (Connection connection = DriverManager.getConnection(url, "postgres", "");
                Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery("select pg_current_xact_id()::text::bigint")) {
            row.next();
            return row.getLong(1);
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    /** That of the application in this JVM. */
    Database own() {
        return postgresql(url);
    }

    Database fresh() {
        String name = "load_" + made.incrementAndGet();
        try (Connection connection = DriverManager.getConnection(url, "postgres", "");
                Statement statement = connection.createStatement()) {
            statement.execute("create database " + name);
            // What the cases before left to be written is not this one's cost.
            statement.execute("checkpoint");
        } catch (SQLException e) {
            throw new IllegalStateException("cannot create " + name, e);
        }
        return postgresql(url.replaceFirst("/postgres(?=[?]|$)", "/" + name));
    }

    Database h2(Path folder) {
        String file = "jdbc:h2:file:" + folder.toAbsolutePath() + "/tidemark;WRITE_DELAY=0";
        return new Database(
                "H2",
                Path.of("target/quarkus-app/quarkus-run.jar"),
                Map.of("quarkus.datasource.jdbc.url", file),
                file,
                "");
    }

    private static Database postgresql(String url) {
        return new Database(
                "PostgreSQL",
                Path.of("target/quarkus-app-postgresql/quarkus-run.jar"),
                Map.of("quarkus.datasource.jdbc.url", url, "quarkus.datasource.username", "postgres"),
                url,
                "postgres");
    }
}
