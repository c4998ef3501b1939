package dev.tidemark.poll.store;

import dev.tidemark.change.ChangeSet;
import dev.tidemark.change.Fact;
import dev.tidemark.change.Questions;
import dev.tidemark.change.Related;
import dev.tidemark.change.RowKeys;
import dev.tidemark.change.RowState;
import dev.tidemark.platform.Sql;
import dev.tidemark.poll.list.ListOrder;
import dev.tidemark.poll.list.Span;
import dev.tidemark.poll.state.RowStates;
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
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * The table {@code row_state}: read in one query a page, written in one batch a kind of change. What is suspect and how
 * many rows there are it leaves to stores of their own. Rows are found by joining their ids: with {@code = any(?)} H2 uses
 * an index only by its first column, and would look at every row of the account.
 */
@ApplicationScoped
@Transactional
class RowStateStore implements RowStates {
    private final Sql sql;
    private final KnownFactStore facts;
    private final SuspicionStore suspicions;
    private final RowCountStore counts;

    RowStateStore(Sql sql, KnownFactStore facts, SuspicionStore suspicions, RowCountStore counts) {
        this.sql = sql;
        this.facts = facts;
        this.suspicions = suspicions;
        this.counts = counts;
    }

    @Override
    public Map<String, RowState> known(Of of, Collection<String> rowIds) {
        return sql
                .query(
                        """
                        select row_state.* from unnest(?) as asked (id) join row_state on row_id = asked.id
                        where account_id = ? and stream = ?""",
                        RowStateStore::state,
                        Set.copyOf(rowIds),
                        of.account(),
                        of.stream().text())
                .stream()
                .collect(Collectors.toMap(RowState::rowId, state -> state));
    }

    @Override
    public Related related(String account, Questions questions) {
        return facts.related(account, questions);
    }

    @Override
    public void store(Of of, ChangeSet changes, Instant seenAt) {
        counts.keep(of, changes);
        sql.batch("""
                insert into row_state (owner, created_key, updated_key, phase, revision, hash, reached, fields, changed_at,
                                       seen_at, suspect_at, doubt_hash, doubt_at, account_id, stream, row_id)
                values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)""", rows(of, changes.created()));
        sql.batch("""
                update row_state set owner = ?, created_key = ?, updated_key = ?, phase = ?, revision = ?, hash = ?,
                                     reached = ?, fields = ?, changed_at = ?, seen_at = ?, suspect_at = ?,
                                     doubt_hash = ?, doubt_at = ?, unlisted_until = null, unlisted_times = 0
                where account_id = ? and stream = ? and row_id = ?""", rows(of, changes.changed()));
        if (!changes.seen().isEmpty()) {
            sql.update(
                    """
                    merge into row_state using unnest(?) as asked (id)
                    on account_id = ? and stream = ? and row_id = asked.id
                    when matched then update set seen_at = ?, suspect_at = null, unlisted_until = null, unlisted_times = 0,
                                                 doubt_hash = null, doubt_at = null""", Set.copyOf(changes.seen()), of.account(), of.stream().text(), seenAt);
        }
    }

    @Override
    public void learn(String account, Collection<Fact> learned) {
        facts.learn(account, learned);
    }

    @Override
    public int missing(Of of, Span span, Collection<String> rowIds, Instant now) {
        return suspicions.missing(of, span, rowIds, now);
    }

    @Override
    public int missingSince(Of of, Instant since, Instant now) {
        return suspicions.missingSince(of, since, now);
    }

    @Override
    public int suspect(Of of, Collection<String> rowIds, Instant now) {
        return suspicions.suspect(of, rowIds, now);
    }

    @Override
    public void unlisted(Of of, String rowId, Instant now) {
        suspicions.unlisted(of, rowId, now);
    }

    @Override
    public List<Suspect> suspects(Of of, int most) {
        return suspicions.suspects(of, most);
    }

    @Override
    public List<Open> open(Of of, ListOrder order, int most) {
        return sql.query(
                """
                select row_id, created_key, updated_key, changed_at, seen_at from row_state
                where account_id = ? and stream = ? and phase = 'OPEN' and suspect_at is null
                order by seen_at fetch first ? rows only""",
                row -> new Open(
                        row.getString("row_id"),
                        row.getString(order.isByUpdate() ? "updated_key" : "created_key"),
                        Objects.requireNonNull(Sql.instant(row, "changed_at")),
                        Objects.requireNonNull(Sql.instant(row, "seen_at"))),
                of.account(),
                of.stream().text(),
                most);
    }

    @Override
    public List<RowState> ofOwner(Of of, String owner) {
        return sql.query(
                "select * from row_state where account_id = ? and stream = ? and owner = ? and phase <> 'GONE'",
                RowStateStore::state,
                of.account(),
                of.stream().text(),
                owner);
    }

    @Override
    public List<RowState> after(Of of, String rowId, int most) {
        return sql.query("""
                select * from row_state where account_id = ? and stream = ? and row_id > ? and phase <> 'GONE'
                order by row_id fetch first ? rows only""", RowStateStore::state, of.account(), of.stream().text(), rowId, most);
    }

    @Override
    public boolean isOlder(Of of, ListOrder order, String key, int rows) {
        return counts.isOlder(of, order, key, rows);
    }

    @Override
    public long rank(Of of, ListOrder order, String key) {
        return counts.rank(of, order, key);
    }

    @Override
    public int countOf(Of of, String owner) {
        return counts.countOf(of, owner);
    }

    @Override
    public Counts counts(Of of) {
        return counts.counts(of);
    }

    private static List<@Nullable Object[]> rows(Of of, List<RowState> states) {
        return states.stream()
                .map(state -> new @Nullable Object[] {
                    state.owner(),
                    state.keys().created(),
                    state.keys().updated(),
                    state.phase(),
                    state.revision(),
                    state.hash(),
                    state.reached(),
                    state.fields(),
                    state.changedAt(),
                    state.seenAt(),
                    state.suspectAt().orElse(null),
                    state.doubt().map(RowState.Doubt::hash).orElse(null),
                    state.doubt().map(RowState.Doubt::since).orElse(null),
                    of.account(),
                    of.stream().text(),
                    state.rowId()
                })
                .toList();
    }

    private static RowState state(ResultSet row) throws SQLException {
        String doubt = row.getString("doubt_hash");
        return new RowState(
                row.getString("row_id"),
                row.getString("owner"),
                new RowKeys(row.getString("created_key"), row.getString("updated_key")),
                RowState.Phase.valueOf(row.getString("phase")),
                row.getInt("revision"),
                row.getString("hash"),
                row.getInt("reached"),
                row.getBytes("fields"),
                Objects.requireNonNull(Sql.instant(row, "changed_at")),
                Objects.requireNonNull(Sql.instant(row, "seen_at")),
                Optional.ofNullable(Sql.instant(row, "suspect_at")),
                doubt == null
                        ? Optional.empty()
                        : Optional.of(new RowState.Doubt(doubt, Objects.requireNonNull(Sql.instant(row, "doubt_at")))));
    }
}
