package dev.tidemark.callback.delivery;

import dev.tidemark.callback.attempt.Attempts;
import dev.tidemark.callback.attempt.DeliveryOutcome;
import dev.tidemark.callback.delivery.ClaimStore.Claimed;
import dev.tidemark.callback.exchange.AttemptResult;
import dev.tidemark.callback.exchange.CapturedBody;
import dev.tidemark.callback.exchange.ErrorClass;
import dev.tidemark.callback.history.DeliveryState;
import dev.tidemark.platform.Sql;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Writes what attempts came to: the attempt rows and the deliveries' new states, many at once. */
@ApplicationScoped
class SettleStore {
    private final Sql sql;

    SettleStore(Sql sql) {
        this.sql = sql;
    }

    /** An attempt that is over and what follows from it. */
    record Settled(Claimed claimed, Attempts.Report report, DeliveryOutcome outcome) {
        long delivery() {
            return claimed.id();
        }
    }

    /**
     * Settles those deliveries that {@code owner} still holds; a claim that was lost (expired, cancelled) writes
     * nothing, since whoever has the delivery now writes for it.
     *
     * @return those that were settled
     */
    List<Settled> settle(String owner, List<Settled> attempts) {
        Set<Long> held = lockHeld(owner, attempts);
        List<Settled> settled =
                attempts.stream().filter(one -> held.contains(one.delivery())).toList();
        List<@Nullable Object[]> attemptRows = new ArrayList<>();
        List<@Nullable Object[]> ended = new ArrayList<>();
        List<@Nullable Object[]> open = new ArrayList<>();
        for (Settled one : settled) {
            attemptRows.add(attemptRow(one));
            Instant at = one.report().endedAt();
            switch (one.outcome()) {
                case DeliveryOutcome.Delivered _ -> ended.add(row(DeliveryState.DELIVERED, at, one));
                case DeliveryOutcome.Exhausted _ -> ended.add(row(DeliveryState.EXHAUSTED, at, one));
                case DeliveryOutcome.RetryAt retry -> open.add(row(DeliveryState.RETRYING, retry.when(), one));
                case DeliveryOutcome.Gone _ -> open.add(row(DeliveryState.HELD, at, one));
            }
        }
        sql.batch("""
                insert into delivery_attempt (delivery_id, number, started_at, duration_ms, status, error, detail,
                                              body, body_cut)
                values (?, ?, ?, ?, ?, ?, ?, ?, ?)""", attemptRows);
        sql.batch("""
                update delivery set state = ?, settled_at = ?, attempts = ?, claim = null, claimed_until = null
                where id = ?""", ended);
        // A subscription that was disabled while the request was under way keeps its deliveries held.
        sql.batch("""
                update delivery set state = case when exists (select 1 from subscription s
                                                              where s.id = subscription_id and s.enabled)
                                                 then ? else 'held' end,
                                    due_at = ?, attempts = ?, claim = null, claimed_until = null
                where id = ?""", open);
        return settled;
    }

    private Set<Long> lockHeld(String owner, List<Settled> attempts) {
        return new HashSet<>(sql.query(
                "select id from delivery where id = any(?) and state = 'delivering' and claim = ? order by id for update",
                row -> row.getLong("id"),
                attempts.stream().map(Settled::delivery).toList(),
                owner));
    }

    private static @Nullable Object[] row(DeliveryState state, Instant time, Settled settled) {
        return new @Nullable Object[] {state.text(), time, settled.report().number(), settled.delivery()};
    }

    private static @Nullable Object[] attemptRow(Settled settled) {
        Attempts.Report report = settled.report();
        AttemptResult result = report.result();
        CapturedBody body = result.answer().map(AttemptResult.Answered::body).orElse(CapturedBody.EMPTY);
        return new @Nullable Object[] {
            settled.delivery(),
            report.number(),
            report.startedAt(),
            report.millis(),
            result.status().orElse(null),
            result.error().map(ErrorClass::text).orElse(null),
            result.detail()
                    .map(text -> text.length() > 1000 ? text.substring(0, 1000) : text)
                    .orElse(null),
            body.bytes(),
            body.cut()
        };
    }
}
