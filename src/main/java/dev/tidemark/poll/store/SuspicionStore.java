package dev.tidemark.poll.store;

import dev.tidemark.platform.Sql;
import dev.tidemark.poll.list.Span;
import dev.tidemark.poll.state.RowStates;
import dev.tidemark.poll.state.RowStates.Of;
import dev.tidemark.poll.state.RowStates.Suspect;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Objects;
import java.util.Set;

/** Which rows of the table {@code row_state} their list should have shown and did not; in the caller's transaction. */
@ApplicationScoped
class SuspicionStore {
    private final Sql sql;
    private final RowCountStore counts;

    SuspicionStore(Sql sql, RowCountStore counts) {
        this.sql = sql;
        this.counts = counts;
    }

    int missing(Of of, Span span, Collection<String> rowIds, Instant now) {
        String key = span.byUpdate() ? "updated_key" : "created_key";
        return missing(
                of,
                now,
                key + " > ? and " + key + " < ? and not (row_id = any(?))",
                span.low(),
                span.high(),
                Set.copyOf(rowIds));
    }

    int missingSince(Of of, Instant since, Instant now) {
        return missing(of, now, "seen_at < ?", since);
    }

    private int missing(Of of, Instant now, String condition, Object... values) {
        long room = RowStates.MOST_SUSPECT - counts.suspect(of);
        if (room <= 0) {
            return 0;
        }
        List<Object> parameters =
                new ArrayList<>(List.of(of.account(), of.stream().text(), now));
        parameters.addAll(List.of(values));
        parameters.add(room);
        List<String> missing = sql.query("""
                        select row_id from row_state
                        where account_id = ? and stream = ? and phase <> 'GONE' and suspect_at is null
                              and (unlisted_until is null or unlisted_until <= ?) and %s
                        fetch first ? rows only""".formatted(condition), row -> row.getString(1), parameters.toArray());
        suspect(of, missing, now);
        return missing.size();
    }

    /** @return how many were not suspect before */
    int suspect(Of of, Collection<String> rowIds, Instant now) {
        return rowIds.isEmpty()
                ? 0
                : sql.update("""
                    merge into row_state using unnest(?) as asked (id)
                    on account_id = ? and stream = ? and row_id = asked.id and suspect_at is null and phase <> 'GONE'
                    when matched then update set suspect_at = ?""", Set.copyOf(rowIds), of.account(), of.stream().text(), now);
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
                where account_id = ? and stream = ? and suspect_at > ?
                order by account_id, stream, suspect_at fetch first ? rows only""",
                row -> new Suspect(row.getString(1), Objects.requireNonNull(Sql.instant(row, "suspect_at"))),
                of.account(),
                of.stream().text(),
                Instant.EPOCH,
                most);
    }
}
