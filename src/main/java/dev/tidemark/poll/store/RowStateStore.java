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
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * The table {@code row_state}: read in one query a page, written in one batch a kind of change. Rows are found by joining
 * their ids: with {@code = any(?)} H2 uses an index only by its first column, and would look at every row of the account.
 */
@ApplicationScoped
@Transactional
class RowStateStore implements RowStates {
    private final Sql sql;
    private final KnownFactStore facts;

    RowStateStore(Sql sql, KnownFactStore facts) {
        this.sql = sql;
        this.facts = facts;
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
    public void store(Of of, ChangeSet changes, Instant now) {
        count(of, changes);
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
                                                 doubt_hash = null, doubt_at = null""", Set.copyOf(changes.seen()), of.account(), of.stream().text(), now);
        }
    }

    @Override
    public void learn(String account, Collection<Fact> learned) {
        facts.learn(account, learned);
    }

    @Override
    public int missing(Of of, Span span, Collection<String> rowIds, Instant now) {
        String key = span.byUpdate() ? "updated_key" : "created_key";
        return missing(
                of,
                now,
                key + " > ? and " + key + " < ? and not (row_id = any(?))",
                span.low(),
                span.high(),
                Set.copyOf(rowIds));
    }

    @Override
    public int missingSince(Of of, Instant since, Instant now) {
        return missing(of, now, "seen_at < ?", since);
    }

    private int missing(Of of, Instant now, String condition, Object... values) {
        long room = RowStates.MOST_SUSPECT - number(of, "suspect_at > ?", Instant.EPOCH);
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

    @Override
    public void suspect(Of of, Collection<String> rowIds, Instant now) {
        if (!rowIds.isEmpty()) {
            sql.update("""
                    merge into row_state using unnest(?) as asked (id)
                    on account_id = ? and stream = ? and row_id = asked.id and suspect_at is null and phase <> 'GONE'
                    when matched then update set suspect_at = ?""", Set.copyOf(rowIds), of.account(), of.stream().text(), now);
        }
    }

    @Override
    public void unlisted(Of of, String rowId, Instant now) {
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

    @Override
    public List<Suspect> suspects(Of of, int most) {
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
    public long rank(Of of, ListOrder order, String key) {
        String column = order.isByUpdate() ? "updated_key" : "created_key";
        String before = order.isNewestFirst() ? " > ?" : " < ?";
        return sql.first(
                        "select count(*) from row_state where account_id = ? and stream = ? and " + column + before
                                + " and " + column + " > '' and phase <> 'GONE'",
                        row -> row.getLong(1),
                        of.account(),
                        of.stream().text(),
                        key)
                .orElse(0L);
    }

    @Override
    public int countOf(Of of, String owner) {
        return sql.first(
                        "select count(*) from row_state where account_id = ? and stream = ? and owner = ? and phase <> 'GONE'",
                        row -> row.getInt(1),
                        of.account(),
                        of.stream().text(),
                        owner)
                .orElse(0);
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
    public Counts counts(Of of) {
        long known = sql.first(
                        "select rows_known from stream where account_id = ? and name = ?",
                        row -> row.getLong(1),
                        of.account(),
                        of.stream().text())
                .orElse(0L);
        return new Counts(
                known, number(of, "phase = ?", RowState.Phase.OPEN), number(of, "suspect_at > ?", Instant.EPOCH));
    }

    /** Only what an index of few rows holds. */
    private long number(Of of, String condition, Object value) {
        return sql.first(
                        "select count(*) from row_state where account_id = ? and stream = ? and " + condition,
                        row -> row.getLong(1),
                        of.account(),
                        of.stream().text(),
                        value)
                .orElseThrow();
    }

    /** Keeps the number of known rows, before the rows change. */
    private void count(Of of, ChangeSet changes) {
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

    static RowState state(ResultSet row) throws SQLException {
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
