package dev.tidemark.mindstamp.budget;

import dev.tidemark.platform.Sql;
import io.quarkus.narayana.jta.QuarkusTransaction;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.function.IntFunction;
import org.hibernate.exception.ConstraintViolationException;

/**
 * The tables {@code mindstamp_budget} (one row a token, its lock), {@code mindstamp_call} (the last hour) and
 * {@code mindstamp_demand} (who wants to call). Each question is one short transaction of its own.
 */
@ApplicationScoped
class CallStore {
    /** A token that nobody used for so long has nothing left to remember. */
    private static final Duration FORGOTTEN = Duration.ofDays(1);

    private static final int PURGED_AT_ONCE = 1_000;

    private final Sql sql;

    CallStore(Sql sql) {
        this.sql = sql;
    }

    /** @param clock asked once it is this call's turn: whoever waits for others must not be counted as earlier */
    CallBudget.Decision spend(String token, CallClass callClass, CallLimits limits, Clock clock) {
        return alone(() -> {
            lock(token, clock.instant());
            Instant now = clock.instant();
            CallShares shares = new CallShares(limits, new CallHistory(calls(token, now), demands(token)));
            Instant start = pausedUntil(token).filter(now::isBefore).orElse(now);
            Optional<Instant> later = shares.nextAllowed(callClass, start);
            Instant allowed = later.orElse(start);
            boolean isNow = !allowed.isAfter(now);
            // In a pause everybody waits: nobody for another one.
            remember(token, callClass, now, later.isEmpty());
            if (!isNow) {
                return new CallBudget.Refused(allowed);
            }
            sql.update(
                    "insert into mindstamp_call (token_key, called_at, call_class) values (?, ?, ?)",
                    token,
                    now,
                    callClass);
            return new CallBudget.Spent();
        });
    }

    /** While a pause runs, only calls begun before it can answer: they do not end it. */
    void answered(String token, Instant now) {
        alone(() -> sql.update("""
                update mindstamp_budget set failures = 0, paused_until = null
                where token_key = ? and failures > 0 and (paused_until is null or paused_until <= ?)""", token, now));
    }

    /**
     * Makes everybody wait; a pause that lasts longer already stays.
     *
     * @param until when to go on, by the number of failures in a row before this one
     * @return when it goes on
     */
    Instant pause(String token, Instant now, IntFunction<Instant> until) {
        return alone(() -> {
            lock(token, now);
            int failures = sql.first(
                            "select failures from mindstamp_budget where token_key = ?", row -> row.getInt(1), token)
                    .orElseThrow();
            Instant asked = until.apply(failures);
            Instant pausedUntil = pausedUntil(token).filter(asked::isBefore).orElse(asked);
            sql.update(
                    "update mindstamp_budget set failures = failures + 1, paused_until = ? where token_key = ?",
                    pausedUntil,
                    token);
            return pausedUntil;
        });
    }

    /** How many calls of each class a token made since then. */
    Map<CallClass, Integer> spent(String token, Instant since) {
        Map<CallClass, Integer> spent = new EnumMap<>(CallClass.class);
        alone(() -> sql.query("""
                        select call_class, count(*) from mindstamp_call where token_key = ? and called_at >= ?
                        group by call_class""", row -> Map.entry(CallClass.valueOf(row.getString(1)), row.getInt(2)), token, since))
                .forEach(one -> spent.put(one.getKey(), one.getValue()));
        return spent;
    }

    /** The same, minute by minute. */
    List<SpentCalls.OfMinute> spentByMinute(String token, Instant since) {
        return alone(() -> sql.query(
                """
                        select date_trunc('minute', called_at) as at, call_class, count(*) as calls from mindstamp_call
                        where token_key = ? and called_at >= ? group by date_trunc('minute', called_at), call_class
                        order by at, call_class""",
                row -> new SpentCalls.OfMinute(
                        Objects.requireNonNull(Sql.instant(row, "at")),
                        CallClass.valueOf(row.getString("call_class")),
                        row.getInt("calls")),
                token,
                since));
    }

    /** Deletes a number of calls that no window holds any more; @return whether there may be others. */
    boolean purgeCalls(Instant now) {
        return alone(() -> sql.update("""
                delete from mindstamp_call where (token_key, called_at) in (
                    select token_key, called_at from mindstamp_call where called_at < ?
                    order by called_at fetch first 1000 rows only)""", now.minus(CallLimits.HOUR))) >= PURGED_AT_ONCE;
    }

    /** Forgets tokens that are no longer used. */
    void purgeTokens(Instant now) {
        Instant since = now.minus(FORGOTTEN);
        alone(() -> sql.update("delete from mindstamp_demand where wanted_at < ?", since));
        alone(() -> sql.update("delete from mindstamp_budget where used_at is null or used_at < ?", since));
    }

    private static <T> T alone(Callable<T> work) {
        try {
            return QuarkusTransaction.requiringNew().call(work);
        } catch (ConstraintViolationException e) {
            // Another replica made the token's first row at the same time: now it is there.
            return QuarkusTransaction.requiringNew().call(work);
        }
    }

    private void lock(String token, Instant now) {
        int rows = sql.update("update mindstamp_budget set used_at = ? where token_key = ?", now, token);
        if (rows == 0) {
            sql.update("insert into mindstamp_budget (token_key, failures, used_at) values (?, 0, ?)", token, now);
        }
    }

    private Optional<Instant> pausedUntil(String token) {
        return sql.first(
                "select paused_until from mindstamp_budget where token_key = ? and paused_until is not null",
                row -> Objects.requireNonNull(Sql.instant(row, "paused_until")),
                token);
    }

    private List<CallHistory.Call> calls(String token, Instant now) {
        return sql.query(
                "select called_at, call_class from mindstamp_call where token_key = ? and called_at >= ?",
                row -> new CallHistory.Call(
                        Objects.requireNonNull(Sql.instant(row, "called_at")),
                        CallClass.valueOf(row.getString("call_class"))),
                token,
                now.minus(CallLimits.HOUR));
    }

    private Map<CallClass, CallHistory.Demand> demands(String token) {
        Map<CallClass, CallHistory.Demand> demands = new EnumMap<>(CallClass.class);
        sql.query(
                        "select call_class, wanted_at, refused_at from mindstamp_demand where token_key = ?",
                        row -> Map.entry(
                                CallClass.valueOf(row.getString("call_class")),
                                new CallHistory.Demand(
                                        Objects.requireNonNull(Sql.instant(row, "wanted_at")),
                                        Optional.ofNullable(Sql.instant(row, "refused_at")))),
                        token)
                .forEach(demand -> demands.put(demand.getKey(), demand.getValue()));
        return demands;
    }

    private void remember(String token, CallClass callClass, Instant now, boolean isAllowed) {
        Instant refusedAt = isAllowed ? null : now;
        int rows = sql.update(
                "update mindstamp_demand set wanted_at = ?, refused_at = ? where token_key = ? and call_class = ?",
                now,
                refusedAt,
                token,
                callClass);
        if (rows == 0) {
            sql.update(
                    "insert into mindstamp_demand (wanted_at, refused_at, token_key, call_class) values (?, ?, ?, ?)",
                    now,
                    refusedAt,
                    token,
                    callClass);
        }
    }
}
