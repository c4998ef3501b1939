package dev.tidemark.platform.pulse;

import dev.tidemark.platform.Sql;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Objects;

/** The table {@code pulse}: each process has rows of its own, so that none waits for another. */
@ApplicationScoped
class PulseStore {
    private final Sql sql;

    PulseStore(Sql sql) {
        this.sql = sql;
    }

    /** A beat as one process counted it. */
    record Row(String writer, Beat beat) {}

    /** Writes how the figures of this process stand; the same again changes nothing. */
    @Transactional
    void save(String writer, List<Beat> beats) {
        for (Beat beat : beats) {
            Object[] figures = {beat.count(), beat.spread().text(), beat.series(), beat.at(), beat.label(), writer};
            if (sql.update(
                            "update pulse set n = ?, spread = ? where series = ? and at = ? and label = ? and writer = ?",
                            figures)
                    == 0) {
                sql.update(
                        "insert into pulse (n, spread, series, at, label, writer) values (?, ?, ?, ?, ?, ?)", figures);
            }
        }
    }

    @Transactional
    List<Row> since(String series, Instant from) {
        return sql.query("select * from pulse where series = ? and at >= ?", PulseStore::row, series, from);
    }

    @Transactional
    List<Row> since(String series, Collection<String> labels, Instant from) {
        return labels.isEmpty()
                ? List.of()
                : sql.query(
                        "select * from pulse where series = ? and label = any(?) and at >= ?",
                        PulseStore::row,
                        series,
                        labels,
                        from);
    }

    /** @return how many rows were removed */
    @Transactional
    int purge(Instant before, int most) {
        return sql.update("""
                delete from pulse where (series, at, label, writer) in (
                    select series, at, label, writer from pulse where at < ? order by at fetch first ? rows only)""", before, most);
    }

    private static Row row(ResultSet row) throws SQLException {
        return new Row(
                row.getString("writer"),
                new Beat(
                        row.getString("series"),
                        Objects.requireNonNull(Sql.instant(row, "at")),
                        row.getString("label"),
                        row.getLong("n"),
                        Spread.read(row.getString("spread"))));
    }
}
