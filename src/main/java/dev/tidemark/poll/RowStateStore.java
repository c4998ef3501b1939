package dev.tidemark.poll;

import dev.tidemark.change.RowState;
import dev.tidemark.change.StreamName;
import dev.tidemark.platform.Sql;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** The table {@code row_state}: read in one query a page, written in one batch a kind of change. */
@ApplicationScoped
class RowStateStore {
    /** One walk may overlook a row that rows deleted before it moved across the seam of two pages. */
    private static final int MISSED_AFTER = 3;

    private final Sql sql;

    RowStateStore(Sql sql) {
        this.sql = sql;
    }

    Map<String, RowState> known(String account, StreamName stream, Collection<String> rowIds) {
        return sql
                .query(
                        "select * from row_state where account_id = ? and stream = ? and row_id = any(?)",
                        RowStateStore::state,
                        account,
                        stream.text(),
                        rowIds)
                .stream()
                .collect(Collectors.toMap(RowState::rowId, state -> state));
    }

    void create(String account, StreamName stream, List<RowState> states) {
        sql.batch("""
                insert into row_state (row_key, phase, revision, hash, reached, fields, changed_at, seen_at,
                                       account_id, stream, row_id)
                values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)""", rows(account, stream, states));
    }

    void change(String account, StreamName stream, List<RowState> states) {
        sql.batch("""
                update row_state set row_key = ?, phase = ?, revision = ?, hash = ?, reached = ?, fields = ?,
                                     changed_at = ?, seen_at = ?, misses = 0
                where account_id = ? and stream = ? and row_id = ?""", rows(account, stream, states));
    }

    void seen(String account, StreamName stream, List<String> rowIds, Instant now) {
        if (!rowIds.isEmpty()) {
            sql.update(
                    "update row_state set seen_at = ?, misses = 0 where account_id = ? and stream = ? and row_id = any(?)",
                    now,
                    account,
                    stream.text(),
                    rowIds);
        }
    }

    /** The key of the oldest row that may still change soon: how deep a walk has to go. */
    @Transactional
    Optional<String> oldestOpenKey(String account, StreamName stream) {
        return sql.first("""
                select row_key from row_state where account_id = ? and stream = ? and phase = 'OPEN'
                order by row_key fetch first 1 rows only""", row -> row.getString(1), account, stream.text());
    }

    /** Open rows that were not seen since an instant. */
    List<String> openUnseenSince(String account, StreamName stream, Instant since) {
        return sql.query("""
                select row_id from row_state
                where account_id = ? and stream = ? and phase = 'OPEN' and seen_at < ?""", row -> row.getString(1), account, stream.text(), since);
    }

    /** Open rows that several walks in a row went past without finding them no longer decide how deep walks go. */
    void missed(String account, StreamName stream, List<String> rowIds) {
        if (!rowIds.isEmpty()) {
            sql.update("""
                    update row_state
                    set misses = misses + 1, phase = case when misses + 1 >= ? then 'MISSED' else phase end
                    where account_id = ? and stream = ? and row_id = any(?)""", MISSED_AFTER, account, stream.text(), rowIds);
        }
    }

    private static List<@Nullable Object[]> rows(String account, StreamName stream, List<RowState> states) {
        return states.stream()
                .map(state -> new @Nullable Object[] {
                    state.key(),
                    state.phase(),
                    state.revision(),
                    state.hash(),
                    state.reached(),
                    state.fields(),
                    state.changedAt(),
                    state.seenAt(),
                    account,
                    stream.text(),
                    state.rowId()
                })
                .toList();
    }

    private static RowState state(ResultSet row) throws SQLException {
        return new RowState(
                row.getString("row_id"),
                row.getString("row_key"),
                RowState.Phase.valueOf(row.getString("phase")),
                row.getInt("revision"),
                row.getString("hash"),
                row.getInt("reached"),
                row.getBytes("fields"),
                Objects.requireNonNull(Sql.instant(row, "changed_at")),
                Objects.requireNonNull(Sql.instant(row, "seen_at")));
    }
}
