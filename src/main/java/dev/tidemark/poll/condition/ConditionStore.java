package dev.tidemark.poll.condition;

import dev.tidemark.change.StreamName;
import dev.tidemark.platform.Sql;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/** The table {@code source_condition}, and of the streams the fields that their rows were seen with. */
@ApplicationScoped
@Transactional
class ConditionStore {
    /** Of all names of fields together. */
    static final int LONGEST = 8000;

    private final Sql sql;

    ConditionStore(Sql sql) {
        this.sql = sql;
    }

    /** Since when, and whether anybody was told. */
    record Kept(Instant since, boolean told) {}

    /** By kind. */
    Map<String, Kept> ofAccount(String account) {
        Map<String, Kept> kept = new HashMap<>();
        sql.query(
                        "select kind, since, told from source_condition where account_id = ?",
                        row -> Map.entry(
                                row.getString("kind"),
                                new Kept(Objects.requireNonNull(Sql.instant(row, "since")), row.getBoolean("told"))),
                        account)
                .forEach(one -> kept.put(one.getKey(), one.getValue()));
        return kept;
    }

    void put(String account, String kind, Kept condition) {
        remove(account, kind);
        sql.update(
                "insert into source_condition (account_id, kind, since, told) values (?, ?, ?, ?)",
                account,
                kind,
                condition.since(),
                condition.told());
    }

    void remove(String account, String kind) {
        sql.update("delete from source_condition where account_id = ? and kind = ?", account, kind);
    }

    /** Empty while the stream was never looked at. */
    Set<String> fields(String account, StreamName stream) {
        Optional<String> names = sql.first(
                "select fields from stream where account_id = ? and name = ?",
                row -> row.getString(1),
                account,
                stream.text());
        return names.filter(text -> !text.isEmpty())
                .map(text -> Set.of(text.split("\n")))
                .orElse(Set.of());
    }

    /** @return false when there are too many to keep, or no such stream */
    boolean saveFields(String account, StreamName stream, Set<String> fields) {
        String names = String.join("\n", new TreeSet<>(fields));
        return names.length() <= LONGEST
                && sql.update(
                                "update stream set fields = ? where account_id = ? and name = ?",
                                names,
                                account,
                                stream.text())
                        > 0;
    }
}
