package dev.tidemark.poll;

import dev.tidemark.change.HighWaterMark;
import dev.tidemark.change.StreamName;
import dev.tidemark.platform.Sql;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/** The table {@code stream}. */
@ApplicationScoped
public class StreamStore {
    private final Sql sql;

    StreamStore(Sql sql) {
        this.sql = sql;
    }

    /** The stream of an account; one that was never looked at starts now. */
    @Transactional
    StreamState open(String account, StreamName stream, Instant now) {
        return find(account, stream).orElseGet(() -> {
            sql.update("""
                    insert into stream (account_id, name, phase, cutoff, mark_key, mark_id, due_at)
                    values (?, ?, ?, ?, '', '', ?)""", account, stream.text(), StreamState.Phase.LEARNING, now, now);
            return find(account, stream).orElseThrow();
        });
    }

    @Transactional
    public List<StreamState> ofAccount(String account) {
        return sql.query("select * from stream where account_id = ? order by name", StreamStore::stream, account);
    }

    @Transactional
    void save(StreamState state) {
        sql.update(
                """
                update stream set phase = ?, mark_key = ?, mark_id = ?, walked_at = ?, due_at = ?, problem = ?
                where account_id = ? and name = ?""",
                state.phase(),
                state.mark().key(),
                state.mark().rowId(),
                state.walkedAt().orElse(null),
                state.dueAt(),
                state.problem()
                        .map(text -> text.substring(0, Math.min(text.length(), 1000)))
                        .orElse(null),
                state.account(),
                state.stream().text());
    }

    /** Somebody changed something at Mindstamp: every stream of the account is looked at as soon as can be. */
    @Transactional
    public void ask(String account, Instant now) {
        sql.update(
                "update stream set asked_at = ?, due_at = case when due_at > ? then ? else due_at end where account_id = ?",
                now,
                now,
                now,
                account);
    }

    /** A walk that began before somebody asked for one may have missed what was asked for. */
    void dueIfAskedSince(StreamState state, Instant began) {
        sql.update(
                "update stream set due_at = asked_at where account_id = ? and name = ? and asked_at > ?",
                state.account(),
                state.stream().text(),
                began);
    }

    private Optional<StreamState> find(String account, StreamName stream) {
        return sql.first(
                "select * from stream where account_id = ? and name = ?", StreamStore::stream, account, stream.text());
    }

    private static StreamState stream(ResultSet row) throws SQLException {
        String name = row.getString("name");
        return new StreamState(
                row.getString("account_id"),
                List.of(StreamName.values()).stream()
                        .filter(stream -> stream.text().equals(name))
                        .findFirst()
                        .orElseThrow(),
                StreamState.Phase.valueOf(row.getString("phase")),
                Objects.requireNonNull(Sql.instant(row, "cutoff")),
                new HighWaterMark(row.getString("mark_key"), row.getString("mark_id")),
                Optional.ofNullable(Sql.instant(row, "walked_at")),
                Objects.requireNonNull(Sql.instant(row, "due_at")),
                Optional.ofNullable(row.getString("problem")));
    }
}
