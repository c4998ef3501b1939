package dev.tidemark.poll.store;

import dev.tidemark.platform.Sql;
import dev.tidemark.poll.list.Span;
import dev.tidemark.poll.state.RowStates;
import dev.tidemark.poll.state.RowStates.Of;
import dev.tidemark.poll.state.RowStates.Suspect;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Objects;

/** Which rows of the table {@code row_state} their list should have shown and did not; in the caller's transaction. */
@ApplicationScoped
class SuspicionStore {
    private final Sql sql;

    SuspicionStore(Sql sql) {
        this.sql = sql;
    }

    int missing(Of of, Span span, Collection<String> rowIds, Instant now) {
        String key = span.byUpdate() ? "updated_key" : "created_key";
        return sql.update(
                "update row_state set suspect_at = ? where account_id = ? and stream = ? and " + key + " > ? and " + key
                        + " < ? and phase <> 'GONE' and suspect_at is null"
                        + " and (unlisted_until is null or unlisted_until <= ?) and not (row_id = any(?))",
                now,
                of.account(),
                of.stream().text(),
                span.low(),
                span.high(),
                now,
                rowIds);
    }

    int missingSince(Of of, Instant since, Instant now) {
        return sql.update("""
                update row_state set suspect_at = ?
                where account_id = ? and stream = ? and seen_at < ? and phase <> 'GONE' and suspect_at is null
                      and (unlisted_until is null or unlisted_until <= ?)""", now, of.account(), of.stream().text(), since, now);
    }

    void suspect(Of of, Collection<String> rowIds, Instant now) {
        if (!rowIds.isEmpty()) {
            sql.update("""
                    update row_state set suspect_at = ?
                    where account_id = ? and stream = ? and row_id = any(?) and suspect_at is null and phase <> 'GONE'""", now, of.account(), of.stream().text(), rowIds);
        }
    }

    void unlisted(Of of, String rowId, Instant now) {
        int times = sql.first(
                        "select unlisted_times from row_state where account_id = ? and stream = ? and row_id = ?",
                        row -> row.getInt(1),
                        of.account(),
                        of.stream().text(),
                        rowId)
                .orElse(0);
        sql.update(
                """
                update row_state set unlisted_until = ?, unlisted_times = ?, suspect_at = null
                where account_id = ? and stream = ? and row_id = ?""",
                now.plus(RowStates.unlistedFor(times)),
                times + 1,
                of.account(),
                of.stream().text(),
                rowId);
    }

    List<Suspect> suspects(Of of, int most) {
        return sql.query(
                """
                select row_id, suspect_at from row_state
                where account_id = ? and stream = ? and suspect_at is not null
                order by suspect_at fetch first ? rows only""",
                row -> new Suspect(row.getString(1), Objects.requireNonNull(Sql.instant(row, "suspect_at"))),
                of.account(),
                of.stream().text(),
                most);
    }
}
