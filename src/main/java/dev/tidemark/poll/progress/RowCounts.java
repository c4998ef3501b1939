package dev.tidemark.poll.progress;

import dev.tidemark.change.StreamName;
import dev.tidemark.poll.list.ListOrder;
import dev.tidemark.poll.source.StreamKind;
import dev.tidemark.poll.state.RowStates;
import dev.tidemark.poll.state.StreamState;
import dev.tidemark.poll.state.StreamStates;
import dev.tidemark.poll.store.PoisonStore;
import dev.tidemark.poll.watch.Observations;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/** How many rows of an account are known, may change soon, are missing, cannot be read; at most a minute old. */
@ApplicationScoped
public class RowCounts {
    private static final Duration OLDEST = Duration.ofMinutes(1);
    /** Those of the rows under way that were not seen for longest. */
    private static final int MOST_OPEN = 500;

    private final RowStates rows;
    private final StreamStates streams;
    private final PoisonStore poison;
    private final Observations observations;
    private final Clock clock;
    private final Map<String, Snapshot> snapshots = new ConcurrentHashMap<>();

    RowCounts(RowStates rows, StreamStates streams, PoisonStore poison, Observations observations, Clock clock) {
        this.rows = rows;
        this.streams = streams;
        this.poison = poison;
        this.observations = observations;
        this.clock = clock;
    }

    /**
     * @param at when it was counted
     * @param activeFrom when the row under way that waits longest wants another look
     */
    public record Snapshot(
            Instant at,
            Map<StreamName, RowStates.Counts> rows,
            Map<StreamName, Integer> poison,
            Map<StreamName, Instant> activeFrom) {
        private static final RowStates.Counts NONE = new RowStates.Counts(0, 0, 0);

        public RowStates.Counts rows(StreamName stream) {
            return rows.getOrDefault(stream, NONE);
        }

        public int poison(StreamName stream) {
            return poison.getOrDefault(stream, 0);
        }

        /** Since when a row under way waited for another look; empty when none did. */
        public Optional<Instant> activeDueSince(StreamName stream) {
            return Optional.ofNullable(activeFrom.get(stream)).filter(from -> !from.isAfter(at));
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

    private Map<StreamName, Instant> activeFrom(String account, Map<StreamName, RowStates.Counts> counts) {
        Map<StreamName, Instant> from = new EnumMap<>(StreamName.class);
        streams.ofAccount(account).values().stream()
                .filter(state ->
                        counts.getOrDefault(state.stream(), Snapshot.NONE).open() > 0)
                .forEach(state -> activeFrom(state).ifPresent(at -> from.put(state.stream(), at)));
        return from;
    }

    private Optional<Instant> activeFrom(StreamState state) {
        ListOrder order = state.certificate().order();
        return rows.open(new RowStates.Of(state.account(), state.stream()), order, MOST_OPEN).stream()
                .map(row -> row.dueAt(order, observations.views().quietAfter()))
                .min(Comparator.naturalOrder());
    }

    private Snapshot count(String account, Instant now) {
        Map<StreamName, RowStates.Counts> counts = new EnumMap<>(StreamName.class);
        StreamKind.LISTED.forEach(
                kind -> counts.put(kind.stream(), rows.counts(new RowStates.Of(account, kind.stream()))));
        return new Snapshot(now, counts, poison.counts(account), activeFrom(account, counts));
    }
}
