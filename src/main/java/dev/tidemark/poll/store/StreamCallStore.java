package dev.tidemark.poll.store;

import dev.tidemark.change.StreamName;
import dev.tidemark.mindstamp.budget.CallClass;
import dev.tidemark.platform.Sql;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.time.Duration;
import java.time.Instant;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The table {@code stream_call}: calls of the last hour, by stream. */
@ApplicationScoped
@Transactional
public class StreamCallStore {
    private static final Duration KEPT = Duration.ofHours(1);

    private final Sql sql;

    StreamCallStore(Sql sql) {
        this.sql = sql;
    }

    /** So many calls for one purpose. */
    public record Made(StreamName stream, CallClass callClass, int calls) {}

    /** Adds what was called up to now, and forgets what is too old. Of an account that is removed nothing is added. */
    public void add(String account, List<Made> made, Instant now) {
        // Only its own: who polls another account deletes those, and neither waits for the other.
        sql.update("delete from stream_call where account_id = ? and counted_at < ?", account, now.minus(KEPT));
        sql.batch(
                """
                insert into stream_call (call_class, calls, counted_at, account_id, stream)
                select ?, cast(? as integer), cast(? as timestamp with time zone), account_id, name from stream
                where account_id = ? and name = ?""",
                made.stream()
                        .map(one -> new @Nullable Object[] {
                            one.callClass(),
                            one.calls(),
                            now,
                            account,
                            one.stream().text()
                        })
                        .toList());
    }

    /** Of the last hour; streams and classes without calls are left out. */
    public Map<StreamName, Map<CallClass, Integer>> ofLastHour(String account, Instant now) {
        Map<StreamName, Map<CallClass, Integer>> calls = new EnumMap<>(StreamName.class);
        sql.query(
                        """
                        select stream, call_class, sum(calls) as calls from stream_call
                        where account_id = ? and counted_at >= ? group by stream, call_class""",
                        row -> new Made(
                                StreamName.byText(row.getString("stream")).orElseThrow(),
                                CallClass.valueOf(row.getString("call_class")),
                                row.getInt("calls")),
                        account,
                        now.minus(KEPT))
                .forEach(made -> calls.computeIfAbsent(made.stream(), _ -> new EnumMap<>(CallClass.class))
                        .put(made.callClass(), made.calls()));
        return calls;
    }
}
