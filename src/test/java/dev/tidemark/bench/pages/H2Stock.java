package dev.tidemark.bench.pages;

import dev.tidemark.mainjob.ServiceProcess;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ParameterMetaData;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** A file of H2; opened by the service, it can be asked beside it. */
final class H2Stock implements Stocked, Stock.Dialect {
    private final Path folder;
    private final String url;

    H2Stock(Path folder) {
        this.folder = folder;
        this.url = "jdbc:h2:file:" + folder + "/tidemark;WRITE_DELAY=0;AUTO_SERVER=TRUE;OPTIMIZE_REUSE_RESULTS=0";
    }

    @Override
    public String name() {
        return "H2";
    }

    @Override
    public ServiceProcess start() {
        return Service.on(
                "target/quarkus-app/quarkus-run.jar",
                folder.resolve("service"),
                Map.of("quarkus.datasource.jdbc.url", url));
    }

    @Override
    public Stock.Marks fill(Stock stock) {
        try (Connection connection = DriverManager.getConnection(url);
                Statement statement = connection.createStatement()) {
            stock.events(connection, this);
            stock.deliveriesAndAttempts(connection, this);
            stock.surroundings(connection, this);
            stock.stretches(connection);
            statement.execute("analyze");
            return stock.marks(connection);
        } catch (SQLException e) {
            throw new IllegalStateException("cannot fill it", e);
        }
    }

    @Override
    public List<Plan> plansOf(Runnable page) {
        try (Connection connection = DriverManager.getConnection(url);
                Statement statement = connection.createStatement()) {
            statement.execute("set query_statistics true");
            page.run();
            List<Plan> plans = new ArrayList<>();
            try (ResultSet row = statement.executeQuery(
                    "select sql_statement, max_execution_time from information_schema.query_statistics")) {
                while (row.next()) {
                    String text = row.getString(1);
                    if (text.stripLeading().toLowerCase().startsWith("select") && !text.contains("query_statistics")) {
                        plans.add(new Plan(
                                text.replaceAll("\\s+", " "), 0, row.getDouble(2), explained(connection, text)));
                    }
                }
            }
            statement.execute("set query_statistics false");
            return plans;
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    /** The plan does not depend on the values. */
    private static String explained(Connection connection, String text) {
        try (PreparedStatement explain = connection.prepareStatement("explain " + text)) {
            ParameterMetaData parameters = explain.getParameterMetaData();
            for (int i = 1; i <= parameters.getParameterCount(); i++) {
                explain.setObject(i, null);
            }
            try (ResultSet row = explain.executeQuery()) {
                row.next();
                return row.getString(1);
            }
        } catch (SQLException e) {
            return e.getMessage();
        }
    }

    @Override
    public String numbers(long count) {
        return "(select x as n from system_range(1, " + count + "))";
    }

    @Override
    public String bytes(String text) {
        return "stringtoutf8(" + text + ")";
    }

    @Override
    public String after(String time, String micros) {
        return "dateadd(microsecond, " + micros + ", " + time + ")";
    }

    @Override
    public double cpuSeconds() {
        return 0;
    }

    @Override
    public void close() {
        // The service had it open, and has ended.
    }
}
