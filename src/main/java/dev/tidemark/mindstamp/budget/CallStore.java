package dev.tidemark.mindstamp.budget;

import dev.tidemark.platform.Sql;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.IntFunction;

/** The tables {@code mindstamp_budget} (one row an account, its lock) and {@code mindstamp_call} (the last hour). */
@ApplicationScoped
class CallStore {
    private final Sql sql;

    CallStore(Sql sql) {
        this.sql = sql;
    }

    @Transactional
    CallBudget.Decision spend(String account, CallLimits limits, Instant now) {
        lock(account);
        Optional<Instant> wait =
                pausedUntil(account).filter(now::isBefore).or(() -> limits.nextAllowed(calls(account, now), now));
        if (wait.isPresent()) {
            return new CallBudget.Refused(wait.get());
        }
        sql.update("insert into mindstamp_call (account_id, called_at) values (?, ?)", account, now);
        return new CallBudget.Spent();
    }

    @Transactional
    void answered(String account) {
        sql.update(
                "update mindstamp_budget set failures = 0, paused_until = null where account_id = ? and failures > 0",
                account);
    }

    /** @param until when to go on, by the number of failures in a row before this one */
    @Transactional
    void pause(String account, IntFunction<Instant> until) {
        lock(account);
        int failures = sql.first(
                        "select failures from mindstamp_budget where account_id = ?", row -> row.getInt(1), account)
                .orElseThrow();
        sql.update(
                "update mindstamp_budget set failures = failures + 1, paused_until = ? where account_id = ?",
                until.apply(failures),
                account);
    }

    private void lock(String account) {
        int rows = sql.update("update mindstamp_budget set failures = failures where account_id = ?", account);
        if (rows == 0) {
            sql.update("insert into mindstamp_budget (account_id, failures) values (?, 0)", account);
        }
    }

    private Optional<Instant> pausedUntil(String account) {
        return sql
                .query(
                        "select paused_until from mindstamp_budget where account_id = ? and paused_until is not null",
                        row -> Objects.requireNonNull(Sql.instant(row, "paused_until")),
                        account)
                .stream()
                .findFirst();
    }

    private List<Instant> calls(String account, Instant now) {
        Instant hourAgo = now.minus(CallLimits.HOUR);
        sql.update("delete from mindstamp_call where account_id = ? and called_at < ?", account, hourAgo);
        return sql.query(
                "select called_at from mindstamp_call where account_id = ? order by called_at",
                row -> Objects.requireNonNull(Sql.instant(row, "called_at")),
                account);
    }
}
