package dev.tidemark.poll.store;

import dev.tidemark.change.RowKeys;
import dev.tidemark.change.StreamName;
import dev.tidemark.mindstamp.page.Poison;
import dev.tidemark.platform.Sql;
import dev.tidemark.poll.list.Certificate;
import dev.tidemark.poll.list.Cursor;
import dev.tidemark.poll.list.ListOrder;
import dev.tidemark.poll.state.Completeness;
import dev.tidemark.poll.state.StreamState;
import dev.tidemark.poll.state.StreamStates;
import dev.tidemark.poll.state.Sweep;
import dev.tidemark.poll.state.Telling;
import dev.tidemark.poll.state.Tempo;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Collection;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The table {@code stream}. */
@ApplicationScoped
@Transactional
public class StreamStore implements StreamStates {
    private static final int LONGEST_PROBLEM = 1000;
    private static final int LONGEST_NOTE = 500;

    private final Sql sql;
    private final PoisonStore poison;

    StreamStore(Sql sql, PoisonStore poison) {
        this.sql = sql;
        this.poison = poison;
    }

    @Override
    public Map<StreamName, StreamState> ofAccount(String account) {
        Map<StreamName, StreamState> states = new EnumMap<>(StreamName.class);
        sql.query("select * from stream where account_id = ?", StreamStore::stream, account)
                .forEach(state -> states.put(state.stream(), state));
        return states;
    }

    @Override
    public void create(StreamState state) {
        sql.update(
                "insert into stream (account_id, name, phase, cutoff, mark_key, mark_id, due_at) values (?, ?, ?, ?, '', '', ?)",
                state.account(),
                state.stream().text(),
                state.phase(),
                state.cutoff(),
                state.dueAt());
        save(state);
    }

    @Override
    public void save(StreamState state) {
        Certificate certificate = state.certificate();
        Sweep sweep = state.sweep();
        sql.update(
                """
                update stream set phase = ?, cutoff = ?, mark_key = ?, mark_updated = ?, walked_at = ?, walked_from = ?,
                    due_at = ?, problem = ?, ruled_out = ?, in_sweep = ?, comes_whole = ?, capacity = ?, order_pages = ?,
                    order_since = ?, order_note = ?, sweep_created = ?, sweep_updated = ?, sweep_anchors = ?,
                    sweep_began_at = ?, sweep_telling = ?, sweep_pages = ?, swept_at = ?, tempo = ?, tempo_at = ?,
                    hidden_at = ?, counted_at = ?, counted_rows = ?, counted_known = ?, counted_before = ?, counted_agreed = ?,
                    counted_comparable = ?
                where account_id = ? and name = ?""",
                state.phase(),
                state.cutoff(),
                state.mark().created(),
                state.mark().updated(),
                state.walkedAt().orElse(null),
                state.walkedFrom(),
                state.dueAt(),
                state.problem().map(text -> cut(text, LONGEST_PROBLEM)).orElse(null),
                names(certificate.ruledOut()),
                names(certificate.inSweep()),
                certificate.whole(),
                certificate.capacity(),
                certificate.pages(),
                certificate.since(),
                certificate.note().map(text -> cut(text, LONGEST_NOTE)).orElse(null),
                sweep.cursor().keys().created(),
                sweep.cursor().keys().updated(),
                String.join("\n", sweep.cursor().anchors()),
                sweep.beganAt().orElse(null),
                sweep.telling(),
                sweep.pages(),
                state.sweptAt().orElse(null),
                state.tempo().perHour(),
                state.tempo().at(),
                state.hiddenAt().orElse(null),
                state.completeness().at().orElse(null),
                state.completeness().counted(),
                state.completeness().known(),
                state.completeness().before(),
                state.completeness().agreedOn().orElse(null),
                state.completeness().comparable(),
                state.account(),
                state.stream().text());
    }

    /** Somebody changed something at Mindstamp: every stream of the account is looked at as soon as can be. */
    public void ask(String account, Instant now) {
        sql.update(
                "update stream set asked_at = ?, due_at = case when due_at > ? then ? else due_at end where account_id = ?",
                now,
                now,
                now,
                account);
    }

    /**
     * The stream's round begins anew, and tells that much; if it was never looked at, its first one does. Whether the source
     * counts what is known has to be seen anew as well.
     */
    public void sweepAgain(String account, StreamName stream, Telling telling, Instant now) {
        int known = sql.update("""
                        update stream set sweep_began_at = null, sweep_created = '', sweep_updated = '', sweep_anchors = '',
                            sweep_pages = 0, swept_at = null, sweep_telling = ?, asked_at = ?, counted_at = null,
                            counted_agreed = null, counted_comparable = false
                        where account_id = ? and name = ?""", telling, now, account, stream.text());
        if (known == 0) {
            create(StreamState.begin(account, stream, now).swept(Sweep.NONE.told(telling)));
        }
    }

    @Override
    public Optional<Instant> askedAt(String account) {
        return sql.first(
                "select max(asked_at) as asked_at from stream where account_id = ? and asked_at is not null having count(*) > 0",
                row -> Objects.requireNonNull(Sql.instant(row, "asked_at")),
                account);
    }

    @Override
    public void quarantine(String account, StreamName stream, List<Poison> rows, Instant now) {
        poison.keep(account, stream, rows, now);
    }

    @Override
    public void releaseUnmet(String account, StreamName stream, Instant since) {
        poison.releaseUnmet(account, stream, since);
    }

    @Override
    public void release(String account, StreamName stream, Collection<String> rowIds) {
        poison.release(account, stream, rowIds);
    }

    private static StreamState stream(ResultSet row) throws SQLException {
        Instant began = Objects.requireNonNull(Sql.instant(row, "cutoff"));
        Instant tempoAt = Objects.requireNonNullElse(Sql.instant(row, "tempo_at"), began);
        return new StreamState(
                row.getString("account_id"),
                StreamName.byText(row.getString("name")).orElseThrow(),
                StreamState.Phase.valueOf(row.getString("phase")),
                began,
                certificate(row, began),
                new RowKeys(row.getString("mark_key"), row.getString("mark_updated")),
                Optional.ofNullable(Sql.instant(row, "walked_at")),
                row.getString("walked_from"),
                sweep(row),
                Optional.ofNullable(Sql.instant(row, "swept_at")),
                Objects.requireNonNull(Sql.instant(row, "due_at")),
                new Tempo(row.getDouble("tempo"), tempoAt),
                Optional.ofNullable(Sql.instant(row, "hidden_at")),
                completeness(row),
                Optional.ofNullable(row.getString("problem")));
    }

    private static Completeness completeness(ResultSet row) throws SQLException {
        return new Completeness(
                Optional.ofNullable(Sql.instant(row, "counted_at")),
                row.getLong("counted_rows"),
                row.getLong("counted_known"),
                row.getLong("counted_before"),
                Optional.ofNullable(row.getObject("counted_agreed", Long.class)),
                row.getBoolean("counted_comparable"));
    }

    private static Certificate certificate(ResultSet row, Instant began) throws SQLException {
        return new Certificate(
                orders(row.getString("ruled_out")),
                orders(row.getString("in_sweep")),
                row.getBoolean("comes_whole"),
                row.getInt("capacity"),
                row.getLong("order_pages"),
                Objects.requireNonNullElse(Sql.instant(row, "order_since"), began),
                Optional.ofNullable(row.getString("order_note")));
    }

    private static Sweep sweep(ResultSet row) throws SQLException {
        String anchors = row.getString("sweep_anchors");
        return new Sweep(
                new Cursor(
                        new RowKeys(row.getString("sweep_created"), row.getString("sweep_updated")),
                        anchors.isEmpty() ? List.of() : List.of(anchors.split("\n"))),
                Optional.ofNullable(Sql.instant(row, "sweep_began_at")),
                Telling.valueOf(row.getString("sweep_telling")),
                row.getInt("sweep_pages"));
    }

    private static String names(Set<ListOrder> orders) {
        return orders.stream().sorted().map(Enum::name).collect(Collectors.joining(","));
    }

    private static Set<ListOrder> orders(String names) {
        return names.isEmpty()
                ? Set.of()
                : Stream.of(names.split(",")).map(ListOrder::valueOf).collect(Collectors.toUnmodifiableSet());
    }

    private static String cut(String text, int most) {
        return text.substring(0, Math.min(text.length(), most));
    }
}
