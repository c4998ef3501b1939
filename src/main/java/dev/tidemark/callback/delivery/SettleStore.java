package dev.tidemark.callback.delivery;

import dev.tidemark.callback.attempt.Attempts;
import dev.tidemark.callback.attempt.DeliveryOutcome;
import dev.tidemark.callback.delivery.ClaimStore.Claimed;
import dev.tidemark.callback.exchange.AttemptResult;
import dev.tidemark.callback.exchange.CapturedBody;
import dev.tidemark.callback.exchange.ErrorClass;
import dev.tidemark.callback.history.DeliveryState;
import dev.tidemark.callback.subscriber.OrderingStore;
import dev.tidemark.callback.subscriber.OrderingStore.Line;
import dev.tidemark.platform.Sql;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Writes what attempts came to: the attempt rows and the deliveries' new states, many at once. */
@ApplicationScoped
class SettleStore {
    private final Sql sql;
    private final OrderingStore orders;

    SettleStore(Sql sql, OrderingStore orders) {
        this.sql = sql;
        this.orders = orders;
    }

    /** An attempt that is over and what follows from it. */
    record Settled(Claimed claimed, Attempts.Report report, DeliveryOutcome outcome) {
        long delivery() {
            return claimed.id();
        }

        boolean ends() {
            return switch (outcome) {
                case DeliveryOutcome.Delivered _, DeliveryOutcome.Exhausted _ -> true;
                case DeliveryOutcome.RetryAt _, DeliveryOutcome.Gone _ -> false;
            };
        }
    }

    /** What deliveries come to that are over. */
    private record Ending(DeliveryState state, int number, Optional<Integer> status, Optional<ErrorClass> error) {}

    /**
     * Settles those deliveries that {@code owner} still holds; a claim that was lost (expired, cancelled) writes
     * nothing, since whoever has the delivery now writes for it.
     *
     * @return those that were settled
     */
    List<Settled> settle(String owner, List<Settled> attempts, Instant now) {
        Map<Long, Optional<String>> held = lockHeld(owner, attempts);
        List<Settled> settled = attempts.stream()
                .filter(one -> held.containsKey(one.delivery()))
                .toList();
        List<Line> lines = new ArrayList<>();
        List<@Nullable Object[]> attemptRows = new ArrayList<>();
        Map<Ending, List<Long>> ended = new HashMap<>();
        List<@Nullable Object[]> open = new ArrayList<>();
        for (Settled one : settled) {
            attemptRows.add(attemptRow(one));
            Instant at = one.report().endedAt();
            if (one.ends()) {
                Objects.requireNonNull(held.get(one.delivery()))
                        .ifPresent(key -> lines.add(new Line(one.claimed().subscription(), key)));
            }
            switch (one.outcome()) {
                case DeliveryOutcome.Delivered _ -> add(ended, DeliveryState.DELIVERED, one);
                case DeliveryOutcome.Exhausted _ -> add(ended, DeliveryState.EXHAUSTED, one);
                case DeliveryOutcome.RetryAt retry -> open.add(row(DeliveryState.RETRYING, retry.when(), one));
                case DeliveryOutcome.Gone _ -> open.add(row(DeliveryState.HELD, at, one));
            }
        }
        sql.batch("""
                insert into delivery_attempt (delivery_id, number, started_at, duration_ms, status, error, detail,
                                              body, body_cut, request_headers, response_headers)
                values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)""", attemptRows);
        ended.forEach((ending, deliveries) -> end(ending, deliveries, now));
        // A subscription that was disabled while the request was under way keeps its deliveries held.
        sql.batch("""
                update delivery set state = case when exists (select 1 from subscription s
                                                              where s.id = subscription_id and s.enabled)
                                                 then ? else 'held' end,
                                    due_at = ?, attempts = ?, last_status = ?, last_error = ?, claim = null,
                                    claimed_until = null
                where id = ?""", open);
        if (!lines.isEmpty()) {
            orders.next(lines, now);
        }
        return settled;
    }

    private static void add(Map<Ending, List<Long>> ended, DeliveryState state, Settled one) {
        AttemptResult result = one.report().result();
        Ending ending = new Ending(state, one.report().number(), result.status(), result.error());
        ended.computeIfAbsent(ending, _ -> new ArrayList<>()).add(one.delivery());
    }

    /** Most end alike, by a 2xx at the first try: one statement has the database do less for each of them. */
    private void end(Ending ending, List<Long> deliveries, Instant now) {
        sql.update(
                """
                update delivery set state = ?, settled_at = ?, attempts = ?, last_status = cast(? as integer),
                                    last_error = cast(? as varchar(40)), claim = null, claimed_until = null
                where id = any(?)""",
                ending.state().text(),
                now,
                ending.number(),
                ending.status().orElse(null),
                ending.error().map(ErrorClass::text).orElse(null),
                deliveries);
    }

    /** @return those that are still held, each with its ordering key */
    private Map<Long, Optional<String>> lockHeld(String owner, List<Settled> attempts) {
        Map<Long, Optional<String>> held = new HashMap<>();
        sql.query(
                """
                        select id, ordering_key from delivery where id = any(?) and state = 'delivering' and claim = ?
                        order by id for update""",
                row -> held.put(row.getLong("id"), Optional.ofNullable(row.getString("ordering_key"))),
                attempts.stream().map(Settled::delivery).toList(),
                owner);
        return held;
    }

    private static @Nullable Object[] row(DeliveryState state, Instant time, Settled settled) {
        AttemptResult result = settled.report().result();
        return new @Nullable Object[] {
            state.text(),
            time,
            settled.report().number(),
            result.status().orElse(null),
            result.error().map(ErrorClass::text).orElse(null),
            settled.delivery()
        };
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
            body.cut(),
            report.sent(),
            result.answer().map(AttemptResult.Answered::headers).orElse("")
        };
    }
}
