package dev.tidemark.bench.pages;

import dev.tidemark.bench.load.process.Usage;
import dev.tidemark.mainjob.ServiceProcess;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.Closeable;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The PostgreSQL of the tests, as it comes but for what makes filling it fast; {@code auto_explain} tells its plans. */
final class PostgresStock implements Stocked, Stock.Dialect {
    private static final Pattern COST = Pattern.compile("cost=[\\d.]+\\.\\.([\\d.]+)");
    private static final Pattern ENTRY = Pattern.compile("duration: ([\\d.]+) ms  plan:\\n((?:\\t.*\\n?)+)");
    private static final Pattern QUERY =
            Pattern.compile("\\tQuery Text: (.*?)\\n\\t(?=[A-Z][^\\n]*cost=)", Pattern.DOTALL);

    private final Path folder;
    private final String url;
    private final Closeable server;
    private final long process;

    PostgresStock(Path folder) {
        this(folder, server(folder));
    }

    private PostgresStock(Path folder, EmbeddedPostgres server) {
        this(folder, server.getJdbcUrl("postgres", "postgres"), server);
    }

    /** @param server that the URL leads to, to be closed at the end */
    PostgresStock(Path folder, String url, Closeable server) {
        this.folder = folder;
        this.url = url;
        this.server = server;
        this.process = process();
    }

    private static EmbeddedPostgres server(Path folder) {
        try {
            return EmbeddedPostgres.builder()
                    .setDataDirectory(folder.resolve("data"))
                    .setServerConfig("fsync", "off")
                    .setServerConfig("wal_level", "minimal")
                    .setServerConfig("max_wal_senders", "0")
                    .setServerConfig("max_wal_size", "8GB")
                    .setServerConfig("autovacuum", "off")
                    .setServerConfig("session_preload_libraries", "auto_explain")
                    .setServerConfig("logging_collector", "on")
                    .setServerConfig("log_directory", folder.toString())
                    .setServerConfig("log_filename", "plans.log")
                    .setServerConfig("log_rotation_size", "0")
                    .start();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private long process() {
        try (Connection connection = DriverManager.getConnection(url, "postgres", "");
                Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery("select pg_backend_pid()")) {
            row.next();
            return Usage.parent(row.getLong(1));
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    @Override
    public String name() {
        return "PostgreSQL";
    }

    @Override
    public ServiceProcess start() {
        return Service.on(
                "target/quarkus-app-postgresql/quarkus-run.jar",
                folder.resolve("service"),
                Map.of("quarkus.datasource.jdbc.url", url, "quarkus.datasource.username", "postgres"));
    }

    @Override
    public Stock.Marks fill(Stock stock) {
        try (Connection connection = DriverManager.getConnection(url, "postgres", "");
                Statement statement = connection.createStatement()) {
            statement.execute("set maintenance_work_mem = '512MB'");
            statement.execute("set work_mem = '256MB'");
            stock.events(connection, this);
            Map<String, String> indexes = dropIndexes(statement);
            stock.deliveriesAndAttempts(connection, this);
            for (String index : indexes.values()) {
                statement.execute(index);
            }
            stock.surroundings(connection, this);
            stock.stretches(connection);
            statement.execute("vacuum analyze");
            statement.execute("checkpoint");
            return stock.marks(connection);
        } catch (SQLException e) {
            throw new IllegalStateException("cannot fill it", e);
        }
    }

    /** To be made at once when the rows are there. */
    private static Map<String, String> dropIndexes(Statement statement) throws SQLException {
        Map<String, String> indexes = new LinkedHashMap<>();
        try (ResultSet row = statement.executeQuery("""
                select indexname, indexdef from pg_indexes where tablename = 'delivery'
                and indexname not in (select conname from pg_constraint)""")) {
            while (row.next()) {
                indexes.put(row.getString(1), row.getString(2));
            }
        }
        for (String index : indexes.keySet()) {
            statement.execute("drop index " + index);
        }
        return indexes;
    }

    @Override
    public List<Plan> plansOf(Runnable page) {
        try {
            Path log = folder.resolve("plans.log");
            explain("0");
            long before = Files.size(log);
            page.run();
            explain("-1");
            String told = new String(Files.readAllBytes(log)).substring((int) before);
            List<Plan> plans = new ArrayList<>();
            for (Matcher entry = ENTRY.matcher(told); entry.find(); ) {
                plans.add(plan(Double.parseDouble(entry.group(1)), entry.group(2)));
            }
            plans.removeIf(plan -> plan.statement().contains("select pg_"));
            return plans;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Plan plan(double millis, String text) {
        Matcher cost = COST.matcher(text);
        Matcher query = QUERY.matcher(text);
        boolean known = query.find();
        return new Plan(
                known ? query.group(1).replaceAll("\\s+", " ") : "?",
                cost.find() ? Double.parseDouble(cost.group(1)) : 0,
                millis,
                text.substring(known ? query.end(1) + 1 : 0).stripTrailing());
    }

    /** Running sessions take it over before their next statement. */
    private void explain(String longerThan) {
        try (Connection connection = DriverManager.getConnection(url, "postgres", "");
                Statement statement = connection.createStatement()) {
            statement.execute("alter system set auto_explain.log_min_duration = " + longerThan);
            statement.execute("alter system set auto_explain.log_analyze = " + (longerThan.equals("0") ? "on" : "off"));
            statement.execute("alter system set auto_explain.log_timing = off");
            statement.execute("select pg_reload_conf()");
            statement.execute("select pg_sleep(0.1)");
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    @Override
    public String numbers(long count) {
        return "(select n from generate_series(1::bigint, " + count + ") as n)";
    }

    @Override
    public String bytes(String text) {
        return "convert_to(" + text + ", 'UTF8')";
    }

    @Override
    public String after(String time, String micros) {
        return time + " + (" + micros + ") * interval '1 microsecond'";
    }

    @Override
    public double cpuSeconds() {
        return Usage.cpuSecondsOfFamily(process);
    }

    @Override
    public void close() {
        try {
            server.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
