package dev.tidemark.poll.removal;

import dev.tidemark.platform.Sql;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;

/** What polling stored of an account, for removal; in the caller's transaction. */
@ApplicationScoped
class RemovalStore {
    private static final List<String> SMALL =
            List.of("stream", "poison_row", "video_rules", "budget_part", "source_condition");

    private final Sql sql;

    RemovalStore(Sql sql) {
        this.sql = sql;
    }

    /** @return how many were removed; 0 when there are none left */
    int removeRowStates(String account, int most) {
        return sql.update("""
                delete from row_state where account_id = ? and (stream, row_id) in (
                    select stream, row_id from row_state where account_id = ? fetch first ? rows only)""", account, account, most);
    }

    /** @return how many were removed; 0 when there are none left */
    int removeFacts(String account, int most) {
        return sql.update("""
                delete from known_fact where account_id = ? and (kind, subject, detail) in (
                    select kind, subject, detail from known_fact where account_id = ? fetch first ? rows only)""", account, account, most);
    }

    /** What is small: its streams, and what was set and noted of it. */
    void removeStreams(String account) {
        for (String table : SMALL) {
            sql.update("delete from " + table + " where account_id = ?", account);
        }
    }
}
