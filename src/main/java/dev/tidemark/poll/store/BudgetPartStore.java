package dev.tidemark.poll.store;

import dev.tidemark.platform.Sql;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.time.Instant;

/** The table {@code budget_part}: which accounts share a token's budget. */
@ApplicationScoped
public class BudgetPartStore {
    private final Sql sql;

    BudgetPartStore(Sql sql) {
        this.sql = sql;
    }

    /** Notes the account's weight. @return its share among all that were noted since then, above 0 to 1 */
    @Transactional
    public double share(String token, String account, double weight, Instant now, Instant since) {
        int known = sql.update(
                "update budget_part set weight = ?, seen_at = ? where token_key = ? and account_id = ?",
                weight,
                now,
                token,
                account);
        if (known == 0) {
            sql.update(
                    "insert into budget_part (token_key, account_id, weight, seen_at) values (?, ?, ?, ?)",
                    token,
                    account,
                    weight,
                    now);
        }
        double all = sql.first(
                        "select sum(weight) from budget_part where token_key = ? and seen_at >= ?",
                        row -> row.getDouble(1),
                        token,
                        since)
                .orElse(weight);
        return weight / Math.max(weight, all);
    }
}
