package dev.tidemark.poll.plan;

import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** Rows of which something is wanted, and from when. */
public final class Wanted {
    private final Map<String, Instant> from = new LinkedHashMap<>();
    private final Patience patience = new Patience();

    /** From then on, if not earlier already. */
    public void add(String rowId, Instant when) {
        from.merge(rowId, when, (one, other) -> one.isBefore(other) ? one : other);
    }

    /** It could not be had: later, and later still with each time. */
    public void failed(String rowId, Instant now) {
        patience.failed(rowId, now);
        add(rowId, patience.from(rowId, now));
    }

    public void worked(String rowId) {
        patience.worked(rowId);
    }

    public void remove(String rowId) {
        from.remove(rowId);
    }

    /** The one that has been wanted longest. */
    public Optional<String> at(Instant now) {
        return from.entrySet().stream()
                .filter(entry -> !entry.getValue().isAfter(now))
                .min(Map.Entry.comparingByValue())
                .map(Map.Entry::getKey);
    }

    /** From when the first of them is wanted. */
    public Optional<Instant> earliest() {
        return from.values().stream().min(Instant::compareTo);
    }
}
