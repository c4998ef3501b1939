package dev.tidemark.platform;

import jakarta.enterprise.context.ApplicationScoped;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import org.hibernate.Session;
import org.jspecify.annotations.Nullable;

/**
 * Set-based SQL on the connection of the running transaction, shared with the entities of the one persistence unit.
 * Parameters: strings, numbers, booleans, bytes, {@link Instant}, null, and collections of strings or longs for {@code = any(?)}.
 */
@ApplicationScoped
public class Sql {
    /** Reads one row. */
    @FunctionalInterface
    public interface RowReader<T> {
        T read(ResultSet row) throws SQLException;
    }

    private final Session session;

    Sql(Session session) {
        this.session = session;
    }

    public <T> List<T> query(String sql, RowReader<T> reader, @Nullable Object... parameters) {
        return session.doReturningWork(connection -> {
            try (PreparedStatement statement = prepare(connection, sql, parameters);
                    ResultSet rows = statement.executeQuery()) {
                List<T> result = new ArrayList<>();
                while (rows.next()) {
                    result.add(reader.read(rows));
                }
                return result;
            }
        });
    }

    public <T> Optional<T> first(String sql, RowReader<T> reader, @Nullable Object... parameters) {
        return query(sql, reader, parameters).stream().findFirst();
    }

    /** @return the number of rows changed */
    public int update(String sql, @Nullable Object... parameters) {
        return session.doReturningWork(connection -> {
            try (PreparedStatement statement = prepare(connection, sql, parameters)) {
                return statement.executeUpdate();
            }
        });
    }

    /**
     * One round trip for many rows.
     *
     * @return rows changed, summed up; what drivers do not tell of each (inserts of values that go together) counts as one
     */
    public int batch(String sql, List<@Nullable Object[]> rows) {
        if (rows.isEmpty()) {
            return 0;
        }
        return session.doReturningWork(connection -> {
            try (PreparedStatement statement = connection.prepareStatement(sql)) {
                for (@Nullable Object[] row : rows) {
                    bind(connection, statement, row);
                    statement.addBatch();
                }
                return Arrays.stream(statement.executeBatch())
                        .map(changed -> changed == Statement.SUCCESS_NO_INFO ? 1 : changed)
                        .sum();
            }
        });
    }

    public static @Nullable Instant instant(ResultSet row, String column) throws SQLException {
        OffsetDateTime time = row.getObject(column, OffsetDateTime.class);
        return time == null ? null : time.toInstant();
    }

    private static PreparedStatement prepare(Connection connection, String sql, @Nullable Object[] parameters)
            throws SQLException {
        PreparedStatement statement = connection.prepareStatement(sql);
        bind(connection, statement, parameters);
        return statement;
    }

    private static void bind(Connection connection, PreparedStatement statement, @Nullable Object[] parameters)
            throws SQLException {
        for (int i = 0; i < parameters.length; i++) {
            Object value = parameters[i];
            switch (value) {
                case Instant instant -> statement.setObject(i + 1, OffsetDateTime.ofInstant(instant, ZoneOffset.UTC));
                case Collection<?> values ->
                    statement.setArray(i + 1, connection.createArrayOf(elementType(values), values.toArray()));
                // PostgreSQL stores no NUL, wherever the text comes from.
                case String text -> statement.setString(i + 1, text.replace('\u0000', '\ufffd'));
                case Enum<?> constant -> statement.setString(i + 1, constant.name());
                case null, default -> statement.setObject(i + 1, value);
            }
        }
    }

    private static String elementType(Collection<?> values) {
        return values.stream().anyMatch(Long.class::isInstance) ? "bigint" : "varchar";
    }
}
