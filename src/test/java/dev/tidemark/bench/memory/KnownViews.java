package dev.tidemark.bench.memory;

import dev.tidemark.change.ChangeSet;
import dev.tidemark.change.Coverage;
import dev.tidemark.change.Fact;
import dev.tidemark.change.Observation;
import dev.tidemark.change.Observation.FirstWalk;
import dev.tidemark.change.Observation.ViewRules;
import dev.tidemark.change.Related;
import dev.tidemark.change.RowState;
import dev.tidemark.change.detector.Detectors;
import dev.tidemark.mindstamp.row.View;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.LongStream;

/** Writes the views of an account into the tables of a service that has learned it empty, as if it had learned them. */
final class KnownViews {
    private static final int AT_ONCE = 2_000;

    private final String account;
    private final ManyViews views;
    private final Observation observation;

    KnownViews(String account, ManyViews views, Instant now) {
        this.account = account;
        this.views = views;
        this.observation = new Observation(
                account,
                true,
                now,
                FirstWalk.BASELINE,
                new ViewRules(90, List.of(25, 50, 75), Duration.ofMinutes(15)),
                Map.of(),
                Coverage.NONE,
                now,
                now,
                now);
    }

    void store(String url, String user) {
        try (Connection connection = DriverManager.getConnection(url, user, "")) {
            connection.setAutoCommit(false);
            Set<Fact> told = new HashSet<>();
            for (long first = views.oldest(); first <= views.newestBefore(); first += AT_ONCE) {
                ChangeSet changes = learned(first, Math.min(first + AT_ONCE - 1, views.newestBefore()));
                rows(connection, changes.created());
                facts(connection, changes.facts().stream().filter(told::add).toList());
                connection.commit();
            }
            mark(connection);
            connection.commit();
            connection.setAutoCommit(true);
            try (Statement statement = connection.createStatement()) {
                statement.execute(url.startsWith("jdbc:h2:") ? "analyze" : "vacuum analyze");
            }
        } catch (SQLException e) {
            throw new IllegalStateException("cannot store what is known", e);
        }
    }

    private ChangeSet learned(long first, long last) {
        List<View> page = LongStream.rangeClosed(first, last)
                .mapToObj(views::before)
                .map(fields -> new View(fields.path("id").textValue(), fields))
                .toList();
        return ChangeSet.draft(Detectors.VIEWS, page, Map.of(), observation).changes(Related.NONE);
    }

    private void rows(Connection connection, List<RowState> states) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement("""
                insert into row_state (account_id, stream, row_id, owner, created_key, updated_key, phase, revision, hash,
                                       reached, fields, changed_at, seen_at)
                values (?, 'views', ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)""")) {
            for (RowState state : states) {
                statement.setString(1, account);
                statement.setString(2, state.rowId());
                statement.setString(3, state.owner());
                statement.setString(4, state.keys().created());
                statement.setString(5, state.keys().updated());
                statement.setString(6, state.phase().name());
                statement.setInt(7, state.revision());
                statement.setString(8, state.hash());
                statement.setInt(9, state.reached());
                statement.setBytes(10, state.fields());
                statement.setObject(11, OffsetDateTime.ofInstant(state.changedAt(), ZoneOffset.UTC));
                statement.setObject(12, OffsetDateTime.ofInstant(state.seenAt(), ZoneOffset.UTC));
                statement.addBatch();
            }
            statement.executeBatch();
        }
    }

    private void facts(Connection connection, List<Fact> facts) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(
                "insert into known_fact (account_id, kind, subject, detail) values (?, ?, ?, ?)")) {
            for (Fact fact : facts) {
                statement.setString(1, account);
                statement.setString(2, fact.kind().name());
                statement.setString(3, fact.subject());
                statement.setString(4, fact.detail());
                statement.addBatch();
            }
            statement.executeBatch();
        }
    }

    private void mark(Connection connection) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement("""
                update stream set capacity = 100,
                    rows_known = (select count(*) from row_state where account_id = ? and stream = 'views'),
                    mark_key = (select max(created_key) from row_state where account_id = ? and stream = 'views'),
                    mark_updated = (select max(updated_key) from row_state where account_id = ? and stream = 'views')
                where account_id = ? and name = 'views'""")) {
            for (int i = 1; i <= 4; i++) {
                statement.setString(i, account);
            }
            statement.executeUpdate();
        }
    }
}
