package dev.tidemark.poll.plan;

import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** Rows of which something is wanted, and from when. */
public final class Wanted {
    private final Map<String, Instant> from = new LinkedHashMap<>();

    /** From then on, if not earlier already. */
    public void add(String rowId, Instant when) {
        from.merge(rowId, when, (one, other) -> one.isBefore(other) ? one : other);
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
