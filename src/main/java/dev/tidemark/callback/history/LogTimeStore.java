package dev.tidemark.callback.history;

import dev.tidemark.platform.Sql;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.Objects;
import java.util.Optional;

/**
 * Where a time is in the event log. Events are logged in the order of their sequences, so some twenty looks at the
 * primary key find it among a million, and no index over times has to be kept.
 */
@ApplicationScoped
class LogTimeStore {
    private final Sql sql;

    LogTimeStore(Sql sql) {
        this.sql = sql;
    }

    private record Logged(long sequence, Instant at) {}

    /** The sequence from which on events were logged at this time or later. */
    long firstSince(Instant time) {
        long low = end("min").orElse(0L);
        long high = end("max").orElse(-1L) + 1;
        while (low < high) {
            long middle = low + (high - low) / 2;
            Optional<Logged> earlier =
                    atOrAfter(middle).filter(event -> event.at().isBefore(time));
            if (earlier.isPresent()) {
                low = earlier.get().sequence() + 1;
            } else {
                high = middle;
            }
        }
        return low;
    }

    private Optional<Logged> atOrAfter(long sequence) {
        return sql.first(
                "select sequence, logged_at from event where sequence >= ? order by sequence fetch first 1 rows only",
                row -> new Logged(row.getLong("sequence"), Objects.requireNonNull(Sql.instant(row, "logged_at"))),
                sequence);
    }

    private Optional<Long> end(String function) {
        return sql.query("select " + function + "(sequence) as sequence from event", row -> {
                    long sequence = row.getLong("sequence");
                    return row.wasNull() ? Optional.<Long>empty() : Optional.of(sequence);
                })
                .getFirst();
    }
}
