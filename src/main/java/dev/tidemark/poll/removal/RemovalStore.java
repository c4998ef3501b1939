package dev.tidemark.poll.removal;

import dev.tidemark.platform.Sql;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;

/**
 * What polling stored of an account, for removal; in the caller's transaction. Rows are joined, since H2 compares a list
 * of keys with every row.
 */
@ApplicationScoped
class RemovalStore {
    private static final List<String> SMALL =
            List.of("stream_call", "stream", "poison_row", "video_rules", "budget_part", "source_condition");

    private final Sql sql;

    RemovalStore(Sql sql) {
        this.sql = sql;
    }

    /** @return how many were removed; 0 when there are none left */
    int removeRowStates(String account, int most) {
        return sql.update("""
                merge into row_state using (
                    select stream, row_id from row_state where account_id = ? fetch first ? rows only) as part
                on row_state.account_id = ? and row_state.stream = part.stream and row_state.row_id = part.row_id
                when matched then delete""", account, most, account);
    }

    /** @return how many were removed; 0 when there are none left */
    int removeFacts(String account, int most) {
        return sql.update("""
                merge into known_fact using (
                    select kind, subject, detail from known_fact where account_id = ? fetch first ? rows only) as part
                on known_fact.account_id = ? and known_fact.kind = part.kind and known_fact.subject = part.subject
                   and known_fact.detail = part.detail
                when matched then delete""", account, most, account);
    }

    /** What is small: its streams, and what was set and noted of it. */
    void removeStreams(String account) {
        for (String table : SMALL) {
            sql.update("delete from " + table + " where account_id = ?", account);
        }
    }
}
