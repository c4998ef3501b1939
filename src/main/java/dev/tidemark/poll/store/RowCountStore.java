package dev.tidemark.poll.store;

import dev.tidemark.change.ChangeSet;
import dev.tidemark.change.RowState;
import dev.tidemark.platform.Sql;
import dev.tidemark.poll.list.ListOrder;
import dev.tidemark.poll.state.RowStates.Counts;
import dev.tidemark.poll.state.RowStates.Of;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.stream.Collectors;

/** How many rows of the table {@code row_state} are of some kind, or stand before a place; in the caller's transaction. */
@ApplicationScoped
class RowCountStore {
    private final Sql sql;

    RowCountStore(Sql sql) {
        this.sql = sql;
    }

    /** Keeps the number of known rows, before the rows change. */
    void keep(Of of, ChangeSet changes) {
        long goneNow = changes.changed().stream()
                .filter(state -> state.phase() == RowState.Phase.GONE)
                .count();
        long goneBefore = changes.changed().isEmpty()
                ? 0
                : sql.first(
                                """
                                select count(*) from unnest(?) as asked (id) join row_state on row_id = asked.id
                                where account_id = ? and stream = ? and phase = 'GONE'""",
                                row -> row.getLong(1),
                                changes.changed().stream().map(RowState::rowId).collect(Collectors.toSet()),
                                of.account(),
                                of.stream().text())
                        .orElseThrow();
        long more = changes.created().size() - goneNow + goneBefore;
        if (more != 0) {
            sql.update(
                    "update stream set rows_known = rows_known + ? where account_id = ? and name = ?",
                    more,
                    of.account(),
                    of.stream().text());
        }
    }

    boolean isOlder(Of of, ListOrder order, String key, int rows) {
        String column = order.isByUpdate() ? "updated_key" : "created_key";
        String nextOfThem = """
                select 1 from row_state where account_id = ? and stream = ? and %s > ? and phase <> 'GONE'
                offset ? rows fetch first 1 rows only""".formatted(column);
        return sql.first(nextOfThem, row -> true, of.account(), of.stream().text(), key, rows)
                .isPresent();
    }

    /** Counts the rows that are newer, since those who ask ask for new ones: of a list that ends with them the others. */
    long rank(Of of, ListOrder order, String key) {
        String column = order.isByUpdate() ? "updated_key" : "created_key";
        return order.isNewestFirst()
                ? number(of, column + " > ? and phase <> 'GONE'", key)
                : Math.max(
                        0,
                        known(of)
                                - number(of, column + " >= ? and " + column + " > '' and phase <> 'GONE'", key)
                                - number(of, column + " = ? and phase <> 'GONE'", ""));
    }

    int countOf(Of of, String owner) {
        return sql.first(
                        "select count(*) from row_state where account_id = ? and stream = ? and owner = ? and phase <> 'GONE'",
                        row -> row.getInt(1),
                        of.account(),
                        of.stream().text(),
                        owner)
                .orElse(0);
    }

    Counts counts(Of of) {
        return new Counts(known(of), number(of, "phase = ?", RowState.Phase.OPEN), suspect(of));
    }

    private long known(Of of) {
        return sql.first(
                        "select rows_known from stream where account_id = ? and name = ?",
                        row -> row.getLong(1),
                        of.account(),
                        of.stream().text())
                .orElse(0L);
    }

    long suspect(Of of) {
        return number(of, "suspect_at > ?", Instant.EPOCH);
    }

    /** Only what an index holds, as far as it goes. */
    private long number(Of of, String condition, Object value) {
        return sql.first(
                        "select count(*) from row_state where account_id = ? and stream = ? and " + condition,
                        row -> row.getLong(1),
                        of.account(),
                        of.stream().text(),
                        value)
                .orElseThrow();
    }
}
