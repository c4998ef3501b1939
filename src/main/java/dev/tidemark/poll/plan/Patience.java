package dev.tidemark.poll.plan;

import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;

/**
 * Rows whose own calls fail are left alone, so that others go before: half a minute, then twice as long with each failure
 * up to half an hour.
 */
public final class Patience {
    private static final Duration FIRST = Duration.ofSeconds(30);
    private static final int MOST_DOUBLINGS = 6;

    private final Map<String, Alone> alone = new HashMap<>();

    private record Alone(int times, Instant until) {}

    public void failed(String rowId, Instant now) {
        int times = alone.containsKey(rowId) ? alone.get(rowId).times() + 1 : 0;
        alone.put(rowId, new Alone(times, now.plus(FIRST.multipliedBy(1L << Math.min(times, MOST_DOUBLINGS)))));
    }

    public void worked(String rowId) {
        alone.remove(rowId);
    }

    /** When a row that is due then may be asked for. */
    public Instant from(String rowId, Instant due) {
        Alone known = alone.get(rowId);
        return known == null || due.isAfter(known.until()) ? due : known.until();
    }
}
