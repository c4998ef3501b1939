package dev.tidemark.poll.removal;

import dev.tidemark.platform.Sql;
import jakarta.enterprise.context.ApplicationScoped;

/** What polling stored of an account, for removal; in the caller's transaction. */
@ApplicationScoped
class RemovalStore {
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

    void removeStreams(String account) {
        sql.update("delete from stream where account_id = ?", account);
    }
}
