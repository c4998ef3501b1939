package dev.tidemark.poll.progress;

import dev.tidemark.change.StreamName;
import dev.tidemark.poll.source.StreamKind;
import dev.tidemark.poll.state.RowStates;
import dev.tidemark.poll.store.PoisonStore;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.EnumMap;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** How many rows of an account are known, may change soon, are missing, cannot be read; at most a minute old. */
@ApplicationScoped
public class RowCounts {
    private static final Duration OLDEST = Duration.ofMinutes(1);

    private final RowStates rows;
    private final PoisonStore poison;
    private final Clock clock;
    private final Map<String, Snapshot> snapshots = new ConcurrentHashMap<>();

    RowCounts(RowStates rows, PoisonStore poison, Clock clock) {
        this.rows = rows;
        this.poison = poison;
        this.clock = clock;
    }

    /** @param at when it was counted */
    public record Snapshot(Instant at, Map<StreamName, RowStates.Counts> rows, Map<StreamName, Integer> poison) {
        private static final RowStates.Counts NONE = new RowStates.Counts(0, 0, 0);

        public RowStates.Counts rows(StreamName stream) {
            return rows.getOrDefault(stream, NONE);
        }

        public int poison(StreamName stream) {
            return poison.getOrDefault(stream, 0);
        }
    }

    public Snapshot of(String account) {
        Instant now = clock.instant();
        return snapshots.compute(
                account,
                (_, known) -> known != null && now.isBefore(known.at().plus(OLDEST)) ? known : count(account, now));
    }

    /** The account is not watched here any more. */
    public void forget(String account) {
        snapshots.remove(account);
    }

    private Snapshot count(String account, Instant now) {
        Map<StreamName, RowStates.Counts> counts = new EnumMap<>(StreamName.class);
        StreamKind.LISTED.forEach(
                kind -> counts.put(kind.stream(), rows.counts(new RowStates.Of(account, kind.stream()))));
        return new Snapshot(now, counts, poison.counts(account));
    }
}
