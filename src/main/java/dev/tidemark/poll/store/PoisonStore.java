package dev.tidemark.poll.store;

import dev.tidemark.change.StreamName;
import dev.tidemark.mindstamp.page.Poison;
import dev.tidemark.platform.Ids;
import dev.tidemark.platform.Sql;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** The table {@code poison_row}: rows that could not be processed, for the operator to look at. */
@ApplicationScoped
@Transactional
public class PoisonStore {
    private static final int FINGERPRINT = 40;
    /** More of them than this are counted no longer: something else is wrong then. */
    private static final int MOST = 1000;

    private static final Duration NAMED_STAY = Duration.ofDays(2);

    private final Sql sql;

    PoisonStore(Sql sql) {
        this.sql = sql;
    }

    /** @param times how often it came */
    public record Kept(
            String stream,
            String fingerprint,
            @Nullable String rowId,
            String reason,
            byte[] raw,
            boolean cut,
            int times,
            Instant firstAt,
            Instant lastAt) {}

    /** The latest first. */
    public List<Kept> ofAccount(String account, int most) {
        return sql.query(
                "select * from poison_row where account_id = ? order by last_at desc, fingerprint fetch first ? rows only",
                row -> new Kept(
                        row.getString("stream"),
                        row.getString("fingerprint"),
                        row.getString("row_id"),
                        row.getString("reason"),
                        row.getBytes("raw"),
                        row.getBoolean("raw_cut"),
                        row.getInt("times"),
                        Objects.requireNonNull(Sql.instant(row, "first_at")),
                        Objects.requireNonNull(Sql.instant(row, "last_at"))),
                account,
                most);
    }

    public int count(String account, StreamName stream) {
        return sql.first(
                        "select count(*) from poison_row where account_id = ? and stream = ?",
                        row -> row.getInt(1),
                        account,
                        stream.text())
                .orElse(0);
    }

    /** By stream; those without any are left out. */
    public Map<StreamName, Integer> counts(String account) {
        Map<StreamName, Integer> counts = new EnumMap<>(StreamName.class);
        sql.query(
                        "select stream, count(*) from poison_row where account_id = ? group by stream",
                        row -> Map.entry(StreamName.byText(row.getString(1)).orElseThrow(), row.getInt(2)),
                        account)
                .forEach(one -> counts.put(one.getKey(), one.getValue()));
        return counts;
    }

    void keep(String account, StreamName stream, List<Poison> rows, Instant now) {
        int room = MOST - count(account, stream);
        for (Poison row : rows) {
            String fingerprint = fingerprint(row);
            boolean known = sql.update("""
                            update poison_row set times = times + 1, last_at = ?
                            where account_id = ? and stream = ? and fingerprint = ?""", now, account, stream.text(), fingerprint) > 0;
            if (!known && room-- > 0) {
                sql.update(
                        """
                        insert into poison_row (account_id, stream, fingerprint, row_id, reason, raw, raw_cut, times,
                                                first_at, last_at)
                        values (?, ?, ?, ?, ?, ?, ?, 1, ?, ?)""",
                        account,
                        stream.text(),
                        fingerprint,
                        row.rowId().orElse(null),
                        row.reason().substring(0, Math.min(row.reason().length(), 1000)),
                        row.raw(),
                        row.cut(),
                        now,
                        now);
            }
        }
    }

    void release(String account, StreamName stream, Collection<String> rowIds) {
        sql.update(
                "delete from poison_row where account_id = ? and stream = ? and row_id = any(?)",
                account,
                stream.text(),
                rowIds);
    }

    void releaseUnmet(String account, StreamName stream, Instant since) {
        sql.update(
                "delete from poison_row where account_id = ? and stream = ? and (row_id is null and last_at < ? or last_at < ?)",
                account,
                stream.text(),
                since,
                since.minus(NAMED_STAY));
    }

    private static String fingerprint(Poison row) {
        return Ids.base32(Ids.sha256().digest(row.raw()), FINGERPRINT);
    }
}
